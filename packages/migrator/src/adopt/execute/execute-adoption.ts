import { readCatalog } from '../../catalog/read-catalog.ts';
import { upgradeHistoryStatements } from '../../database/history-table.ts';
import type { TimeLimits } from '../../database/session-settings.ts';
import { composeFile } from '../../execute/compose-file.ts';
import type { ExecuteOptions } from '../../execute/execute-files.ts';
import { createMarker } from '../../execute/marker.ts';
import { sendShared } from '../../execute/send-shared.ts';
import type { Emit } from '../../model/event.ts';
import type { Session } from '../../model/ports.ts';
import type { DecidedAdoption } from '../adoption.ts';
import { adoptionEvidence } from '../prove/adoption-evidence.ts';
import { findUnproven, notProven, type ProofScope } from '../prove/prove.ts';

export interface ExecuteAdoptionOptions extends ProofScope {
  readonly session: Session;
  readonly batch: number;
  readonly limits: TimeLimits;
  /** Version of the history table, which is brought up to date; 0 when there is none. */
  readonly historyVersion: number;
  /** Told that a long statement goes on. */
  readonly emit?: Emit;
  /** How files that run apart are watched. */
  readonly watch?: ExecuteOptions['watch'];
}

/**
 * Runs what is missing, records all of it, reads the database again and commits only if it is what the files say and
 * nothing else has moved. One transaction: either all of it is there afterwards, or nothing is.
 * @returns milliseconds each file took, by name.
 * @throws {MigratorError} the statement that failed, or `not_proven`; everything is rolled back.
 */
export async function executeAdoption(
  decided: DecidedAdoption,
  options: ExecuteAdoptionOptions,
): Promise<ReadonlyMap<string, number>> {
  const { session, batch, limits, historyVersion, emit } = options;
  const marker = createMarker();
  const evidence = adoptionEvidence(decided);
  const files = decided.files.map((file, index) =>
    composeFile(
      file.migration,
      file.parsed,
      { marker, file: index, batch, limits, shared: true },
      { statements: file.run, mends: file.mends, outcome: file.outcome, ...evidence(file) },
    ),
  );
  const prefix = `BEGIN; ${upgradeHistoryStatements(historyVersion)}\n`;
  const durations = await sendShared(files, { session, marker, prefix, emit });
  try {
    const now = await decided.align(
      await readCatalog(session, { insideTransaction: true, forMending: false }),
    );
    const unproven = findUnproven(decided, now, options);
    if (unproven.length > 0) throw notProven(unproven, 'Everything was rolled back, nothing is recorded.');
    await session.run('COMMIT');
    return durations;
  } catch (error) {
    await session.run('ROLLBACK').catch(() => {});
    throw error;
  }
}
