import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cli, stable, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { ended, settle, startRunner, waitUntil } from './runner-process.ts';

const TABLE = 'CREATE TABLE t (id int PRIMARY KEY, n int, s text);';

async function history(sql: postgres.Sql) {
  const rows = await sql`
    SELECT filename, outcome, statements, statements_done FROM migrator.__manual_migrations ORDER BY id`;
  return rows.map(
    ({ filename, outcome, statements, statements_done }) =>
      `${filename} ${outcome} ${statements_done}/${statements}`,
  );
}

async function indexes(sql: postgres.Sql, table = 't') {
  const rows = await sql`
    SELECT indexrelid::regclass::text AS name, indisvalid FROM pg_index WHERE indrelid = ${table}::regclass ORDER BY 1`;
  return rows.map(({ name, indisvalid }) => `${name}${indisvalid ? '' : ' INVALID'}`);
}

async function open(files: Record<string, string>) {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder(files);
  return { url, sql, cwd, up: (...argv: string[]) => cli(['up', '--dir', '.', ...argv], { url, cwd }) };
}

describe('a file runs in segments', () => {
  test.each([
    ['CREATE INDEX CONCURRENTLY', 'CREATE INDEX CONCURRENTLY t_n ON t (n);'],
    [
      'an index between tables',
      'CREATE TABLE u (id int);\nCREATE INDEX CONCURRENTLY t_n ON t (n);\nCREATE TABLE v (id int);',
    ],
    [
      'drizzle’s idiom',
      'CREATE TABLE u (id int);\nCOMMIT;--> statement-breakpoint\nCREATE INDEX CONCURRENTLY t_n ON t (n);--> statement-breakpoint\nBEGIN;',
    ],
    ['DROP INDEX CONCURRENTLY', 'CREATE INDEX t_n ON t (n);\nDROP INDEX CONCURRENTLY t_n;'],
    ['REINDEX CONCURRENTLY', 'REINDEX TABLE CONCURRENTLY t;'],
    ['VACUUM', 'VACUUM (ANALYZE) t;'],
    ['two alone', 'CREATE INDEX CONCURRENTLY t_n ON t (n);\nCREATE UNIQUE INDEX CONCURRENTLY t_s ON t (s);'],
    [
      'an enum label used later',
      "CREATE TYPE m AS ENUM ('a'); COMMIT; ALTER TYPE m ADD VALUE 'b'; CREATE TABLE u (m m DEFAULT 'b');",
    ],
    ['BEGIN and COMMIT around all', 'BEGIN; CREATE TABLE u (id int); COMMIT;'],
    [
      'two transactions',
      'BEGIN; CREATE TABLE u (id int); COMMIT; BEGIN ISOLATION LEVEL SERIALIZABLE; CREATE TABLE v (id int); END;',
    ],
    [
      'a detached partition',
      'CREATE TABLE p (k int) PARTITION BY LIST (k);\nCREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);\nALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;',
    ],
    [
      'no-transaction with a procedure that commits',
      '-- migrate: no-transaction\nCREATE PROCEDURE f() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); COMMIT; INSERT INTO t VALUES (2); END $$;\nCALL f();',
    ],
    [
      'a role that lasts',
      "-- migrate: no-transaction\nSET ROLE service_role;\nDO $$ BEGIN ASSERT current_user = 'service_role'; COMMIT; END $$;\nDO $$ BEGIN ASSERT current_user = 'service_role'; END $$;",
    ],
    [
      'limits that last',
      "SET lock_timeout = '3s';\nCREATE INDEX CONCURRENTLY t_n ON t (n);\nDO $$ BEGIN ASSERT current_setting('lock_timeout') = '3s'; END $$;",
    ],
    [
      'settings',
      'SET search_path = auth, public;\nCREATE INDEX CONCURRENTLY t_n ON t (n);\nCREATE TABLE public.u (id int);',
    ],
  ])('%s', async (_title, text) => {
    const { sql, up } = await open({
      '0001_t.sql': TABLE,
      '0002_x.sql': text,
      '0003_after.sql': 'CREATE TABLE last (id int);',
    });
    const run = await up();
    expect(run).toMatchObject({ exitCode: 0, stderr: [] });
    expect(stable(run.stdout).slice(1)).toEqual(
      ['0001_t.sql', '0002_x.sql', '0003_after.sql']
        .flatMap((name) => [`🚀 Running migration: ${name}`, `✅ Completed: ${name} (… ms)`])
        .concat('✅ All migrations completed successfully!'),
    );
    expect((await history(sql)).map((line) => line.replace(/(\d+)\/\1$/, 'all'))).toEqual([
      '0001_t.sql applied all',
      '0002_x.sql applied all',
      '0003_after.sql applied all',
    ]);
    expect(await sql`SELECT evidence FROM migrator.__manual_migrations WHERE evidence IS NOT NULL`).toEqual(
      [],
    );
    expect((await indexes(sql)).filter((name) => name.endsWith('INVALID'))).toEqual([]);
    expect((await up()).stdout.filter((line) => line.startsWith('⏭️'))).toHaveLength(3);
  });
});

describe('a file that stops half way', () => {
  const FIRST = 'CREATE TABLE u (id int);\n';

  test('keeps its first segment, is shown in progress, and goes on when it is corrected', async () => {
    const { url, sql, cwd, up } = await open({
      '0001_t.sql': TABLE,
      '0002_x.sql': `${FIRST}VACUUM t;\nCREATE TABLE v (id int);\nSELECT 1/0;`,
      '0003_after.sql': 'CREATE TABLE last (id int);',
    });
    const failed = await up();
    expect(failed.exitCode).toBe(3);
    expect(failed.stderr.join('\n')).toContain('division by zero');
    expect(failed.stderr.join('\n')).toContain(
      'What 0002_x.sql has above line 3 stays in effect, and is recorded. Correct what comes behind it, and run the same command again: it goes on there.',
    );
    expect(await history(sql)).toEqual(['0001_t.sql applied 1/1', '0002_x.sql in_progress 2/4']);
    expect(await sql`SELECT to_regclass('u') IS NOT NULL AS u, to_regclass('v') AS v`).toEqual([
      { u: true, v: null },
    ]);

    const status = await cli(['status', '--dir', '.', '--check'], { url, cwd });
    expect(status.exitCode).toBe(1);
    expect(status.stdout.join('\n')).toMatch(/🚧 0002_x\.sql {2}in progress, 2 of 4 statements done/);
    expect(status.stdout.at(-1)).toMatch(/^1 pending, 1 in progress /);
    const plan = await cli(['plan', '--dir', '.'], { url, cwd });
    expect(plan.stdout.slice(1, 4)).toEqual([
      '🚀 Would go on with: 0002_x.sql (2 statements, one transaction, behind 2 that are done)',
      '         ── one transaction',
      '      3  CREATE TABLE v (id int)',
    ]);

    writeFileSync(join(cwd, '0002_x.sql'), `${FIRST}\n-- corrected\nVACUUM t;\nCREATE TABLE v (id int);`);
    const again = await up();
    expect(again.exitCode, again.stderr.join('\n')).toBe(0);
    expect(await history(sql)).toEqual([
      '0001_t.sql applied 1/1',
      '0002_x.sql applied 3/3',
      '0003_after.sql applied 1/1',
    ]);
    expect((await cli(['status', '--dir', '.', '--check'], { url, cwd })).exitCode).toBe(0);
  });

  test('what is done of it may not be edited', async () => {
    const { url, sql, cwd, up } = await open({ '0001_x.sql': `${FIRST}VACUUM;\nSELECT 1/0;` });
    await up();
    writeFileSync(join(cwd, '0001_x.sql'), 'CREATE TABLE u (id bigint);\nVACUUM;\nSELECT 1;');
    const refused = await up();
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr.join('\n')).toContain('resume_edited');
    expect(refused.stderr.join('\n')).toContain('migrate repair --resume 0001_x.sql');
    expect(await history(sql)).toEqual(['0001_x.sql in_progress 2/3']);
    const plan = await cli(['plan', '--dir', '.', '--json'], { url, cwd });
    expect(plan.exitCode).toBe(3);
    expect(plan.stdout.at(-1)).toContain('"resume_edited"');
  });

  test('settings of the done part hold for the rest', async () => {
    const { sql, cwd, up } = await open({
      '0001_x.sql':
        'CREATE SCHEMA app;\nSET search_path = app;\nCREATE TABLE u (id int);\nVACUUM u;\nSELECT 1/0;',
    });
    await up();
    writeFileSync(
      join(cwd, '0001_x.sql'),
      'CREATE SCHEMA app;\nSET search_path = app;\nCREATE TABLE u (id int);\nVACUUM u;\nCREATE TABLE v (id int);',
    );
    expect((await up()).exitCode).toBe(0);
    expect(await sql`SELECT to_regclass('app.v') IS NOT NULL AS v`).toEqual([{ v: true }]);
  });

  test.each([
    ['named', 't_n ON t (n)'],
    ['unnamed', 'ON t (n)'],
  ])(
    'a unique index that rows break (%s): what it left is gone, and nothing is recorded',
    async (_title, index) => {
      const { sql, up } = await open({
        '0001_t.sql': `${TABLE} INSERT INTO t VALUES (1, 7), (2, 7);`,
        '0002_x.sql': `CREATE UNIQUE INDEX CONCURRENTLY ${index};`,
      });
      const failed = await up();
      expect(failed.exitCode).toBe(3);
      expect(failed.stderr.join('\n')).toContain('could not create unique index');
      expect(failed.stderr.join('\n')).not.toContain('7');
      expect(failed.stderr.join('\n')).toContain('Nothing of 0002_x.sql was kept');
      expect(await history(sql)).toEqual(['0001_t.sql applied 2/2']);
      expect(await indexes(sql)).toEqual(['t_pkey']);
      await sql`DELETE FROM t WHERE id = 2`;
      expect((await up()).exitCode).toBe(0);
      expect(await history(sql)).toEqual(['0001_t.sql applied 2/2', '0002_x.sql applied 1/1']);
    },
  );

  test('an INVALID index of somebody else is neither dropped nor taken for built', async () => {
    const { sql, cwd, up } = await open({ '0001_t.sql': `${TABLE} INSERT INTO t VALUES (1, 7), (2, 7);` });
    await up();
    await expect(sql.unsafe('CREATE UNIQUE INDEX CONCURRENTLY t_n ON t (n)')).rejects.toThrow(
      'could not create',
    );
    writeFileSync(join(cwd, '0002_x.sql'), 'CREATE INDEX CONCURRENTLY IF NOT EXISTS t_n ON t (n);');
    const run = await up();
    expect(run.exitCode).toBe(3);
    expect(run.stderr.join('\n')).toContain('builds the index public.t_n, which is there but INVALID');
    expect(run.stderr.join('\n')).toContain('DROP INDEX CONCURRENTLY public.t_n;');
    expect(await indexes(sql)).toEqual(['t_n INVALID', 't_pkey']);
    expect(await history(sql)).toEqual(['0001_t.sql applied 2/2']);
  });
});

/**
 * Kills the runner while the server builds an index: an older snapshot keeps the build from ending until `release`.
 */
async function killInBuild(statement: string) {
  const { url, sql, cwd, up } = await open({ '0001_t.sql': TABLE });
  await up();
  writeFileSync(join(cwd, '0002_x.sql'), `CREATE TABLE u (id int);\n${statement}\nCREATE TABLE v (id int);`);
  const other = postgres(url, { max: 1, onnotice: () => {} });
  onTestFinished(() => other.end());
  await other.unsafe('BEGIN; INSERT INTO t VALUES (10, 10);');
  const runner = startRunner(url, cwd);
  await waitUntil(async () => {
    const rows = await sql`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE ${`${statement.slice(0, 20)}%`}
        AND state = 'active' AND wait_event_type = 'Lock' AND application_name = 'groundwork-migrate'`;
    return rows.length > 0;
  });
  runner.kill('SIGKILL');
  await ended(runner);
  expect(await history(sql)).toEqual(['0001_t.sql applied 1/1', '0002_x.sql in_progress 1/3']);
  return { sql, up, cwd, release: () => other.unsafe('COMMIT') };
}

const BUILDS: readonly [statement: string, left: readonly string[]][] = [
  ['CREATE INDEX CONCURRENTLY t_n ON t (n);', ['t_n', 't_pkey']],
  ['CREATE INDEX CONCURRENTLY IF NOT EXISTS t_n ON t (n);', ['t_n', 't_pkey']],
  [
    'CREATE UNIQUE INDEX CONCURRENTLY ON public.t USING btree (lower(s) DESC) INCLUDE (n) WHERE n > 3;',
    ['t_lower_n_idx', 't_pkey'],
  ],
  ['REINDEX TABLE CONCURRENTLY t;', ['t_pkey']],
  ['REINDEX INDEX CONCURRENTLY t_pkey;', ['t_pkey']],
];

describe('kill -9 of the runner while an index is built', () => {
  test.each(BUILDS)('the server finishes it, and the next run goes on: %s', async (statement, left) => {
    const { sql, up, release } = await killInBuild(statement);
    await release();
    await settle(sql);
    const before =
      await sql`SELECT oid FROM pg_class WHERE relname = ANY (${left.filter((name) => name !== 't_pkey')})`;
    const run = await up();
    expect(run.exitCode, run.stderr.join('\n')).toBe(0);
    expect(await indexes(sql)).toEqual(left);
    // It was not built a second time.
    const after =
      await sql`SELECT oid FROM pg_class WHERE relname = ANY (${left.filter((name) => name !== 't_pkey')})`;
    expect(after).toEqual(before);
    expect(await history(sql)).toEqual(['0001_t.sql applied 1/1', '0002_x.sql applied 3/3']);
  });

  test.each(BUILDS)(
    'the server is told to stop as well, and the next run builds it anew: %s',
    async (statement, left) => {
      const { sql, up, release } = await killInBuild(statement);
      await sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'groundwork-migrate'`;
      await settle(sql);
      expect((await indexes(sql)).filter((name) => name.endsWith('INVALID'))).toHaveLength(1);
      await release();
      const run = await up();
      expect(run.exitCode, run.stderr.join('\n')).toBe(0);
      expect(await indexes(sql)).toEqual(left);
      expect(await history(sql)).toEqual(['0001_t.sql applied 1/1', '0002_x.sql applied 3/3']);
    },
  );

  test('another index of its name is not taken for it', async () => {
    const { sql, up, release } = await killInBuild('CREATE INDEX CONCURRENTLY t_n ON t (n);');
    await sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'groundwork-migrate'`;
    await settle(sql);
    await release();
    await sql.unsafe('DROP INDEX t_n; CREATE INDEX t_n ON t (n DESC);');
    const run = await up();
    expect(run.exitCode).toBe(3);
    expect(run.stderr.join('\n')).toContain('already exists');
    expect(await history(sql)).toEqual(['0001_t.sql applied 1/1', '0002_x.sql in_progress 1/3']);
  });
});

test('a CALL that fails is not said to have left nothing, and goes on when it is told to', async () => {
  const { url, sql, cwd, up } = await open({
    '0001_p.sql': `CREATE TABLE done (id int PRIMARY KEY); CREATE PROCEDURE p() LANGUAGE plpgsql AS $$
BEGIN INSERT INTO done VALUES (1) ON CONFLICT DO NOTHING; COMMIT; PERFORM 1 / (SELECT count(*) - 1 FROM done); END $$;`,
    '0002_x.sql': '-- migrate: no-transaction\nCALL p();',
  });
  const failed = await up();
  expect(failed.exitCode).toBe(3);
  expect(failed.stderr.join('\n')).toContain('may have committed a part of its work');
  expect(failed.stderr.join('\n')).not.toContain('Nothing of');
  expect(await sql`SELECT id FROM done`).toEqual([{ id: 1 }]);
  await sql`INSERT INTO done VALUES (2)`;
  expect((await up()).stderr.join('\n')).toContain('resume_unclear');
  const repaired = await cli(['repair', '--resume', '0002_x.sql', '--yes', '--dir', '.'], { url, cwd });
  expect(repaired.exitCode, repaired.stderr.join('\n')).toBe(0);
  const again = await up();
  expect(again.exitCode, again.stderr.join('\n')).toBe(0);
  expect(await history(sql)).toEqual(['0001_p.sql applied 2/2', '0002_x.sql applied 1/1']);
});

test('what may have committed a part of itself is not run twice unasked', async () => {
  const { url, sql, cwd, up } = await open({
    '0001_p.sql': `CREATE TABLE done (id int); CREATE PROCEDURE p() LANGUAGE plpgsql AS $$
BEGIN INSERT INTO done VALUES (1); COMMIT; PERFORM pg_sleep(60); END $$;`,
    '0002_x.sql': '-- migrate: no-transaction\nCALL p();',
  });
  const runner = startRunner(url, cwd);
  await waitUntil(
    async () =>
      (
        await sql`SELECT 1 FROM pg_stat_activity WHERE query = 'CALL p()' AND state = 'active' AND datname = current_database()`
      ).length > 0 && (await sql`SELECT FROM done`).length > 0,
  );
  runner.kill('SIGKILL');
  await ended(runner);
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'groundwork-migrate'`;
  await settle(sql);
  const run = await up();
  expect(run.exitCode).toBe(3);
  expect(run.stderr.join('\n')).toContain('resume_unclear');
  expect(await sql`SELECT count(*)::int FROM done`).toEqual([{ count: 1 }]);
});
