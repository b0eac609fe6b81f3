import postgres from 'postgres';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseUrl } from '../src/config/parse-url.ts';
import { tryLockExpression } from '../src/database/lock.ts';
import { refuseTransactionMode } from '../src/database/pooler.ts';
import { openSession } from '../src/database/postgres.ts';
import { cli, manyFiles, writeFolder } from './folder.ts';
import { openDatabase, recordedFiles } from './open-database.ts';
import { hasPgbouncer, openPgbouncer } from './open-pgbouncer.ts';

if (!hasPgbouncer)
  process.stderr.write(
    '⚠️  PgBouncer is not installed: nothing here is tested (Debian: apt-get install pgbouncer)\n',
  );

const FILES = {
  ...manyFiles(20),
  '0020_index.sql': 'CREATE INDEX CONCURRENTLY t0001_later ON t0001 (name);',
};

/** Who holds an advisory lock of this database. */
async function lockHolders(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return row?.count ?? -1;
}

describe.skipIf(!hasPgbouncer)('behind PgBouncer', () => {
  test('in session mode everything works, also a second time and two at once', async () => {
    const { url, sql } = await openDatabase();
    const pooled = await openPgbouncer(url, 'session');
    const cwd = writeFolder(FILES);
    const runs = await Promise.all([1, 2].map(() => cli(['up', '--dir', '.'], { url: pooled, cwd })));
    expect(
      runs.map(({ exitCode }) => exitCode),
      runs.map(({ stderr }) => stderr.join('\n')).join('\n'),
    ).toEqual([0, 0]);
    expect(await recordedFiles(sql)).toEqual(Object.keys(FILES));
    const ran = runs.flatMap(({ stdout }) => stdout.filter((line) => line.startsWith('🚀')));
    expect(ran).toHaveLength(Object.keys(FILES).length);
    const again = await cli(['up', '--dir', '.'], { url: pooled, cwd });
    expect(again).toMatchObject({ exitCode: 0, stderr: [] });
    expect((await cli(['status', '--dir', '.', '--check'], { url: pooled, cwd })).exitCode).toBe(0);
  });

  test('in session mode without a reset the lock is given back', async () => {
    const { url, sql } = await openDatabase();
    const pooled = await openPgbouncer(url, 'session', { server_reset_query: '' });
    const cwd = writeFolder(FILES);
    expect((await cli(['up', '--dir', '.'], { url: pooled, cwd })).exitCode).toBe(0);
    expect(await lockHolders(sql)).toBe(0);
    expect(
      (
        await cli(['up', '--dir', '.', '--wait', '0s'], {
          url,
          cwd: writeFolder({ ...FILES, '0021_x.sql': 'SELECT 1;' }),
        })
      ).exitCode,
    ).toBe(0);
  });

  test('in session mode with one connection only', async () => {
    const { url, sql } = await openDatabase();
    const pooled = await openPgbouncer(url, 'session', { default_pool_size: '1' });
    const run = await cli(['up', '--dir', '.'], { url: pooled, cwd: writeFolder(FILES) });
    expect(run.exitCode, run.stderr.join('\n')).toBe(0);
    expect(await recordedFiles(sql)).toEqual(Object.keys(FILES));
  });

  test.each([
    ['plain', {}],
    ['reset after each transaction', { server_reset_query_always: '1' }],
    ['one connection', { default_pool_size: '1' }],
    ['with other clients about', { min_pool_size: '5' }],
    ['round robin', { server_round_robin: '1' }],
  ])('transaction mode is refused before anything is written: %s', async (_title, settings) => {
    const { url, sql } = await openDatabase();
    const pooled = await openPgbouncer(url, 'transaction', settings);
    const others = await Promise.all(
      [1, 2].map(async () => {
        const other = postgres(pooled, { max: 1, prepare: false, fetch_types: false });
        await other`SELECT 1`;
        return other;
      }),
    );
    onTestFinished(async () => void (await Promise.all(others.map((other) => other.end()))));
    const run = await cli(['up', '--dir', '.'], { url: pooled, cwd: writeFolder(FILES) });
    expect(run.exitCode, run.stdout.join('\n')).toBe(2);
    expect(run.stderr.join('\n')).toContain('[pooler_transaction_mode]');
    expect(run.stderr.join('\n')).toContain(
      'Set DIRECT_URL to the direct connection or to a pooler in session mode',
    );
    expect(await sql`SELECT to_regnamespace('migrator') AS history, to_regclass('t0000') AS t`).toEqual([
      { history: null, t: null },
    ]);
    expect(await lockHolders(sql)).toBe(0);
  });

  test('a lock on a backend that the pooler keeps back is given back all the same', async () => {
    const { url, sql } = await openDatabase();
    const pooled = await openPgbouncer(url, 'transaction');
    const [first, second] = [1, 2].map(() =>
      postgres(pooled, { max: 1, prepare: false, fetch_types: false }),
    );
    onTestFinished(async () => void (await Promise.all([first?.end(), second?.end()])));
    let pid = 0;
    await first?.begin(async (one) => {
      const [row] = await one.unsafe(`SELECT pg_backend_pid() AS pid, ${tryLockExpression()} AS locked`);
      pid = Number(row?.pid);
      expect(row?.locked).toBe(true);
      // Another backend, given back after the first and so the one that everybody gets from now on.
      await second?.begin(async (two) => void (await two`SELECT 1`));
      setTimeout(() => void second?.begin((two) => two`SELECT pg_sleep(0.3)`), 0);
      await new Promise((resolve) => setTimeout(resolve, 150));
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await lockHolders(sql)).toBe(1);
    const target = parseUrl(pooled, 'DATABASE_URL');
    const { session } = await openSession(target, 'SELECT 1');
    await expect(refuseTransactionMode(target, session, pid)).rejects.toMatchObject({
      code: 'pooler_transaction_mode',
    });
    expect(await lockHolders(sql)).toBe(0);
    await session.close();
  });

  test('statement mode is refused', async () => {
    const { url, sql } = await openDatabase();
    const pooled = await openPgbouncer(url, 'statement');
    const run = await cli(['up', '--dir', '.'], { url: pooled, cwd: writeFolder(FILES) });
    expect(run.exitCode).toBe(2);
    expect(run.stderr.join('\n')).toContain('[pooler_transaction_mode]');
    expect(await recordedFiles(sql)).toEqual([]);
  });
});
