import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ensureServer, readServer, stopServer } from '../../src/index.ts';
import { readProcessStart } from '../../src/read-process.ts';
import { ask, makeCluster, makeServerFolder, postmasterLines, serverPid, until } from '../server-folder.ts';

/** A server that was killed -9, with a row it had answered for. */
async function makeKilled(): Promise<{ directory: string; port: number }> {
  const directory = await makeCluster();
  const server = await ensureServer({ directory });
  await ask(server, 'CREATE TABLE rows AS SELECT 1 AS a');
  const pid = await serverPid(directory);
  process.kill(pid, 'SIGKILL');
  await until(() => readProcessStart(pid) === undefined);
  await server.release();
  return { directory, port: server.port };
}

test('a server that was killed starts again with all it had answered for', async () => {
  const { directory } = await makeKilled();
  expect((await readServer(directory)).running).toBe(false);
  const server = await ensureServer({ directory });
  expect(server.started).toBe(true);
  expect(await ask(server, 'SELECT a FROM rows')).toEqual([{ a: 1 }]);
  await server.release();
});

test('a server killed while it is held is started by the next who needs it', async () => {
  const directory = await makeCluster();
  const first = await ensureServer({ directory });
  process.kill(await serverPid(directory), 'SIGKILL');
  const second = await ensureServer({ directory });
  expect([second.started, second.port]).toEqual([true, first.port]);
  await first.release();
  expect((await readServer(directory)).running).toBe(true);
  await second.release();
});

test('a postmaster.pid nobody stands behind is not a server', async () => {
  const { directory } = await makeKilled();
  const [pid] = await postmasterLines(directory);
  expect(readProcessStart(Number(pid))).toBeUndefined();
  const server = await ensureServer({ directory });
  expect((await postmasterLines(directory))[0]).not.toBe(pid);
  await server.release();
});

test('a pid that another program has by now is left alone', async () => {
  const { directory } = await makeKilled();
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const lines = await postmasterLines(directory);
  writeFileSync(join(directory, 'data', 'postmaster.pid'), [other.pid, ...lines.slice(1)].join('\n'));
  expect((await readServer(directory)).running).toBe(false);
  expect(await stopServer(directory)).toBe(false);
  const server = await ensureServer({ directory });
  expect(server.started).toBe(true);
  expect(readProcessStart(other.pid ?? 0)).toBeDefined();
  await server.release();
  other.kill('SIGKILL');
});

test('a port something else took is left to it, and the new one remembered', async () => {
  const { directory, port } = await makeKilled();
  const taker = createServer().listen(port, '127.0.0.1');
  await once(taker, 'listening');
  onTestFinished(() => {
    taker.close();
  });
  const server = await ensureServer({ directory });
  expect(server.port).not.toBe(port);
  await server.release();
  const again = await ensureServer({ directory });
  expect(again.port).toBe(server.port);
  await again.release();
});

test('a port file with nonsense in it is not followed', async () => {
  const { directory } = await makeKilled();
  await writeFile(join(directory, 'port'), 'x; 99999999\n');
  const server = await ensureServer({ directory });
  expect(server.port).toBeGreaterThan(1023);
  await server.release();
});

test('half a data folder is kept aside and a whole one made', async () => {
  const directory = await makeServerFolder();
  await mkdir(join(directory, 'data', 'global'), { recursive: true });
  await writeFile(join(directory, 'data', 'PG_VERSION'), '17\n');
  await writeFile(join(directory, 'data', 'mine'), 'what I wrote');
  const server = await ensureServer({ directory });
  expect(await ask(server, 'SELECT 1 AS a')).toEqual([{ a: 1 }]);
  await server.release();
  const [aside = ''] = readdirSync(directory).filter((name) => name.startsWith('data.broken-'));
  expect(readFileSync(join(directory, aside, 'mine'), 'utf8')).toBe('what I wrote');
});

test('data of another major version is refused and untouched', async () => {
  const { directory } = await makeKilled();
  await writeFile(join(directory, 'data', 'PG_VERSION'), '16\n');
  await expect(ensureServer({ directory })).rejects.toMatchObject({
    code: 'local_postgres_data_version',
    message: expect.stringMatching(/Postgres 16; .* is 17/),
  });
  await writeFile(join(directory, 'data', 'PG_VERSION'), '17\n');
  const server = await ensureServer({ directory });
  expect(await ask(server, 'SELECT a FROM rows')).toEqual([{ a: 1 }]);
  await server.release();
});

test('a copy of the folder of a running server gets a server of its own', async () => {
  const directory = await makeCluster();
  const copy = await makeServerFolder();
  const original = await ensureServer({ directory });
  await ask(original, 'CREATE TABLE mine (a int); CHECKPOINT');
  // cp keeps the owner as `cp -a` does.
  await once(spawn('cp', ['-a', directory, copy]), 'exit');
  const server = await ensureServer({ directory: copy });
  expect([server.started, server.port === original.port]).toEqual([true, false]);
  await ask(server, 'DROP TABLE mine');
  expect(await ask(original, 'SELECT FROM mine')).toEqual([]);
  await server.release();
  expect((await readServer(directory)).running).toBe(true);
  await original.release();
});

test('a server that does not start says why, from its log, and leaves no lease', async () => {
  const { directory } = await makeKilled();
  const file = join(directory, 'data', 'postgresql.conf');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nno_such_setting = 1\n`);
  await expect(ensureServer({ directory })).rejects.toMatchObject({
    code: 'local_postgres_start_failed',
    message: expect.stringContaining('unrecognized configuration parameter "no_such_setting"'),
    hint: expect.stringContaining('DATABASE_URL'),
  });
  expect(await readServer(directory)).toMatchObject({ running: false, holders: 0 });
});

test('a server that answers nobody is named', async () => {
  const directory = await makeCluster();
  const server = await ensureServer({ directory });
  const pid = await serverPid(directory);
  await ask(server, "ALTER ROLE supabase_admin PASSWORD 'another'");
  await expect(ensureServer({ directory })).rejects.toMatchObject({
    code: 'local_postgres_not_answering',
    message: expect.stringContaining(`process ${pid}`),
  });
  await server.release();
});

test('a password that is gone is named, the data untouched', async () => {
  const { directory } = await makeKilled();
  await rename(join(directory, 'password'), join(directory, 'elsewhere'));
  await expect(ensureServer({ directory })).rejects.toMatchObject({
    code: 'local_postgres_password_missing',
  });
  await rename(join(directory, 'elsewhere'), join(directory, 'password'));
  const server = await ensureServer({ directory });
  expect(await ask(server, 'SELECT a FROM rows')).toEqual([{ a: 1 }]);
  await server.release();
});

test('a folder that cannot be made is named', async () => {
  const directory = await makeServerFolder();
  await writeFile(directory, '');
  await expect(ensureServer({ directory: join(directory, 'below') })).rejects.toMatchObject({
    code: 'local_postgres_directory_unusable',
    message: expect.stringContaining(directory),
  });
});

test('a template of an older baseline is built anew, databases somebody works in are not touched', async () => {
  const { directory } = await makeKilled();
  const server = await ensureServer({ directory });
  await server.createDatabase('older');
  await ask(server, "COMMENT ON DATABASE supabase_template IS 'baseline 0'");
  const templateOid = "SELECT oid::int FROM pg_database WHERE datname = 'supabase_template'";
  const before = await ask(server, templateOid);
  const next = await ensureServer({ directory });
  expect(next.started).toBe(false);
  expect(await ask(server, templateOid)).not.toEqual(before);
  expect(await ask(server, 'SELECT a FROM rows')).toEqual([{ a: 1 }]);
  expect(await ask(server, 'SELECT count(*)::int AS n FROM auth.users', 'older')).toEqual([{ n: 0 }]);
  await next.createDatabase('newer');
  await Promise.all([next.release(), server.release()]);
});

test('a folder with spaces, quotes and letters of any alphabet in its path works', async () => {
  const directory = await makeServerFolder(
    join('with spaces', 'ž☃ 日本', "it's", 'a "quoted" $HOME `id` \\ path'),
  );
  const server = await ensureServer({ directory });
  expect(await ask(server, 'SHOW data_directory')).toEqual([{ data_directory: join(directory, 'data') }]);
  await server.release();
  const again = await ensureServer({ directory });
  expect(again.started).toBe(true);
  await again.release();
});
