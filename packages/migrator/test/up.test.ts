import { describe, expect, test } from 'vitest';
import { cli, stable, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';

describe('up', () => {
  test('applies every file once and says so', async () => {
    const { url, sql } = await openDatabase();
    const cwd = writeFolder({
      '0001_a.sql': 'CREATE TABLE a (id int);',
      '0002_b.sql': 'CREATE TABLE b (id int); INSERT INTO b VALUES (1);',
    });
    const first = await cli(['--dir', '.'], { url, cwd });
    expect({ ...first, stdout: stable(first.stdout) }).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stderr": [],
        "stdout": [
          "📁 Found 2 migration files in FOLDER for HOST/DATABASE",
          "🚀 Running migration: 0001_a.sql",
          "✅ Completed: 0001_a.sql (… ms)",
          "🚀 Running migration: 0002_b.sql",
          "✅ Completed: 0002_b.sql (… ms)",
          "✅ All migrations completed successfully!",
        ],
      }
    `);
    const second = await cli(['up', '--dir', '.'], { url, cwd });
    expect({ ...second, stdout: stable(second.stdout) }).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stderr": [],
        "stdout": [
          "📁 Found 2 migration files in FOLDER for HOST/DATABASE",
          "⏭️  Skipping 0001_a.sql (already executed)",
          "⏭️  Skipping 0002_b.sql (already executed)",
          "✅ All migrations completed successfully!",
        ],
      }
    `);
    const rows = await sql`
      SELECT filename, outcome, statements, statements_done, batch, executed_by, duration_ms >= 0 AS timed
      FROM migrator.__manual_migrations ORDER BY id`;
    expect([...rows]).toMatchInlineSnapshot(`
      [
        {
          "batch": 1,
          "executed_by": "postgres",
          "filename": "0001_a.sql",
          "outcome": "applied",
          "statements": 1,
          "statements_done": 1,
          "timed": true,
        },
        {
          "batch": 1,
          "executed_by": "postgres",
          "filename": "0002_b.sql",
          "outcome": "applied",
          "statements": 2,
          "statements_done": 2,
          "timed": true,
        },
      ]
    `);
  });

  test('a statement that fails: its file leaves nothing, files before it stay, files after it do not run', async () => {
    const { url, sql } = await openDatabase();
    const cwd = writeFolder({
      '0001_a.sql': 'CREATE TABLE a (id int);',
      '0002_b.sql': 'CREATE TABLE b (id int);\n\n-- the reason\nINSERT INTO b\n  VALUES (no_such_column);',
      '0003_c.sql': 'CREATE TABLE c (id int);',
    });
    const { exitCode, stderr } = await cli(['--dir', '.'], { url, cwd });
    expect(exitCode).toBe(3);
    expect(stderr).toMatchInlineSnapshot(`
      [
        "❌ 0002_b.sql failed: column "no_such_column" does not exist. [statement_failed, SQLSTATE 42703]",
        "   0002_b.sql:5:11",
        "   5 │   VALUES (no_such_column);",
        "     │           ^",
        "   Next: Nothing of 0002_b.sql was kept. Correct it and run the same command again.",
        "   1 file after it did not run.",
      ]
    `);
    const tables =
      await sql`SELECT to_regclass('a')::text AS a, to_regclass('b')::text AS b, to_regclass('c')::text AS c`;
    expect(tables[0]).toEqual({ a: 'a', b: null, c: null });
  });

  test('what is there in part stops the run before anything of it has run, and names the statement', async () => {
    const { url, sql } = await openDatabase();
    await sql`CREATE TABLE a (id int)`;
    const cwd = writeFolder({ '0001_a.sql': 'CREATE TABLE before (id int);\nCREATE TABLE a (id int);' });
    const { exitCode, stderr } = await cli(['--dir', '.'], { url, cwd });
    expect(exitCode).toBe(3);
    expect(stderr).toMatchInlineSnapshot(`
      [
        "🔎 Objects of these files are there already: comparing with a shadow replay, nothing is tried",
        "❌ 0001_a.sql is in effect in part, and this statement is missing, and touches rows. [partial]",
        "   0001_a.sql:1:1",
        "   1 │ CREATE TABLE before (id int);",
        "     │ ^",
        "   Next: Run the SQL below that you want, or bring the database to before the file by hand, and run the same command again.",
        "❌ The table public.before is not yet as the file leaves it. [partial]",
        "   0001_a.sql:1:1",
        "   1 │ CREATE TABLE before (id int);",
        "     │ ^",
        "   Expected: row level security off",
        "   Found: absent",
        "   SQL that would mend it:",
        "     CREATE TABLE "public"."before" ("id" integer);",
        "     GRANT DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON TABLE "public"."before" TO "anon", "authenticated", "service_role";",
        "❌ Nothing has run and nothing is recorded: the database is not what the files say.",
      ]
    `);
    expect(await sql`SELECT to_regclass('before') AS before, to_regnamespace('migrator') AS history`).toEqual(
      [{ before: null, history: null }],
    );
  });

  test.each([
    ["PREPARE TRANSACTION 'x';", 'sql_transaction_control'],
    ['ROLLBACK;', 'sql_transaction_control'],
    ['DISCARD ALL;', 'sql_session_setting'],
    ["SET client_encoding = 'LATIN1';", 'sql_session_setting'],
    ['COPY a FROM stdin;', 'sql_copy_stdin'],
    ['CREATE TABEL b ();', 'sql_syntax'],
  ])('%s is refused before anything runs', async (text, code) => {
    const { url, sql } = await openDatabase();
    const cwd = writeFolder({ '0001_a.sql': 'CREATE TABLE a (id int);', '0002_b.sql': `SELECT 1;\n${text}` });
    const { exitCode, stdout } = await cli(['--dir', '.', '--json'], { url, cwd });
    expect(exitCode).toBe(3);
    const result: unknown = JSON.parse(stdout.at(-1) ?? '');
    expect(result).toMatchObject({
      type: 'result',
      error: { code, migration: '0002_b.sql', at: { line: 2 } },
    });
    expect(await sql`SELECT to_regclass('a') AS a, to_regnamespace('migrator') AS history`).toEqual([
      { a: null, history: null },
    ]);
  });

  test('an edited, a deleted and an older file stop the run before it starts', async () => {
    const { url } = await openDatabase();
    await cli(['--dir', '.'], {
      url,
      cwd: writeFolder({ '0001_a.sql': 'SELECT 1;', '0002_b.sql': 'SELECT 2;' }),
    });
    const cwd = writeFolder({ '0000_new.sql': 'SELECT 0;', '0001_a.sql': 'SELECT 1; SELECT 1;' });
    const { exitCode, stderr, stdout } = await cli(['--dir', '.'], { url, cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
      [
        "❌ 0002_b.sql is recorded as applied, but the file is gone. [deleted]",
        "   Next: Bring the file back from version control. Only if it was undone by hand: \`migrate repair --forget 0002_b.sql\`.",
        "❌ 0001_a.sql was changed after it had been applied (checksum 17db4fd3 then, 050925ad now). [edited]",
        "   Next: Put it back as it was, and the change into a new migration; on a database of your own, put it back, \`migrate rollback\`, and edit it then. If the edit changes nothing: \`migrate repair --accept 0001_a.sql\`.",
        "❌ 0000_new.sql is pending, but 0001_a.sql, which comes after it, has been applied. [out_of_order]",
        "   Next: Give it a newer number, or run with --out-of-order.",
        "❌ Nothing has run: mend the above first.",
      ]
    `);
    expect(stdout).toHaveLength(1);
  });

  test('values of rows never reach the output', async () => {
    const { url, sql } = await openDatabase();
    await sql`CREATE TABLE people (email text, age text)`;
    await sql`INSERT INTO people VALUES ('bob@example.com', 'secret-age'), ('bob@example.com', '1')`;
    for (const text of [
      'CREATE UNIQUE INDEX ON people (email);',
      'ALTER TABLE people ALTER age TYPE int USING age::int;',
      "ALTER TABLE people ADD CHECK (email = 'x');",
      'DO $$ DECLARE e text; BEGIN SELECT email INTO e FROM people; RAISE EXCEPTION \'bad "%"\', e; END $$;',
    ]) {
      const run = await cli(['--dir', '.'], { url, cwd: writeFolder({ '0001_a.sql': text }) });
      expect(run.exitCode).toBe(3);
      expect([...run.stdout, ...run.stderr].join('\n')).not.toMatch(/bob@example|secret-age/);
    }
  });
});
