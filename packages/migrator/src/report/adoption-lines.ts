import type { AdoptionVerdict } from '../model/result.ts';

const MARKS: Readonly<Record<AdoptionVerdict['verdict'], string>> = {
  in_effect: '✅',
  loop: '✅',
  pending: '⏳',
  partial: '🧩',
  conflict: '❌',
};

/** One line a migration: what the catalog says of it, and what `up` would do. */
export function adoptionLine(verdict: AdoptionVerdict): string {
  return `${MARKS[verdict.verdict]} ${verdict.name}  ${whatOf(verdict)}`;
}

function whatOf({ verdict, statements, run, mends, facts, outcome }: AdoptionVerdict): string {
  const mended =
    mends.length === 0 ? '' : `, ${mends.length} ${mends.length === 1 ? 'policy' : 'policies'} to mend`;
  const found = `${facts} ${facts === 1 ? 'fact' : 'facts'} as the file says${mended}`;
  if (verdict === 'conflict' || outcome === undefined) return 'not decided';
  if (verdict === 'in_effect')
    return run === 0 ? `in effect, ${found}` : `in effect, ${found}; ${run} data statements to run`;
  if (verdict === 'loop')
    return run === 0
      ? 'nothing to see in the catalog'
      : `leaves no trace; ${run} of ${statements} statements to run`;
  if (verdict === 'partial') return `in effect in part, ${found}; ${run} of ${statements} statements to run`;
  return `pending, ${run} of ${statements} statements to run`;
}
