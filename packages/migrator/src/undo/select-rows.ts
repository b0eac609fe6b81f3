import { MigratorError } from '../model/errors.ts';
import type { HistoryRow } from '../model/history.ts';
import type { UndoSelection } from '../model/undo.ts';
import { findRow } from '../plan/find-row.ts';

/**
 * The rows to undo, oldest first: always the newest ones, in the order they ran. Pure.
 * @param history Oldest first.
 * @throws {MigratorError} `usage`: a file that is not recorded.
 */
export function selectRows(
  history: readonly HistoryRow[],
  { step, to }: UndoSelection,
): readonly HistoryRow[] {
  if (to !== undefined) return history.slice(findRow(history, to) + 1);
  if (step !== undefined) return step === 0 ? [] : history.slice(-step);
  const batch = history.at(-1)?.batch;
  if (batch === undefined) return [];
  if (batch === null) {
    throw new MigratorError(
      'usage',
      'The newest files were recorded by another tool, which kept no batches.',
      {
        hint: 'Say how many to undo with --step N, or where to stop with --to FILE.',
      },
    );
  }
  const before = history.findLastIndex((row) => row.batch !== batch);
  return history.slice(before + 1);
}
