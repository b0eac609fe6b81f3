import { MigratorError } from '../model/errors.ts';
import type { HistoryRow } from '../model/history.ts';

/**
 * Position of the row a user means: the name as recorded, with or without `.sql`, or a path to the file. Pure.
 * @throws {MigratorError} `usage`: a file that is not recorded.
 */
export function findRow(history: readonly HistoryRow[], typed: string): number {
  const found = history.findIndex(({ filename }) => namesMigration(typed, filename));
  if (found !== -1) return found;
  throw new MigratorError('usage', `${typed} is not recorded in this database.`, {
    hint: 'See `migrate status` for what is.',
  });
}

/** Whether what a user typed means this migration. */
export function namesMigration(typed: string, name: string): boolean {
  const parts = typed.split(/[\\/]/).filter((part) => part !== '' && part !== 'migration.sql');
  const last = parts.at(-1);
  return last === name || `${last}.sql` === name;
}
