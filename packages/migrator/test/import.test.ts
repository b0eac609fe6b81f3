import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { cli, writeFolder } from './folder.ts';
import { openDatabase, recordedFiles } from './open-database.ts';

const FILES = {
  '0001_a.sql': 'CREATE TABLE a (id int PRIMARY KEY);\nINSERT INTO a VALUES (1);',
  '0002_b.sql': 'CREATE TABLE b (id int);',
  '0003_c.sql': 'CREATE TABLE c (id int);',
};

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

test("drizzle's rows, by hash: recorded as imported when the catalog shows them, nothing is run", async () => {
  const { url, sql } = await openDatabase();
  await sql.unsafe(`${FILES['0001_a.sql']} ${FILES['0002_b.sql']}
    CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (id serial, hash text, created_at bigint);
    INSERT INTO drizzle.__drizzle_migrations (hash) VALUES ('${hashOf(FILES['0001_a.sql'])}'), ('${hashOf(FILES['0002_b.sql'])}')`);
  const cwd = writeFolder(FILES);
  const run = await cli(['import', '--dir', '.'], { url, cwd });
  expect(run.stderr).toEqual([]);
  expect(run.exitCode).toBe(0);
  expect(await recordedFiles(sql)).toEqual(['0001_a.sql', '0002_b.sql']);
  const rows =
    await sql`SELECT outcome, (SELECT count(*)::int FROM a) AS rows FROM migrator.__manual_migrations`;
  expect(rows.map(({ outcome, rows: count }) => [outcome, count])).toEqual([
    ['imported', 1],
    ['imported', 1],
  ]);
  expect((await cli(['--dir', '.'], { url, cwd })).exitCode).toBe(0);
  expect(await recordedFiles(sql)).toEqual(Object.keys(FILES));
});

test("the Supabase CLI's rows, by number: one that the database does not show stops the import", async () => {
  const { url, sql } = await openDatabase();
  await sql.unsafe(`${FILES['0001_a.sql']}
    CREATE SCHEMA supabase_migrations;
    CREATE TABLE supabase_migrations.schema_migrations (version text PRIMARY KEY, statements text[], name text);
    INSERT INTO supabase_migrations.schema_migrations (version) VALUES ('0001'), ('0002')`);
  const run = await cli(['import', '--dir', '.'], { url, cwd: writeFolder(FILES) });
  expect(run.exitCode).toBe(3);
  expect(run.stderr.join('\n')).toContain('says that 0002_b.sql has run, but the database does not show it');
  expect(await recordedFiles(sql)).toEqual([]);
});

test('without another history there is nothing to import', async () => {
  const { url } = await openDatabase();
  const run = await cli(['import', '--dir', '.'], { url, cwd: writeFolder(FILES) });
  expect(run.exitCode).toBe(2);
  expect(run.stderr.join('\n')).toContain('[import_nothing]');
});
