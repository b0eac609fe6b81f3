import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const BINARIES = '/usr/lib/postgresql/15/bin';

/** Whether this machine has Debian's Postgres 15. */
export const HAS_POSTGRES_15 = existsSync(join(BINARIES, 'postgres'));

/** A plain Postgres 15 on loopback, whose superuser is supabase_admin and where nobody needs a password. */
export interface Postgres15 {
  url(user: string, database: string): string;
  stop(): Promise<void>;
}

export async function openPostgres15(): Promise<Postgres15> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-15-'));
  const data = join(folder, 'data');
  const user = process.getuid?.() === 0 ? nobody() : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  const options = { ...user, cwd: folder, env: { LC_ALL: 'C', TZ: 'UTC' } };
  const initdb = spawnSync(
    join(BINARIES, 'initdb'),
    ['-D', data, '-U', 'supabase_admin', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...options, encoding: 'utf8' },
  );
  if (initdb.status !== 0) throw new Error(`initdb: ${initdb.stderr}`);
  const port = await freePort();
  const settings = {
    fsync: 'off',
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
  };
  const server = spawn(
    join(BINARIES, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...options, stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await untilReady(join(data, 'postmaster.pid'));
  return {
    url: (role, database) => `postgresql://${role}@127.0.0.1:${port}/${database}`,
    async stop() {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function nobody(): { uid?: number; gid?: number } {
  const [, , uid, gid] = /^nobody:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0].split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

async function untilReady(pidFile: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(20)) {
    if (existsSync(pidFile) && readFileSync(pidFile, 'utf8').split('\n')[7]?.trim() === 'ready') return;
  }
  throw new Error('Postgres 15 did not start');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
