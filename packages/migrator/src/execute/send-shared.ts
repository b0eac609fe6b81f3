import type { Emit } from '../model/event.ts';
import { ServerError, type Session } from '../model/ports.ts';
import { composeMessage, findPosition, partsOfMessage } from './compose-message.ts';
import type { ComposedFile } from './composed-file.ts';
import { describeFailure } from './describe-failure.ts';
import type { Marker } from './marker.ts';
import { watchLongWork } from './watch-long-work.ts';
import { watchProgress } from './watch-progress.ts';

export interface SendSharedOptions {
  readonly session: Session;
  readonly marker: Marker;
  /** What stands before the first file: BEGIN, and what else the files need. */
  readonly prefix: string;
  /** Told that a long statement goes on; nothing else is true before the caller commits. */
  readonly emit?: Emit | undefined;
  /** The files are taken back. */
  readonly undoing?: boolean;
}

/**
 * Runs files in one transaction, in one message, and leaves it open for the caller to look and to commit.
 * @returns milliseconds each file took, by name.
 * @throws {MigratorError} the statement that failed, with its place; everything is rolled back.
 */
export async function sendShared(
  files: readonly ComposedFile[],
  { session, marker, prefix, emit = () => {}, undoing }: SendSharedOptions,
): Promise<ReadonlyMap<string, number>> {
  const durations = new Map<string, number>();
  const progress = watchProgress(files, marker, (event) => {
    if (event.type === 'completed') durations.set(event.migration, event.durationMs);
  });
  const work = watchLongWork({ progress, of: files.length, undoing, emit });
  const stopListening = session.onNotice((notice) => {
    progress.read(notice);
    work.heard();
  });
  const all = files.flatMap((file) => file.parts);
  const parts = partsOfMessage(all, 0, Number.POSITIVE_INFINITY);
  work.start();
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
    throw describeFailure(error, place);
  } finally {
    stopListening();
    work.stop();
  }
}
