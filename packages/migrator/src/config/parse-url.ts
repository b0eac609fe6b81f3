import { readFileSync } from 'node:fs';
import { MigratorError } from '../model/errors.ts';
import type { Target, Tls } from '../model/target.ts';

/** Parameters other tools put into a Postgres URL; they say nothing to the server and nothing to us. */
const FOREIGN_PARAMETERS = new Set([
  'pgbouncer',
  'connection_limit',
  'pool_timeout',
  'socket_timeout',
  'statement_cache_size',
  'prepareThreshold',
  'schema',
  'supa',
  'uselibpqcompat',
  'application_name',
  'target_session_attrs',
  'channel_binding',
  'gssencmode',
]);

const OWN_PARAMETERS = new Set(['sslmode', 'sslrootcert', 'connect_timeout']);

/**
 * Reads a Postgres URL. What stands in it never appears in an error: it holds a password.
 * @param origin Where it came from: `DATABASE_URL in .env.local`.
 * @throws {MigratorError} `config_url_invalid`; `pooler_transaction_mode`, where no run would be safe.
 */
export function parseUrl(text: string, origin: string): Target {
  const url = readUrl(text.trim(), origin);
  const host = decode(url.hostname, origin).replace(/^\[|\]$/g, '') || 'localhost';
  const port = url.port === '' ? 5432 : Number(url.port);
  const user = decode(url.username, origin) || 'postgres';
  const database = decode(url.pathname.slice(1), origin) || user;
  const password = decode(url.password, origin);
  const local = isLoopback(host);
  if (/^\[?YOUR[-_]PASSWORD\]?$/i.test(password)) {
    throw invalid(
      origin,
      'still has a placeholder where the password belongs',
      'Put the database password there.',
    );
  }
  const unknown = [...url.searchParams.keys()].find(
    (name) => !FOREIGN_PARAMETERS.has(name) && !OWN_PARAMETERS.has(name),
  );
  if (unknown !== undefined) {
    throw invalid(origin, `has the parameter "${unknown}", which means nothing here`, 'Take it out.');
  }
  if (
    url.searchParams.get('pgbouncer') === 'true' ||
    (port === 6543 && host.endsWith('.pooler.supabase.com'))
  ) {
    throw new MigratorError('pooler_transaction_mode', `${origin} leads to a pooler in transaction mode.`, {
      hint: 'A lock and settings do not survive there: use the session pooler (the same host, port 5432) or the direct connection, as DIRECT_URL.',
    });
  }
  return {
    kind: local ? 'local' : 'remote',
    host,
    port,
    database,
    user,
    password,
    tls: readTls(url.searchParams, local, origin),
    ...readConnectTimeout(url.searchParams.get('connect_timeout'), origin),
    label: `${host}:${port}/${database}`,
    origin,
  };
}

function readUrl(text: string, origin: string): URL {
  const shape = 'postgresql://USER:PASSWORD@HOST:5432/postgres';
  if (!URL.canParse(text)) {
    throw invalid(
      origin,
      'is not a URL',
      `It should look like ${shape}; percent-encode special characters of the password.`,
    );
  }
  const url = new URL(text);
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    const what =
      url.protocol === 'http:' || url.protocol === 'https:' ? "is the API's URL" : 'is no Postgres URL';
    throw invalid(origin, `${what} (${url.protocol}//…)`, `It should look like ${shape}.`);
  }
  if (url.hash !== '') {
    throw invalid(origin, 'has a "#" in it', 'Percent-encode it as %23 when it belongs to the password.');
  }
  return url;
}

function decode(part: string, origin: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(origin, 'has a "%" that begins no escape', 'Percent-encode it as %25.');
  }
}

/**
 * Off on this machine, encrypted everywhere else; `sslmode` overrides. `allow` and `prefer` would fall back to plain
 * text in silence, so they mean `require` here.
 */
function readTls(parameters: URLSearchParams, local: boolean, origin: string): Tls {
  const mode = parameters.get('sslmode') ?? (parameters.has('sslrootcert') ? 'verify-full' : undefined);
  switch (mode) {
    case undefined:
      return local ? { mode: 'off' } : { mode: 'require' };
    case 'disable':
      return { mode: 'off' };
    case 'allow':
    case 'prefer':
    case 'no-verify':
      return { mode: 'require' };
    case 'require':
      // As libpq has it: a certificate that is given is there to be looked at.
      if (!parameters.has('sslrootcert')) return { mode: 'require' };
      return { mode: 'verify', ca: readCertificate(parameters.get('sslrootcert'), origin), name: false };
    case 'verify-ca':
    case 'verify-full':
      return {
        mode: 'verify',
        ca: readCertificate(parameters.get('sslrootcert'), origin),
        name: mode === 'verify-full',
      };
    default:
      throw invalid(
        origin,
        `asks for sslmode=${mode}, which does not exist`,
        'Use disable, require, verify-ca or verify-full.',
      );
  }
}

/** In seconds, as in libpq, where 0 is for ever: here it is the usual time. */
function readConnectTimeout(text: string | null, origin: string): { connectTimeout?: number } {
  if (text === null) return {};
  if (!/^\d{1,6}$/.test(text)) {
    throw invalid(origin, 'has a connect_timeout that is no number of seconds', 'Write connect_timeout=10.');
  }
  return Number(text) === 0 ? {} : { connectTimeout: Number(text) * 1000 };
}

function readCertificate(path: string | null, origin: string): string | undefined {
  if (path === null || path === 'system') return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw invalid(
      origin,
      `names the certificate ${path} as sslrootcert, which cannot be read`,
      'Download it from the project’s database settings, and give its absolute path.',
    );
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function invalid(origin: string, what: string, hint: string): MigratorError {
  return new MigratorError('config_url_invalid', `${origin} ${what}.`, { hint });
}
