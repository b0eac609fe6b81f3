import { readCatalog } from '../catalog/read-catalog.ts';
import type { TimeLimits } from '../database/session-settings.ts';
import { composeFile } from '../execute/compose-file.ts';
import { composeMessage, findPosition, partsOfMessage } from '../execute/compose-message.ts';
import type { ComposedFile } from '../execute/composed-file.ts';
import { describeFailure } from '../execute/describe-failure.ts';
import type { Marker } from '../execute/marker.ts';
import { watchProgress } from '../execute/watch-progress.ts';
import { ServerError, type Session } from '../model/ports.ts';
import { adoptionEvidence } from './adoption-evidence.ts';
import type { DecidedAdoption } from './plan-adoption.ts';
import { findUnproven, notProven, type ProofScope } from './prove.ts';

export interface ExecuteAdoptionOptions extends ProofScope {
  readonly session: Session;
  readonly marker: Marker;
  readonly batch: number;
  readonly limits: TimeLimits;
  /** What brings the history table up to date, without BEGIN and COMMIT; may be empty. */
  readonly historyText: string;
  readonly showPath: (path: string) => string;
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
  const { session, marker, batch, limits } = options;
  const evidence = adoptionEvidence(decided);
  const files = decided.files.map((file, index) =>
    composeFile(
      file.migration,
      file.parsed,
      { marker, file: index, batch, limits, shared: true },
      { statements: file.run, mends: file.mends, outcome: file.outcome, ...evidence(file) },
    ),
  );
  const durations = await send(files, options);
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

async function send(
  files: readonly ComposedFile[],
  options: ExecuteAdoptionOptions,
): Promise<ReadonlyMap<string, number>> {
  const { session, marker, historyText, showPath } = options;
  const prefix = `BEGIN; ${historyText}\n`;
  const durations = new Map<string, number>();
  const progress = watchProgress(files, marker, (event) => {
    if (event.type === 'completed') durations.set(event.migration, event.durationMs);
  });
  const stopListening = session.onNotice(progress.read);
  const all = files.flatMap((file) => file.parts);
  const parts = partsOfMessage(all, 0, Number.POSITIVE_INFINITY);
  try {
    await session.run(composeMessage(prefix, parts));
    progress.finish(files.length);
    return durations;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run('ROLLBACK').catch(() => {});
    const found = error.position === undefined ? undefined : findPosition(prefix, parts, error.position);
    const part = found?.part ?? progress.part;
    const file = files[part?.file ?? -1];
    if (file === undefined || part === undefined) throw error;
    const statement = found?.statement ?? file.statements[progress.statement];
    const place = { file, part, statement, offset: found?.offset };
    throw describeFailure(error, place, showPath(file.migration.path));
  } finally {
    stopListening();
  }
}
