import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { cli, writeFolder } from './folder.ts';
import { openDatabase, recordedFiles } from './open-database.ts';
import { ended, startQuietly, waitUntil } from './runner-process.ts';

/** Runs the command line as a process; megabytes it had at most, where the system tells. */
async function peakOf(
  url: string,
  cwd: string,
): Promise<{ exitCode: number | null; stderr: string; megabytes: number }> {
  const { runner, output } = startQuietly(url, cwd, ['up']);
  let megabytes = 0;
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${runner.pid}/status`, 'utf8');
      megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It has ended, or this is no Linux.
    }
  }, 20);
  const exitCode = await ended(runner);
  clearInterval(timer);
  return { exitCode, stderr: output.stderr, megabytes };
}

test('a file of 4 MB', async () => {
  const { url, sql } = await openDatabase();
  const line = `INSERT INTO big VALUES (1, '${'x'.repeat(180)}');\n`;
  const text = `CREATE TABLE big (id int, s text);\n${line.repeat(Math.floor((4 * 1024 * 1024) / line.length) - 1)}`;
  const run = await peakOf(url, writeFolder({ '0001_big.sql': text }));
  process.stderr.write(`a file of 4 MB: ${Math.round(run.megabytes)} MB at most\n`);
  expect(run.exitCode, run.stderr).toBe(0);
  expect([...(await sql`SELECT count(*)::int > 19000 AS all FROM big`)]).toEqual([{ all: true }]);
  expect(run.megabytes).toBeLessThan(2_048);
});

test('strings are read as the parser reads them, whatever the database is set to', async () => {
  const { url, sql } = await openDatabase();
  const [{ name } = { name: '' }] = await sql<{ name: string }[]>`SELECT current_database() AS name`;
  await sql.unsafe(`ALTER DATABASE "${name}" SET standard_conforming_strings = off`);
  const cwd = writeFolder({
    '0001_a.sql': "CREATE TABLE a (s text); INSERT INTO a VALUES ('a\\'), ('b\\\\c');",
    '0002_b.sql': "VACUUM a;\nINSERT INTO a VALUES ('\\');",
  });
  const run = await cli(['up', '--dir', '.'], { url, cwd });
  expect(run.exitCode, run.stderr.join('\n')).toBe(0);
  expect((await sql<{ s: string }[]>`SELECT s FROM a`).map(({ s }) => s)).toEqual(['a\\', 'b\\\\c', '\\']);
});

test('a run that waits for the lock is in nobody’s way: an index is built concurrently meanwhile', async () => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder({ '0001_a.sql': 'CREATE TABLE a (id int);' });
  await cli(['up', '--dir', '.'], { url, cwd });
  writeFileSync(join(cwd, '0002_b.sql'), 'CREATE INDEX CONCURRENTLY a_id ON a (id);\nVACUUM a;');
  const other = postgres(url, { max: 1, onnotice: () => {} });
  onTestFinished(() => other.end());
  await other.unsafe('BEGIN; INSERT INTO a VALUES (1);');
  const first = startQuietly(url, cwd, ['up']);
  await waitUntil(async () => first.output.stdout.includes('0002_b.sql'));
  const waiting = Array.from({ length: 4 }, () => startQuietly(url, cwd, ['up', '--wait', '5m']));
  await waitUntil(async () => waiting.every(({ output }) => output.stderr.includes('Waiting')));
  await other.unsafe('COMMIT');
  const exits = await Promise.all([first, ...waiting].map(({ runner }) => ended(runner)));
  expect(exits, [first, ...waiting].map(({ output }) => output.stderr).join('\n')).toEqual([0, 0, 0, 0, 0]);
  expect(await recordedFiles(sql)).toEqual(['0001_a.sql', '0002_b.sql']);
});

describe('clocks', () => {
  test.each([
    ['back', 9e9],
    ['forward by half a century', 1],
  ])('the server’s clock is set %s while a file runs', async (_title, started) => {
    const { url, sql } = await openDatabase();
    // Where a run keeps when a file began: the file began at another time than it seems.
    const cwd = writeFolder({
      '0001_a.sql': `SELECT set_config('migrator.started', '${started}', false);`,
      '0002_b.sql': `SELECT set_config('migrator.started', '${started}', false);\nVACUUM;\nSELECT 1;`,
    });
    const run = await cli(['up', '--dir', '.'], { url, cwd });
    expect(run.exitCode, run.stderr.join('\n')).toBe(0);
    const rows =
      await sql`SELECT duration_ms IS NULL OR duration_ms >= 0 AS sane FROM migrator.__manual_migrations`;
    expect(rows.map(({ sane }) => sane)).toEqual([true, true]);
  });

  test('each file has a time of its own, in order', async () => {
    const { url, sql } = await openDatabase();
    const cwd = writeFolder({ '0001_a.sql': 'SELECT pg_sleep(0.2);', '0002_b.sql': 'SELECT pg_sleep(0.2);' });
    await cli(['up', '--dir', '.'], { url, cwd });
    const [row] = await sql`
      SELECT max(executed_at) - min(executed_at) >= '0.2 seconds' AS apart, min(duration_ms) >= 190 AS measured
      FROM migrator.__manual_migrations`;
    expect(row).toEqual({ apart: true, measured: true });
  });

  test('the clock on the wall is set back a day while the lock is waited for', async () => {
    const { url } = await openDatabase();
    const cwd = writeFolder({ '0001_a.sql': 'SELECT pg_sleep(20);' });
    const first = startQuietly(url, cwd, ['up']);
    await waitUntil(async () => first.output.stdout.includes('0001_a.sql'));
    const started = performance.now();
    const waiting = cli(['up', '--dir', '.', '--wait', '1s'], { url, cwd });
    const real = Date.now;
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => real() - 86_400_000);
    try {
      expect((await waiting).exitCode).toBe(2);
      expect(performance.now() - started).toBeLessThan(18_000);
    } finally {
      clock.mockRestore();
      first.runner.kill('SIGINT');
      await ended(first.runner);
    }
  });
});

test('parentheses a thousand deep are refused by name, before anything runs', async () => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder({ '0001_a.sql': 'CREATE TABLE a (id int);' });
  writeFileSync(join(cwd, '0002_deep.sql'), `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)};`);
  const run = await cli(['up', '--dir', '.'], { url, cwd });
  expect(run.exitCode).toBe(3);
  expect(run.stderr.join('\n')).toMatch(/0002_deep\.sql.*nested too deeply|memory exhausted/s);
  expect(await recordedFiles(sql)).toEqual([]);
});
