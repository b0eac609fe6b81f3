import { setTimeout as sleep } from 'node:timers/promises';
import { historyNotMade } from '../database/history-error.ts';
import { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import { ServerError, type Session } from '../model/ports.ts';
import type { ComposedFile } from './compose-file.ts';
import { composeMessage, countFilesOfMessage, findPosition } from './compose-message.ts';
import { describeFailure } from './describe-failure.ts';
import type { Marker } from './marker.ts';
import { type Progress, watchProgress } from './watch-progress.ts';

export interface ExecuteOptions {
  readonly marker: Marker;
  /** SQL sent before the first file: what brings the history table up to date; may be empty. */
  readonly prefix: string;
  /** How a migration's path is shown in errors. */
  readonly showPath: (path: string) => string;
  readonly emit: Emit;
}

/** How often a file is tried whose lock was not had in time. */
const LOCK_TRIES = 8;

/**
 * Runs the files, each in a transaction of its own, in as few messages as they fit in. The server stops a message at
 * its first error, so no later file can run.
 * @returns how many are recorded, and the error of the one that is not.
 */
export async function executeFiles(
  session: Session,
  files: readonly ComposedFile[],
  options: ExecuteOptions,
): Promise<{ committed: number; error?: MigratorError }> {
  const progress = watchProgress(files, options.marker, options.emit);
  const stopListening = session.onNotice(progress.read);
  try {
    let tries = 1;
    for (let next = 0; next < files.length; ) {
      const part = files.slice(next, next + countFilesOfMessage(files, next));
      const prefix = next === 0 && !progress.begun ? options.prefix : '';
      const failure = await sendMessage(session, prefix, part, progress, options);
      if (failure === undefined) {
        next += part.length;
        progress.finish(next);
        continue;
      }
      const stopped = Math.max(progress.file, next);
      if (failure.code !== 'lock_timeout' || tries === LOCK_TRIES)
        return { committed: stopped, error: failure };
      tries = stopped === next ? tries + 1 : 2;
      next = stopped;
      await pause(tries, files[next], options.emit);
    }
    return { committed: files.length };
  } finally {
    stopListening();
  }
}

async function sendMessage(
  session: Session,
  prefix: string,
  files: readonly ComposedFile[],
  progress: Progress,
  options: ExecuteOptions,
): Promise<MigratorError | undefined> {
  try {
    await session.run(composeMessage(prefix, files));
    return undefined;
  } catch (error) {
    if (error instanceof MigratorError) return interrupted(error, progress);
    if (!(error instanceof ServerError)) throw error;
    // The server is still in the failed transaction; nothing else may be sent before this.
    await rollback(session);
    return failureOf(error, prefix, files, progress, options);
  }
}

function failureOf(
  error: ServerError,
  prefix: string,
  files: readonly ComposedFile[],
  progress: Progress,
  options: ExecuteOptions,
): MigratorError {
  const found = error.position === undefined ? undefined : findPosition(prefix, files, error.position);
  const file = found?.file ?? progress.current;
  // Before the first file: the history table could not be made.
  if (file === undefined) return historyNotMade(error);
  const place = {
    file,
    statement: found?.statement ?? file.statements[progress.statement],
    offset: found?.offset,
  };
  return describeFailure(error, place, options.showPath(file.migration.path));
}

async function rollback(session: Session): Promise<void> {
  try {
    await session.run('ROLLBACK');
  } catch {
    // The connection went with the error; the server rolls back by itself.
  }
}

/** A lost connection says which file was under way. */
function interrupted(error: MigratorError, progress: Progress): MigratorError {
  const name = progress.current?.migration.name;
  if (name === undefined) return error;
  return new MigratorError(error.code, `${error.message.replace(/\.$/, '')} while ${name} ran.`, {
    ...error.details,
    migration: name,
  });
}

/** 0.25, 0.5, 1, … seconds, up to a fifth more by chance, so that two runs do not collide again in step. */
async function pause(tries: number, file: ComposedFile | undefined, emit: Emit): Promise<void> {
  const delayMs = Math.round(Math.min(250 * 2 ** (tries - 2), 8_000) * (1 + Math.random() / 5));
  if (file !== undefined) emit({ type: 'retrying', migration: file.migration.name, attempt: tries, delayMs });
  await sleep(delayMs);
}
