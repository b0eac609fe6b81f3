import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ensureServer, keepServer, readServer, stopServer } from '../src/index.ts';
import {
  ask,
  holdElsewhere,
  makeCluster,
  makeServerFolder,
  serverPid,
  spawnHolder,
} from './server-folder.ts';

describe('a server', () => {
  test('is set up, shared, stopped by its last holder, and started again on the same port and data', async () => {
    const directory = await makeServerFolder();
    expect(await readServer(directory)).toEqual({ directory, running: false, kept: false, holders: 0 });

    const first = await ensureServer({ directory });
    const second = await ensureServer({ directory });
    expect([first.started, second.started, first.port === second.port]).toEqual([true, false, true]);
    expect(await readServer(directory)).toMatchObject({
      running: true,
      port: first.port,
      kept: false,
      holders: 2,
    });
    await ask(first, 'CREATE TABLE kept AS SELECT 42 AS a');

    await first.release();
    await first.release();
    expect((await readServer(directory)).running).toBe(true);
    await second.release();
    expect(await readServer(directory)).toMatchObject({ running: false, holders: 0 });
    await expect(ask(first, 'SELECT')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    const again = await ensureServer({ directory });
    expect([again.started, again.port, again.url()]).toEqual([true, first.port, first.url()]);
    expect(await ask(again, 'SELECT a FROM kept')).toEqual([{ a: 42 }]);
    await again.release();
  });

  test('stays up when kept, until it is stopped', async () => {
    const directory = await makeCluster();
    const kept = await keepServer(directory);
    await kept.release();
    expect(await readServer(directory)).toMatchObject({ running: true, kept: true, holders: 0 });
    const found = await ensureServer({ directory });
    expect(found.started).toBe(false);
    await found.release();
    expect((await readServer(directory)).running).toBe(true);
    expect(await stopServer(directory)).toBe(true);
    expect(await readServer(directory)).toMatchObject({ running: false, kept: false });
    expect(await stopServer(directory)).toBe(false);
  });

  test('makes and drops databases of any name', async () => {
    const directory = await makeCluster();
    const server = await ensureServer({ directory });
    const name = 'O\'Brien "ä" %2F $1';
    await server.createDatabase(name);
    await expect(server.createDatabase(name)).rejects.toMatchObject({ code: '42P04' });
    expect(await ask(server, 'SELECT current_database() AS name', name)).toEqual([{ name }]);
    await server.dropDatabase(name);
    await server.dropDatabase(name);
    await expect(server.createDatabase('x'.repeat(64))).rejects.toMatchObject({ name: 'LocalPostgresError' });
    // Somebody resets the database they work in.
    await server.dropDatabase('postgres');
    await server.createDatabase('postgres');
    await server.release();
  });

  test('listens on 127.0.0.1 only, asks everybody for the password, and shows it to nobody', async () => {
    const directory = await makeServerFolder();
    const server = await ensureServer({ directory });
    const settings = await ask(
      server,
      `SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories', 'fsync',
        'full_page_writes', 'synchronous_commit', 'wal_level', 'server_encoding') ORDER BY 1`,
    );
    expect(settings.map((row) => `${row.name}=${row.setting}`)).toEqual([
      'fsync=off',
      'full_page_writes=off',
      'listen_addresses=127.0.0.1',
      'server_encoding=UTF8',
      'synchronous_commit=on',
      'unix_socket_directories=',
      'wal_level=logical',
    ]);
    const methods = await ask(server, 'SELECT DISTINCT auth_method FROM pg_hba_file_rules');
    expect(methods).toEqual([{ auth_method: 'scram-sha-256' }]);
    const wrong = server.url().replace(/:[0-9a-f]{48}@/, ':wrong@');
    await expect(ask({ url: () => wrong }, 'SELECT')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(directory, 'password')).mode & 0o777).toBe(0o600);
    const password = readFileSync(join(directory, 'password'), 'utf8').trim();
    expect(readFileSync(join(directory, 'log'), 'utf8')).not.toContain(password);
    const leftovers = spawnSync('find', [directory, '-name', '*.new-*', '-o', '-name', '*.tmp'], {
      encoding: 'utf8',
    });
    expect(leftovers.stdout).toBe('');
    await server.release();
  });
});

describe('a process that holds a server', () => {
  test('can end by itself without giving it back, and the next last holder stops it', async () => {
    const directory = await makeCluster();
    const child = spawnHolder(directory);
    child.stdin?.end();
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(0);
    const pid = await serverPid(directory);
    const server = await ensureServer({ directory });
    expect([server.started, await serverPid(directory)]).toEqual([false, pid]);
    await server.release();
    expect(await readServer(directory)).toMatchObject({ running: false, holders: 0 });
  });

  test('leaves a stale lease only when it is killed', async () => {
    const directory = await makeCluster();
    const [one, two] = await Promise.all([holdElsewhere(directory), holdElsewhere(directory)]);
    expect((await readServer(directory)).holders).toBe(2);
    await one.kill();
    expect(await two.say('query')).toBe('postgres');
    expect((await readServer(directory)).holders).toBe(1);
    expect(await two.say('release')).toBe('released');
    expect((await readServer(directory)).running).toBe(false);
  });
});
