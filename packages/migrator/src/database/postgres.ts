import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import postgres from 'postgres';
import { MigratorError } from '../model/errors.ts';
import { type Row, ServerError, type ServerNotice, type Session } from '../model/ports.ts';
import type { Target } from '../model/target.ts';
import { parseTextArray } from './parse-text-array.ts';

/** Milliseconds: long enough for a paused project to wake, short enough for a wrong host. */
const CONNECT_TIMEOUT = 15_000;

const APPLICATION_NAME = 'groundwork-migrate';

/** What node's socket and postgres.js say of a connection that is gone. */
const LOST = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * Connects and runs `openingText`, whose results come back with the session, so that connecting costs one message.
 * `toldPid` is the backend as the other side names it on connecting: a pooler names one of its own making.
 * The only place that knows postgres.js.
 * @throws {MigratorError} one of the `connection_…` codes.
 */
export async function openSession(
  target: Target,
  openingText: string,
): Promise<{ session: Session; opening: readonly (readonly Row[])[]; toldPid: number | undefined }> {
  const listeners = new Set<(notice: ServerNotice) => void>();
  const timeout = target.connectTimeout ?? CONNECT_TIMEOUT;
  let lost = false;
  const client = postgres({
    host: target.host,
    port: target.port,
    database: target.database,
    username: target.user,
    password: target.password,
    ssl: tlsOption(target),
    // One connection that lives as long as the run: the lock and the settings are its own.
    max: 1,
    max_lifetime: null,
    idle_timeout: 0,
    connect_timeout: timeout / 1000,
    // A transaction pooler may hand a prepared statement to another backend; asking for types costs a round trip.
    prepare: false,
    fetch_types: false,
    // Without this char[], name[], text[] and varchar[] would stay text.
    types: {
      textArray: { to: 1009, from: [1002, 1003, 1009, 1015], serialize: String, parse: parseTextArray },
    },
    connection: { application_name: APPLICATION_NAME },
    // postgres.js connects anew by itself, to a session without our lock: after a close nothing may be sent.
    onclose: () => {
      lost = true;
    },
    onnotice: (notice) => {
      const { severity = '', code = '', message = '' } = notice;
      for (const listener of listeners) listener({ severity, code, message });
    },
  });
  let running: { cancel(): void } | undefined;
  let toldPid: number | undefined;

  async function send(text: string, parameters?: string[]): Promise<readonly (readonly Row[])[]> {
    const query = client.unsafe(text, parameters);
    running = query;
    try {
      const result: unknown = await query;
      toldPid ??= readPid(result);
      return resultSets(result);
    } finally {
      running = undefined;
    }
  }

  async function sendOrLose(text: string, parameters?: string[]): Promise<readonly (readonly Row[])[]> {
    if (lost) throw connectionLost();
    try {
      return await send(text, parameters);
    } catch (error) {
      if (LOST.has(codeOf(error))) {
        lost = true;
        throw connectionLost(error);
      }
      throw error instanceof postgres.PostgresError ? serverError(error) : error;
    }
  }

  const session: Session = {
    run: (text) => sendOrLose(text),
    query: async (text, parameters = []) => (await sendOrLose(text, [...parameters]))[0] ?? [],
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async cancel() {
      running?.cancel();
    },
    // After a cut postgres.js still counts the query as running, and would wait for it.
    close: () => client.end({ timeout: lost ? 0 : 5 }),
  };

  try {
    const opening = await withDeadline(send(openingText), target, timeout);
    return { session, opening, toldPid };
  } catch (error) {
    await client.end({ timeout: 0 });
    // Loaded only here: most runs connect.
    const { connectionError } = await import('./connection-error.ts');
    throw connectionError(error instanceof postgres.PostgresError ? serverError(error) : error, target);
  }
}

/** Milliseconds without an answer after which it is looked at what is there. */
const SUSPICIOUS = 2_000;

/**
 * postgres.js connects again and again to a server that accepts and hangs up, and waits for one that answers in another
 * language: somebody has to look at the clock.
 */
async function withDeadline<T>(opening: Promise<T>, target: Target, milliseconds: number): Promise<T> {
  const timers: NodeJS.Timeout[] = [];
  const deadline = new Promise<never>((_, reject) => {
    const fail = (code: string) => reject(Object.assign(new Error('no answer'), { code }));
    const look = async () => {
      const { diagnoseSilence } = await import('./diagnose-silence.ts');
      const found = await diagnoseSilence(target, SUSPICIOUS);
      if (found !== undefined) fail(found);
    };
    timers.push(setTimeout(look, Math.min(SUSPICIOUS, milliseconds / 2)));
    timers.push(setTimeout(() => fail('CONNECT_TIMEOUT'), milliseconds));
  });
  try {
    return await Promise.race([opening, deadline]);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}

/** postgres.js keeps with each result what the server said of itself. */
function readPid(result: unknown): number | undefined {
  const one: unknown = Array.isArray(result) && !('command' in result) ? result.at(-1) : result;
  if (typeof one !== 'object' || one === null || !('state' in one)) return undefined;
  const { state } = one;
  if (typeof state !== 'object' || state === null || !('pid' in state)) return undefined;
  return typeof state.pid === 'number' ? state.pid : undefined;
}

/** postgres.js gives one result, or an array of them where more than one statement returned rows. */
function resultSets(result: unknown): readonly (readonly Row[])[] {
  if (!Array.isArray(result)) return [];
  return 'command' in result ? [result] : result;
}

function tlsOption({
  tls,
  host,
}: Target): NonNullable<postgres.Options<Record<string, never>>['ssl']> | false {
  switch (tls.mode) {
    case 'off':
      return false;
    case 'require':
      return { rejectUnauthorized: false };
    case 'verify':
      return {
        rejectUnauthorized: true,
        ...(tls.ca === undefined ? {} : { ca: tls.ca }),
        // The name in the URL, also where it is an address: postgres.js would ask for "localhost" then.
        checkServerIdentity: (_host: string, certificate: PeerCertificate) =>
          tls.name ? checkServerIdentity(host, certificate) : undefined,
      };
  }
}

function serverError(error: postgres.PostgresError): ServerError {
  return new ServerError({
    sqlstate: error.code,
    message: error.message,
    detail: error.detail,
    hint: error.hint,
    context: error.where,
    position: error.position === undefined ? undefined : Number(error.position),
    internal:
      error.internal_query === undefined
        ? undefined
        : { query: error.internal_query, position: Number(error.internal_position) },
  });
}

function connectionLost(cause?: unknown): MigratorError {
  return new MigratorError('connection_lost', 'The connection to the database was lost.', {
    hint: 'Run the same command again: what is recorded is whole, and the next run goes on from there.',
    cause,
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
