import type { MigrationStatus } from '../model/result.ts';

/** Why a migration counts as executed, for who wants to know: by whom, on what grounds, and what was run of it. */
export function evidenceLines({ row }: MigrationStatus): string[] {
  if (row === null || row.outcome === 'in_progress') return [];
  const by = row.executedBy === null ? '' : ` by ${row.executedBy}`;
  const run = row.batch === null ? '' : ` in run ${row.batch}`;
  const took = row.durationMs === null ? '' : `, ${row.durationMs} ms`;
  const lines = [`recorded${by}${run}${took}`];
  const { evidence } = row;
  if (evidence === undefined) return lines;
  const verdict = VERDICTS[evidence.verdict] ?? evidence.verdict;
  lines.push(evidence.facts === 0 ? verdict : `${verdict}: ${factsOf(evidence.facts)}`);
  lines.push(`found ${evidence.found}, proven ${evidence.proven}`);
  if (evidence.unproven !== undefined) lines.push(`not proven: ${evidence.unproven.join(', ')}`);
  for (const mend of evidence.mends ?? []) lines.push(`mended with: ${mend}`);
  for (const [place, reason] of Object.entries(evidence.data ?? {})) lines.push(`data, ${place}: ${reason}`);
  return lines;
}

const VERDICTS: Readonly<Record<string, string>> = {
  in_effect: 'was in effect',
  partial: 'was in effect in part',
  loop: 'left no trace in the catalog',
  pending: 'was pending',
};

function factsOf(facts: number): string {
  return `${facts} ${facts === 1 ? 'fact' : 'facts'} of it found`;
}
