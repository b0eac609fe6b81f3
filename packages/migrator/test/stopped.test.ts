import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cli, writeFolder } from './folder.ts';
import { openDatabase, recordedFiles } from './open-database.ts';
import { ended, runProcess, settle, startQuietly, waitUntil } from './runner-process.ts';

/** The runner, stopped by `signal` once the server sleeps. */
async function stopInSleep(files: Record<string, string>, signal: 'SIGINT' | 'SIGTERM') {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder(files);
  const { runner, output } = startQuietly(url, cwd, ['up']);
  await waitUntil(async () => {
    const rows = await sql`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
        AND application_name = 'groundwork-migrate' AND wait_event = 'PgSleep'`;
    return rows.length > 0;
  });
  runner.kill(signal);
  const exitCode = await ended(runner);
  await settle(sql);
  return { url, sql, cwd, exitCode, ...output };
}

describe('a signal cancels the statement, rolls back, and gives up the lock', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s while a file runs: exit %i', async (signal, code) => {
    const files = {
      '0001_a.sql': 'CREATE TABLE a (id int);',
      '0002_b.sql': 'CREATE TABLE b (id int);\nSELECT pg_sleep(120);',
    };
    const { url, sql, cwd, exitCode, stderr } = await stopInSleep(files, signal);
    expect(exitCode).toBe(code);
    expect(stderr).toContain(`The run was stopped by ${signal} while 0002_b.sql ran. [interrupted]`);
    expect(await recordedFiles(sql)).toEqual(['0001_a.sql']);
    expect(await sql`SELECT to_regclass('b') AS b`).toEqual([{ b: null }]);
    writeFileSync(join(cwd, '0002_b.sql'), 'CREATE TABLE b (id int);');
    expect((await cli(['up', '--dir', '.'], { url, cwd })).exitCode).toBe(0);
  });

  test('while an index is built concurrently: the next run builds it anew', async () => {
    const { url, sql } = await openDatabase();
    const cwd = writeFolder({ '0001_a.sql': 'CREATE TABLE a (id int);' });
    await cli(['up', '--dir', '.'], { url, cwd });
    writeFileSync(join(cwd, '0002_i.sql'), 'CREATE INDEX CONCURRENTLY a_id ON a (id);');
    const other = postgres(url, { max: 1 });
    onTestFinished(() => other.end());
    await other.unsafe('BEGIN; INSERT INTO a VALUES (1);');
    const { runner, output } = startQuietly(url, cwd, ['up']);
    await waitUntil(
      async () =>
        (
          await sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'CREATE INDEX%' AND wait_event_type = 'Lock'`
        ).length > 0,
    );
    runner.kill('SIGINT');
    expect(await ended(runner)).toBe(130);
    expect(output.stderr).toContain('interrupted');
    await other.unsafe('COMMIT');
    await settle(sql);
    expect((await cli(['up', '--dir', '.'], { url, cwd })).exitCode).toBe(0);
    expect([...(await sql`SELECT indisvalid FROM pg_index WHERE indrelid = 'a'::regclass`)]).toEqual([
      { indisvalid: true },
    ]);
  });

  test('while it waits for another run', async () => {
    const { url } = await openDatabase();
    const cwd = writeFolder({ '0001_a.sql': 'SELECT pg_sleep(120);' });
    const first = startQuietly(url, cwd, ['up']);
    await waitUntil(async () => first.output.stdout.includes('0001_a.sql'));
    const second = startQuietly(url, cwd, ['up']);
    await waitUntil(async () => second.output.stderr.includes('Waiting for another run to finish: pid '));
    second.runner.kill('SIGINT');
    expect(await ended(second.runner)).toBe(130);
    first.runner.kill('SIGINT');
    expect(await ended(first.runner)).toBe(130);
  });

  test('the second Ctrl-C ends the program, whatever the server does', async () => {
    const { url, sql } = await openDatabase();
    const deaf = `DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(1); EXCEPTION WHEN query_canceled THEN RAISE WARNING 'deaf'; END; END LOOP; END $$;`;
    const { runner, output } = startQuietly(url, writeFolder({ '0001_a.sql': deaf }), ['up']);
    await waitUntil(async () => output.stdout.includes('0001_a.sql'));
    runner.kill('SIGINT');
    await waitUntil(async () => output.stderr.includes('deaf'));
    expect(runner.exitCode).toBe(null);
    runner.kill('SIGINT');
    expect(await ended(runner)).toBe(130);
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'groundwork-migrate'`;
    await settle(sql);
    expect(await recordedFiles(sql)).toEqual([]);
  });

  test('before anything is under way: at once', async () => {
    const { runner } = startQuietly(
      'postgresql://postgres@127.0.0.1:1/postgres',
      writeFolder({ '0001_a.sql': '' }),
      ['check', '--help'],
    );
    runner.kill('SIGTERM');
    expect([0, 143, null]).toContain(await ended(runner));
  });
});

test('who holds the table is named, without a word of his query', async () => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder({ '0001_a.sql': 'CREATE TABLE a (id int, s text);' });
  await cli(['up', '--dir', '.'], { url, cwd });
  writeFileSync(join(cwd, '0002_b.sql'), 'SELECT 1;\nALTER TABLE a ADD n int;');
  const other = postgres(url, { max: 1, connection: { application_name: 'the application' } });
  onTestFinished(() => other.end());
  await other.unsafe("BEGIN; INSERT INTO a VALUES (1, 'hunter2');");
  const [{ pid } = { pid: 0 }] = await other<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  const run = startQuietly(url, cwd, ['up', '--lock-timeout', '600ms']);
  await waitUntil(async () => run.output.stderr.includes('try 2'));
  await other.unsafe('COMMIT');
  expect(await ended(run.runner)).toBe(0);
  const holder = String.raw`in its way (is|was) pid ${pid} \(the application, its query since \d{4}-`;
  expect(run.output.stderr).toMatch(new RegExp(`⏳ 0002_b.sql:2 waits for a lock; ${holder}`));
  expect(run.output.stderr).toMatch(new RegExp(`did not get its lock in time .*; ${holder}`));
  expect(run.output.stderr).not.toContain('hunter2');

  writeFileSync(join(cwd, '0003_c.sql'), 'ALTER TABLE a ADD m int;');
  await other.unsafe("BEGIN; INSERT INTO a VALUES (1, 'hunter2');");
  const failed = await runProcess(url, cwd, ['up', '--lock-timeout', '400ms', '--json']);
  expect(failed.exitCode).toBe(3);
  const result: unknown = JSON.parse(failed.stdout.trim().split('\n').at(-1) ?? '');
  expect(result).toMatchObject({ error: { code: 'lock_timeout', message: expect.stringMatching(holder) } });
  expect(failed.stdout.split('"retrying"')).toHaveLength(8);
  expect(await sql`SELECT count(*)::int FROM migrator.__manual_migrations`).toEqual([{ count: 2 }]);
});
