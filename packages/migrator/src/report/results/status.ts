import type { MigrationStatus } from '../../model/result.ts';
import { evidenceLines } from '../evidence-lines.ts';
import type { PrintResult } from '../reporter.ts';

/** One line a migration, then where the database stands. */
export const printStatus: PrintResult<'status'> = (result, paper) => {
  for (const migration of result.migrations) {
    paper.out(statusLine(migration));
    if (paper.verbose)
      for (const line of evidenceLines(migration)) paper.out(paper.paint.dim(`     ${line}`));
  }
  for (const each of result.findings) paper.finding(each);
  const count = (wanted: MigrationStatus['state']) =>
    result.migrations.filter(({ state }) => state === wanted).length;
  const others = OTHERS.flatMap((state) =>
    count(state) > 0 ? [`, ${count(state)} ${state.replaceAll('_', ' ')}`] : [],
  );
  paper.out(
    result.clean
      ? `✅ Up to date ${paper.paint.dim(`(${result.target})`)}`
      : `${count('pending')} pending${others.join('')} ${paper.paint.dim(`(${result.target})`)}`,
  );
};

const OTHERS = ['in_progress', 'edited', 'deleted', 'out_of_order'] as const;

const STATE_MARKS: Readonly<Record<MigrationStatus['state'], string>> = {
  applied: '✅',
  pending: '⏳',
  edited: '❌',
  deleted: '❌',
  out_of_order: '❌',
  in_progress: '🚧',
};

function statusLine({ name, state, row }: MigrationStatus): string {
  const when = row === null ? '' : `  ${row.executedAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const outcome = state === 'applied' && row !== null ? row.outcome : wordsOf(state, row);
  return `${STATE_MARKS[state]} ${name}  ${outcome}${when}`;
}

function wordsOf(state: MigrationStatus['state'], row: MigrationStatus['row']): string {
  if (state !== 'in_progress' || row === null) return state.replaceAll('_', ' ');
  return `in progress, ${row.statementsDone ?? 0} of ${row.statements ?? '?'} statements done`;
}
