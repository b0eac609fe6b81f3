import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { supabaseBaselineSql } from '@groundwork/local-postgres';
import { onTestFinished } from 'vitest';
import { openUrl } from './catalog-sessions.ts';

/** Postgres 15 as Debian installs it; only where it is installed can a test compare with it. */
const BINARIES = '/usr/lib/postgresql/15/bin';

export const hasOlderPostgres = existsSync(join(BINARIES, 'initdb'));

/** A Postgres 15 shaped like Supabase, on loopback, for the running test. Gives the URL of its database for a role. */
export async function openOlderPostgres(): Promise<(role: string) => string> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-15-'));
  const account = accountOf('nobody');
  const options = { ...account, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' }, cwd: '/' };
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const [data, password] = [join(folder, 'data'), join(folder, 'password')];
  writeFileSync(password, 'secret');
  const made = spawnSync(
    join(BINARIES, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'supabase_admin',
      '-A',
      'scram-sha-256',
      '--pwfile',
      password,
      '--no-sync',
      '-E',
      'UTF8',
    ],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  const port = await freePort();
  const server = spawn(
    join(BINARIES, 'postgres'),
    [
      '-D',
      data,
      '-F',
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ],
    { ...options, stdio: 'ignore' },
  );
  onTestFinished(async () => {
    await stop(server);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const url = (role: string, database: string) => `postgres://${role}:secret@127.0.0.1:${port}/${database}`;
  await until(() => runIn(url('supabase_admin', 'postgres'), 'SELECT'));
  await runIn(
    url('supabase_admin', 'postgres'),
    await supabaseBaselineSql({ part: 'roles', password: 'secret' }),
    'CREATE DATABASE target OWNER postgres',
  );
  await runIn(url('supabase_admin', 'target'), await supabaseBaselineSql({ part: 'database' }));
  return (role) => url(role, 'target');
}

async function runIn(url: string, ...messages: readonly string[]): Promise<void> {
  const session = await openUrl(url);
  try {
    for (const message of messages) await session.run(message);
  } finally {
    await session.close();
  }
}

async function until(attempt: () => Promise<void>): Promise<void> {
  for (let tries = 100; ; tries -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 0) throw error;
      await delay(100);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGQUIT');
  await ended;
}

/** Postgres refuses to run as root. */
function accountOf(name: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
