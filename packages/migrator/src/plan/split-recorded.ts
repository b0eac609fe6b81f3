import type { HistoryRow } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';

/** The migrations of a folder that are recorded, and the others, each in order. Pure. */
export function splitRecorded(
  migrations: readonly Migration[],
  history: readonly HistoryRow[],
): { recorded: readonly Migration[]; unrecorded: readonly Migration[] } {
  const names = new Set(history.map(({ filename }) => filename));
  return {
    recorded: migrations.filter(({ name }) => names.has(name)),
    unrecorded: migrations.filter(({ name }) => !names.has(name)),
  };
}
