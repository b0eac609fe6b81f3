import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureServer, readServer } from '@groundwork/local-postgres';
import postgres from 'postgres';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cli, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { openScratchServer } from './open-scratch-server.ts';
import { ended, settle, startRunner, waitForFile, waitUntil } from './runner-process.ts';
import { expectFinished, expectWholePrefix, FILES, NAMES } from './whole-prefix.ts';

/** The same, but a second of waiting in the middle, in which something can be killed. */
const SLOW_FILES = Object.fromEntries(
  Object.entries(FILES).map(([name, text], index) => [
    name,
    index >= 50 && index < 150 ? `${text}\nSELECT pg_sleep(0.01);` : text,
  ]),
);

describe('a run that stops half way leaves a prefix without a gap, each recorded file whole', () => {
  test('a deferred constraint fails at COMMIT', async () => {
    const { url, sql } = await openDatabase();
    const cwd = writeFolder({
      ...FILES,
      '0200_deferred.sql': `CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
INSERT INTO child VALUES (1);`,
    });
    rmSync(join(cwd, NAMES[200] ?? ''));
    const run = await cli(['--dir', '.'], { url, cwd });
    expect(run.exitCode).toBe(3);
    expect(run.stderr[0]).toContain('0200_deferred.sql failed when it was about to be committed');
    expect(await expectWholePrefix(sql)).toBe(200);
    expect(await sql`SELECT to_regclass('parent') AS parent`).toEqual([{ parent: null }]);
  });

  test('a syntax error in the middle: nothing runs at all', async () => {
    const { url, sql } = await openDatabase();
    const cwd = writeFolder({ ...FILES, [NAMES[200] ?? '']: 'SELECT 1;\nCREATE TABEL x ();' });
    const run = await cli(['--dir', '.'], { url, cwd });
    expect(run.exitCode).toBe(3);
    expect(run.stderr.join('\n')).toContain(`${NAMES[200]}:2:8`);
    expect(await expectWholePrefix(sql)).toBe(0);
  });

  test('kill -9 of the runner, then the same command', async () => {
    const { url, sql } = await openDatabase();
    const cwd = writeFolder(SLOW_FILES);
    const runner = startRunner(url, cwd);
    await waitForFile(runner, NAMES[60] ?? '');
    runner.kill('SIGKILL');
    await ended(runner);
    await settle(sql);
    expect(await expectWholePrefix(sql)).toBeLessThan(NAMES.length);
    await expectFinished(sql, url, cwd);
  });

  test('kill -9 of the server, then the same command', async () => {
    const { server, directory } = await openScratchServer();
    const cwd = writeFolder(SLOW_FILES);
    const runner = startRunner(server.url(), cwd);
    await waitForFile(runner, NAMES[60] ?? '');
    const { pid } = await readServer(directory);
    expect(pid).toBeGreaterThan(1);
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    expect(await ended(runner)).toBe(3);
    const again = await ensureServer({ directory });
    const sql = postgres(again.url(), { max: 1, onnotice: () => {} });
    onTestFinished(async () => {
      await sql.end();
      await again.release();
    });
    expect(await expectWholePrefix(sql)).toBeLessThan(NAMES.length);
    await expectFinished(sql, again.url(), cwd);
  });
});

test('two runs at once: each file once, both succeed', async () => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder(FILES);
  const runs = await Promise.all([cli(['--dir', '.'], { url, cwd }), cli(['--dir', '.'], { url, cwd })]);
  expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(await expectWholePrefix(sql)).toBe(NAMES.length);
  const ran = runs.map(({ stdout }) => stdout.filter((line) => line.startsWith('🚀')).length);
  expect(ran.toSorted((a, b) => a - b)).toEqual([0, NAMES.length]);
});

test('a lock that is not given up is an error that names its holder', async () => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder({ '0001_slow.sql': 'SELECT pg_sleep(3);' });
  const slow = cli(['--dir', '.'], { url, cwd });
  await waitUntil(async () => {
    const rows =
      await sql`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    return rows.length > 0;
  });
  const impatient = await cli(['--dir', '.', '--wait', '200ms'], { url, cwd });
  expect(impatient.exitCode).toBe(2);
  expect(impatient.stderr.join('\n')).toMatch(
    /holds the migration lock: pid \d+ \(groundwork-migrate\) since/,
  );
  expect((await slow).exitCode).toBe(0);
});
