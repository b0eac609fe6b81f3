import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Debian's package keeps it where only root looks. */
const PROGRAM = ['pgbouncer', '/usr/sbin/pgbouncer'].find(
  (program) => spawnSync(program, ['--version']).status === 0,
);

/** False where PgBouncer is not installed, which is then said: these tests are about it, and nothing stands in for it. */
export const hasPgbouncer = PROGRAM !== undefined;

/** A PgBouncer of the running test in front of `url`; the URL through it. */
export async function openPgbouncer(
  url: string,
  mode: 'session' | 'transaction' | 'statement',
  settings: Readonly<Record<string, string>> = {},
): Promise<string> {
  const behind = new URL(url);
  const directory = mkdtempSync(join(tmpdir(), 'pgbouncer-'));
  const port = await freePort();
  const database = behind.pathname.slice(1);
  const lines = {
    listen_addr: '127.0.0.1',
    listen_port: String(port),
    auth_type: 'any',
    unix_socket_dir: '',
    pool_mode: mode,
    logfile: join(directory, 'log'),
    ...settings,
  };
  const file = join(directory, 'pgbouncer.ini');
  const password = decodeURIComponent(behind.password).replaceAll("'", "''");
  writeFileSync(
    file,
    `[databases]
${database} = host=127.0.0.1 port=${behind.port} user='${decodeURIComponent(behind.username)}' password='${password}'
[pgbouncer]
${Object.entries(lines)
  .map(([name, value]) => `${name} = ${value}`)
  .join('\n')}
`,
  );
  // It refuses to run as root.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) for (const path of [directory, file]) chmodSync(path, 0o777);
  const child = spawn(PROGRAM ?? '', [file], {
    stdio: 'ignore',
    ...(asRoot ? { uid: 65_534, gid: 65_534 } : {}),
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.on('exit', resolve) : resolve(0),
    );
    rmSync(directory, { recursive: true, force: true });
  });
  await listens(port);
  behind.port = String(port);
  return behind.href;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function listens(port: number): Promise<void> {
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; ) {
    const answered = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (answered === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('PgBouncer does not listen');
}
