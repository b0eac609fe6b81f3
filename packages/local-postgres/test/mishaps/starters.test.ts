import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ensureServer, readServer } from '../../src/index.ts';
import { readSelf } from '../../src/read-process.ts';
import { withStarterLock } from '../../src/with-starter-lock.ts';
import {
  ask,
  holdElsewhere,
  isThere,
  makeCluster,
  makeServerFolder,
  serverPid,
  spawnHolder,
  until,
} from '../server-folder.ts';

describe('starters', () => {
  test('of one folder at once get one server, whose last holder stops it', async () => {
    const directory = await makeServerFolder();
    const holders = await Promise.all(Array.from({ length: 5 }, () => holdElsewhere(directory)));
    expect(holders.filter((holder) => holder.started)).toHaveLength(1);
    expect(new Set(holders.map((holder) => holder.port)).size).toBe(1);
    expect(await Promise.all(holders.map((holder) => holder.say('query')))).toEqual(
      Array(5).fill('postgres'),
    );
    await Promise.all(holders.map((holder) => holder.say('release')));
    expect(await readServer(directory)).toMatchObject({ running: false, holders: 0 });
  });

  test('that come while the last holder leaves get a server that runs', async () => {
    const directory = await makeCluster();
    let held = await ensureServer({ directory });
    const starts: boolean[] = [];
    for (let round = 0; round < 12; round += 1) {
      const leaving = held.release();
      // Some rounds arrive before the stop, some in the middle, some after it.
      await new Promise((resolve) => setTimeout(resolve, round * 4));
      held = await ensureServer({ directory });
      await leaving;
      expect(await ask(held, 'SELECT 1 AS a')).toEqual([{ a: 1 }]);
      starts.push(held.started);
    }
    expect(starts).toContain(true);
    await held.release();
  });

  test.each([
    ['initdb', (directory: string) => readdirSync(directory).some((name) => name.startsWith('data.new-'))],
    ['the start', (directory: string) => isThere(join(directory, 'data', 'postmaster.pid'))],
    ['building the baseline', (directory: string) => isThere(join(directory, 'port'))],
  ])('killed during %s leave nothing the next one stumbles over', async (_, reached) => {
    const directory = await makeServerFolder();
    const child = spawnHolder(directory);
    await until(() => child.exitCode !== null || (isThere(directory) && reached(directory)));
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const server = await ensureServer({ directory });
    expect(
      await ask(server, "SELECT count(*)::int AS n FROM pg_database WHERE datname LIKE 'supabase_template%'"),
    ).toEqual([{ n: 1 }]);
    expect(await ask(server, 'SELECT count(*)::int AS n FROM auth.users')).toEqual([{ n: 0 }]);
    await server.release();
    const rest = readdirSync(directory).filter((name) => /\.new-|\.broken-/.test(name));
    // An initdb that outlived its starter may still be writing; the next start sweeps after it.
    if (rest.length > 0) await (await ensureServer({ directory })).release();
    expect(readdirSync(directory).filter((name) => /\.new-|\.broken-/.test(name))).toEqual([]);
    expect((await readServer(directory)).running).toBe(false);
  });
});

describe('the starter lock', () => {
  const folder = async () => {
    const directory = await makeServerFolder();
    await mkdir(directory);
    return directory;
  };

  test('is held by one at a time, many waiting', async () => {
    const directory = await folder();
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        withStarterLock(directory, async () => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setTimeout(resolve, 2));
          inside -= 1;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(readdirSync(directory)).toEqual(['lock.20']);
  });

  test('is free again when its owner threw', async () => {
    const directory = await folder();
    await expect(withStarterLock(directory, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withStarterLock(directory, async () => 'mine')).toBe('mine');
  });

  test('passes on from an owner that was killed, or whose pid is another process by now', async () => {
    const directory = await makeCluster();
    const child = await holdElsewhere(directory);
    const identity = { pid: child.process.pid, start: 'long ago' };
    await writeFile(join(directory, 'lock.100'), JSON.stringify(identity));
    expect(await withStarterLock(directory, async () => 'mine', 5_000)).toBe('mine');
    await child.kill();
    await writeFile(join(directory, `lock-${child.process.pid}-left`), 'free');
    await writeFile(join(directory, 'lock.200'), JSON.stringify({ ...identity, start: 'unknown' }));
    expect(await withStarterLock(directory, async () => 'mine', 5_000)).toBe('mine');
    expect(readdirSync(directory).filter((name) => name.startsWith('lock'))).toEqual(['lock.201']);
  });

  test('names the process that does not give it back', async () => {
    const directory = await folder();
    await writeFile(join(directory, 'lock.1'), JSON.stringify(readSelf()));
    await expect(withStarterLock(directory, async () => 'mine', 50)).rejects.toMatchObject({
      code: 'local_postgres_lock_timeout',
      message: expect.stringContaining(`Process ${process.pid} `),
      hint: expect.stringContaining(directory),
    });
    expect(readdirSync(directory)).toEqual(['lock.1']);
    await rm(join(directory, 'lock.1'));
  });
});

describe('a lease', () => {
  test('keeps the server from being stopped, even one taken while another process stops', async () => {
    const directory = await makeCluster();
    const server = await ensureServer({ directory });
    const holder = await holdElsewhere(directory);
    const pid = await serverPid(directory);
    await Promise.all([server.release(), holder.say('query')]);
    expect(await serverPid(directory)).toBe(pid);
    await holder.say('release');
    expect((await readServer(directory)).running).toBe(false);
  });
});
