import { readCatalog } from '../catalog/read-catalog.ts';
import type { TimeLimits } from '../database/session-settings.ts';
import { type ComposedFile, composeFile } from '../execute/compose-file.ts';
import { composeMessage, findPosition } from '../execute/compose-message.ts';
import { describeFailure } from '../execute/describe-failure.ts';
import type { Marker } from '../execute/marker.ts';
import { watchProgress } from '../execute/watch-progress.ts';
import type { AdoptedFile } from '../model/adoption.ts';
import type { Evidence } from '../model/history.ts';
import { ServerError, type Session } from '../model/ports.ts';
import { hashFacts } from './hash-facts.ts';
import type { DecidedAdoption } from './plan-adoption.ts';
import { findUnproven, notProven, type ProofScope, provenKeys } from './prove.ts';

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
  const keys = provenKeys(decided, decided.target);
  const hashes = {
    found: hashFacts(decided.target.hashes, keys),
    proven: hashFacts(decided.replay.end.hashes, keys),
  };
  const files = decided.files.map((file, index) =>
    composeFile(
      file.migration,
      file.parsed,
      { marker, file: index, batch, limits, shared: true },
      {
        statements: file.run,
        mends: file.mends,
        outcome: file.outcome,
        ...(file.outcome === 'applied' ? {} : { evidence: evidenceOf(file, hashes) }),
      },
    ),
  );
  const durations = await send(files, options);
  try {
    const now = await decided.align(await readCatalog(session, { insideTransaction: true }));
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
  try {
    await session.run(composeMessage(prefix, files));
    progress.finish(files.length);
    return durations;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run('ROLLBACK').catch(() => {});
    const found = error.position === undefined ? undefined : findPosition(prefix, files, error.position);
    const file = found?.file ?? progress.current;
    if (file === undefined) throw error;
    const statement = found?.statement ?? file.statements[progress.statement];
    throw describeFailure(error, { file, statement, offset: found?.offset }, showPath(file.migration.path));
  } finally {
    stopListening();
  }
}

function evidenceOf(file: AdoptedFile, hashes: { found: string; proven: string }): Evidence {
  return {
    verdict: file.verdict,
    facts: file.facts,
    ...hashes,
    ...(file.mends.length === 0 ? {} : { mends: file.mends }),
    ...(Object.keys(file.data).length === 0 ? {} : { data: file.data }),
  };
}
