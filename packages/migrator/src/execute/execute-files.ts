import { setTimeout as sleep } from 'node:timers/promises';
import { historyNotMade } from '../database/history-error.ts';
import { afterFileText, RESET_ROLE, type TimeLimits } from '../database/session-settings.ts';
import { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import { ServerError, type Session } from '../model/ports.ts';
import { composeMessage, findPosition, partsOfMessage, utf16Offset } from './compose-message.ts';
import type { AlonePart, ComposedFile, MessagePart, Part } from './composed-file.ts';
import { describeFailure } from './describe-failure.ts';
import type { Marker } from './marker.ts';
import { runAlone } from './run-alone.ts';
import { type BackendWatch, watchBackend } from './watch-backend.ts';
import { watchLongWork } from './watch-long-work.ts';
import { type Progress, watchProgress } from './watch-progress.ts';

export interface ExecuteOptions {
  readonly marker: Marker;
  /** SQL sent before the first file: what brings the history table up to date; may be empty. */
  readonly prefix: string;
  readonly limits: TimeLimits;
  readonly emit: Emit;
  /** Where it is to be known who is in the way, and how far an index is: the session's backend, and a second connection. */
  readonly watch?: { readonly pid: number; readonly open: () => Promise<Session> } | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What became of a run. */
export interface Executed {
  /** How many files are recorded as done. */
  readonly committed: number;
  /** Of the file that is not. */
  readonly error?: MigratorError;
  /** True where a part of that file is recorded: it is in progress. */
  readonly inProgress?: boolean;
}

/** How often a part is tried whose lock was not had in time. */
const LOCK_TRIES = 8;

/**
 * Runs the files, each in a transaction of its own, in as few messages as they fit in. The server stops a message at
 * its first error, so no later file can run. What a file has that runs in no transaction has a message to itself.
 */
export async function executeFiles(
  session: Session,
  files: readonly ComposedFile[],
  options: ExecuteOptions,
): Promise<Executed> {
  const progress = watchProgress(files, options.marker, options.emit);
  const backend = watchBlocked(progress, options);
  const work = watchLongWork({ progress, of: files.length, build: () => backend?.build, emit: options.emit });
  const stopListening = session.onNotice((notice) => {
    backend?.heard();
    progress.read(notice);
    work.heard();
  });
  const parts = files.flatMap((file) => file.parts);
  try {
    let tries = 1;
    for (let next = 0; next < parts.length; ) {
      const part = parts[next];
      const message = partsOfMessage(parts, next);
      const prefix = next === 0 && !progress.begun ? options.prefix : '';
      backend?.start();
      work.start();
      const sent =
        part?.kind === 'alone'
          ? await sendAlone(session, files, part, progress)
          : await sendMessage(session, prefix, files, message, progress);
      work.stop();
      backend?.stop();
      const failure = sent?.code === 'lock_timeout' ? nameBlocker(sent, backend?.by) : sent;
      if (failure === undefined) {
        next += Math.max(1, message.length);
        progress.finish(parts[next]?.file ?? files.length);
        continue;
      }
      const stopped = Math.max(progress.part === undefined ? next : parts.indexOf(progress.part), next);
      const at = parts[stopped];
      if (failure.code !== 'lock_timeout' || tries === LOCK_TRIES) {
        if (at?.kind === 'alone') await leaveClean(session, options);
        return { committed: at?.file ?? 0, error: failure, inProgress: isInProgress(at, failure) };
      }
      tries = stopped === next ? tries + 1 : 2;
      // What runs alone is noted as begun by the part before it.
      next = at?.kind === 'alone' ? stopped - 1 : stopped;
      await pause(tries, files[at?.file ?? 0], backend?.by, options);
    }
    return { committed: files.length };
  } finally {
    stopListening();
    work.stop();
    await backend?.close();
  }
}

function watchBlocked(progress: Progress, { watch, limits, emit }: ExecuteOptions): BackendWatch | undefined {
  if (watch === undefined) return undefined;
  return watchBackend({
    ...watch,
    lockTimeout: limits.lockTimeout,
    onBlocked(by) {
      const { current, statement } = progress;
      if (current === undefined) return;
      const line = current.statements[statement]?.line ?? 1;
      emit({ type: 'blocked', migration: current.migration.name, line, by });
    },
  });
}

function nameBlocker(error: MigratorError, by: string | undefined): MigratorError {
  if (by === undefined) return error;
  return new MigratorError(
    error.code,
    `${error.message.replace(/\.$/, '')}; in its way was ${by}.`,
    error.details,
  );
}

/** A first statement that runs alone is recorded as begun before it is sent; that goes when it has left nothing. */
function isInProgress(part: Part | undefined, { code }: MigratorError): boolean {
  if (part === undefined) return false;
  if (part.kind === 'message') return part.part > 0;
  return part.done > 0 || code === 'connection_lost' || code === 'interrupted' || part.rule.unclear === true;
}

async function sendMessage(
  session: Session,
  prefix: string,
  files: readonly ComposedFile[],
  parts: readonly MessagePart[],
  progress: Progress,
): Promise<MigratorError | undefined> {
  try {
    await session.run(composeMessage(prefix, parts));
    return undefined;
  } catch (error) {
    if (error instanceof MigratorError) return interrupted(error, progress);
    if (!(error instanceof ServerError)) throw error;
    // The server is still in the failed transaction; nothing else may be sent before this.
    await rollback(session);
    const found = error.position === undefined ? undefined : findPosition(prefix, parts, error.position);
    const part = found?.part ?? progress.part;
    const file = files[part?.file ?? -1];
    // Before the first file: the history table could not be made.
    if (file === undefined || part === undefined) return historyNotMade(error);
    const statement = found?.statement ?? file.statements[progress.statement];
    const place = { file, part, statement, offset: found?.offset };
    return describeFailure(error, place);
  }
}

async function sendAlone(
  session: Session,
  files: readonly ComposedFile[],
  part: AlonePart,
  progress: Progress,
): Promise<MigratorError | undefined> {
  const { statement } = part;
  progress.enter(part, statement.index);
  try {
    await runAlone(session, part);
    return undefined;
  } catch (error) {
    if (error instanceof MigratorError)
      return error.code === 'index_invalid' ? error : interrupted(error, progress);
    const file = files[part.file];
    if (!(error instanceof ServerError) || file === undefined) throw error;
    const offset =
      error.position === undefined
        ? undefined
        : statement.start + utf16Offset(statement.text, error.position - 1);
    return describeFailure(error, { file, part, statement, offset });
  }
}

/** A transaction that fails takes its settings along; a statement outside of one does not. */
async function leaveClean(session: Session, { limits }: ExecuteOptions): Promise<void> {
  try {
    await session.run(`BEGIN; ${RESET_ROLE} ${afterFileText(limits)} COMMIT;`);
  } catch {
    // The connection went with the error.
  }
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
async function pause(
  tries: number,
  file: ComposedFile | undefined,
  by: string | undefined,
  { emit, signal }: ExecuteOptions,
): Promise<void> {
  const delayMs = Math.round(Math.min(250 * 2 ** (tries - 2), 8_000) * (1 + Math.random() / 5));
  if (file !== undefined) {
    const blocked = by === undefined ? {} : { by };
    emit({ type: 'retrying', migration: file.migration.name, attempt: tries, delayMs, ...blocked });
  }
  // Stopped: nothing is sent after it.
  await sleep(delayMs, undefined, { signal }).catch(() => {});
}
