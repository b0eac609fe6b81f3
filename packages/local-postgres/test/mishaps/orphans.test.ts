import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { nameCluster } from '../../src/describe-folder.ts';
import { ensureServer, keepServer, readServer, stopServer } from '../../src/index.ts';
import { readCommandLines, readProcessStart } from '../../src/read-process.ts';
import { ask, makeCluster, makeServerFolder, serverPid, until } from '../server-folder.ts';

test('backends that outlived their postmaster are ended before a new one starts', async () => {
  const directory = await makeCluster();
  const first = await ensureServer({ directory });
  const busy = postgres(first.url(), { max: 1, onnotice: () => undefined });
  const [backend] = await busy<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  const pid = backend?.pid ?? 0;
  // Computes without ever waiting, so it does not notice that its postmaster is gone.
  busy`SELECT count(*) FROM generate_series(1, 100000000000) AS a`.catch(() => undefined);
  await until(() => readCommandLines().get(pid)?.includes('SELECT') ?? false);
  const postmaster = await serverPid(directory);
  process.kill(postmaster, 'SIGKILL');
  await until(() => readProcessStart(postmaster) === undefined);
  expect(readProcessStart(pid)).toBeDefined();

  const second = await ensureServer({ directory });
  expect(second.started).toBe(true);
  expect(readProcessStart(pid)).toBeUndefined();
  await busy.end({ timeout: 1 });
  await second.release();
  await first.release();
});

test('a server whose folder was deleted is ended by the next start there, and its port taken again', async () => {
  const directory = await makeCluster();
  const kept = await keepServer(directory);
  const pid = await serverPid(directory);
  await rm(directory, { recursive: true, maxRetries: 5 });
  const server = await ensureServer({ directory });
  expect([server.started, server.port]).toEqual([true, kept.port]);
  expect(readProcessStart(pid)).toBeUndefined();
  await server.release();
  await kept.release();
  expect((await readServer(directory)).running).toBe(false);
});

test('a server whose folder was deleted is ended by whoever gives it back', async () => {
  const directory = await makeCluster();
  const server = await ensureServer({ directory });
  const pid = await serverPid(directory);
  await rm(directory, { recursive: true, maxRetries: 5 });
  await server.release();
  expect(readProcessStart(pid)).toBeUndefined();
});

test('a server whose folder was moved is ended before another one uses its data', async () => {
  const [directory, moved] = [await makeCluster(), await makeServerFolder()];
  const kept = await keepServer(directory);
  await ask(kept, 'CREATE TABLE rows AS SELECT 1 AS a');
  const pid = await serverPid(directory);
  await rename(directory, moved);
  const server = await ensureServer({ directory: moved });
  expect(server.started).toBe(true);
  expect(readProcessStart(pid)).toBeUndefined();
  expect(await ask(server, 'SELECT a FROM rows')).toEqual([{ a: 1 }]);
  await server.release();
  await stopServer(moved);
});

test('a process that only looks like an orphan of that folder is left alone', async () => {
  const directory = await makeCluster();
  const data = join(directory, 'data');
  const other = spawn('/bin/sleep', ['60'], {
    argv0: `/elsewhere/postgres -D ${data} -c cluster_name=${nameCluster(data)} `,
    cwd: dirname(directory),
    stdio: 'ignore',
  });
  await once(other, 'spawn');
  expect(readCommandLines().get(other.pid ?? 0)).toContain(nameCluster(data));
  const server = await ensureServer({ directory });
  expect(readProcessStart(other.pid ?? 0)).toBeDefined();
  await server.release();
  other.kill('SIGKILL');
});
