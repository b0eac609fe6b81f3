import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureServer } from '@groundwork/local-postgres';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseUrl } from '../src/config/parse-url.ts';
import { openSession } from '../src/database/postgres.ts';
import { cli, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { makeProcessFolder } from './open-scratch-server.ts';

const folder = makeProcessFolder('tls');
let server: Awaited<ReturnType<typeof ensureServer>>;
let admin: postgres.Sql;

const openssl = (...argv: string[]) => execFileSync('openssl', argv, { cwd: folder, stdio: 'ignore' });

/** A certificate authority, and a certificate of it for `names`. */
function makeCertificate(ca: string, name: string, names: string) {
  openssl(
    'req',
    '-new',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
  );
  writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${names}`);
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    `${ca}.crt`,
    '-CAkey',
    `${ca}.key`,
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    `${name}.ext`,
    '-out',
    `${name}.crt`,
  );
}

/** What the server shows from now on. */
async function show(name: string) {
  const data = join(server.directory, 'data');
  const { uid, gid } = statSync(data);
  for (const kind of ['crt', 'key']) {
    const path = join(folder, `${name}.${kind}`);
    chmodSync(path, 0o600);
    if (process.getuid?.() === 0) chownSync(path, uid, gid);
  }
  await admin.unsafe(`ALTER SYSTEM SET ssl_cert_file = '${join(folder, `${name}.crt`)}'`);
  await admin.unsafe(`ALTER SYSTEM SET ssl_key_file = '${join(folder, `${name}.key`)}'`);
  await admin.unsafe('ALTER SYSTEM SET ssl = on');
  const before = await admin`SELECT pg_conf_load_time()::text AS at`;
  await admin`SELECT pg_reload_conf()`;
  for (;;) {
    const [now] = await admin`SELECT pg_conf_load_time()::text AS at, current_setting('ssl') AS ssl`;
    if (now?.at !== before[0]?.at && now?.ssl === 'on') return;
  }
}

beforeAll(async () => {
  chmodSync(folder, 0o755);
  for (const ca of ['ca', 'other-ca'])
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${ca}`,
      '-keyout',
      `${ca}.key`,
      '-out',
      `${ca}.crt`,
    );
  makeCertificate('ca', 'here', 'DNS:localhost,IP:127.0.0.1,IP:0.0.0.0');
  makeCertificate('ca', 'elsewhere', 'DNS:db.example.com');
  server = await ensureServer({ directory: join(folder, 'server') });
  admin = postgres(server.url({ role: 'supabase_admin' }), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  // What the beginning failed to make is not there.
  await admin?.end();
  await server?.release();
});

const urlOf = (host: string, parameters: string) => server.url().replace('127.0.0.1', host) + parameters;
const ca = (name: string) => `sslrootcert=${join(folder, `${name}.crt`)}`;

/** Whether the connection is encrypted; or the code of the error. */
async function connect(host: string, parameters: string): Promise<string> {
  try {
    const { session, opening } = await openSession(
      parseUrl(urlOf(host, parameters), 'DATABASE_URL'),
      'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
    );
    await session.close();
    return opening[0]?.[0]?.ssl === true ? 'encrypted' : 'plain';
  } catch (error) {
    return error instanceof Error && 'code' in error ? `${error.code}` : String(error);
  }
}

test.each([
  // What the server shows, the host in the URL, what the URL asks for.
  ['here', '127.0.0.1', '', 'plain'],
  ['here', 'localhost', '', 'plain'],
  ['here', '0.0.0.0', '', 'encrypted'],
  ['here', '127.0.0.1', '?sslmode=require', 'encrypted'],
  ['here', '127.0.0.1', '?sslmode=prefer', 'encrypted'],
  ['here', '0.0.0.0', '?sslmode=disable', 'plain'],
  ['here', '127.0.0.1', '?sslmode=verify-full&CA', 'encrypted'],
  ['here', 'localhost', '?sslmode=verify-full&CA', 'encrypted'],
  ['here', 'localhost', '?CA', 'encrypted'],
  ['here', '127.0.0.1', '?sslmode=verify-full&OTHER', 'connection_tls'],
  ['here', '127.0.0.1', '?sslmode=verify-ca&OTHER', 'connection_tls'],
  ['here', '127.0.0.1', '?sslmode=require&OTHER', 'connection_tls'],
  ['here', '127.0.0.1', '?sslmode=verify-full', 'connection_tls'],
  ['elsewhere', '127.0.0.1', '?sslmode=verify-full&CA', 'connection_tls'],
  ['elsewhere', 'localhost', '?sslmode=verify-full&CA', 'connection_tls'],
  ['elsewhere', '127.0.0.1', '?sslmode=verify-ca&CA', 'encrypted'],
  ['elsewhere', '127.0.0.1', '?sslmode=require&CA', 'encrypted'],
  ['elsewhere', '0.0.0.0', '', 'encrypted'],
])('a certificate for %s, %s%s: %s', async (certificate, host, asks, expected) => {
  await show(certificate);
  expect(await connect(host, asks.replace('CA', ca('ca')).replace('OTHER', ca('other-ca')))).toBe(expected);
});

test.each(['?sslmode=require', '?sslmode=prefer', '?sslmode=verify-full', `?${ca('ca')}`])(
  'a server without TLS, %s: refused, never in plain text',
  async (parameters) => {
    const { url } = await openDatabase();
    const run = await cli(['up', '--dir', '.'], {
      url: url + parameters,
      cwd: writeFolder({ '0001_a.sql': 'SELECT 1' }),
    });
    expect(run.exitCode).toBe(2);
    expect(run.stderr.join('\n')).toContain('[connection_tls]');
  },
);
