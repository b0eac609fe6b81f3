import type { DecidedAdoption } from '../adopt/adoption.ts';
import { executeAdoption } from '../adopt/execute/execute-adoption.ts';
import type { Config } from '../model/config.ts';
import type { HistoryRow } from '../model/history.ts';
import type { Database } from '../open/with-database.ts';
import { nextBatch } from '../plan/plan-run.ts';

/**
 * Records the files of an adoption as one batch, and runs nothing. Commits only if the database is still what was judged.
 * @throws {MigratorError} `not_proven`.
 */
export async function recordOnly(
  decided: DecidedAdoption,
  { session, contact }: Pick<Database, 'session' | 'contact'>,
  history: readonly HistoryRow[],
  config: Config,
): Promise<void> {
  await executeAdoption(decided, {
    session,
    batch: nextBatch(history),
    limits: config,
    historyVersion: contact.historyVersion,
    recordOnly: true,
  });
}
