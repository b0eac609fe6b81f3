import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MigratorError } from '../src/model/errors.ts';
import { openTestShadow, parse, replayAll, rowsOf, showTouches } from './open-shadow.ts';

const TEMPLATE = join(import.meta.dirname, '../../db/drizzle');

async function touchesOf(text: string): Promise<string[]> {
  const database = await (await openTestShadow()).open();
  return showTouches(await database.replay(await parse('0001_file.sql', text)));
}

async function errorOf(files: Readonly<Record<string, string>>): Promise<MigratorError> {
  const database = await (await openTestShadow()).open();
  const error: unknown = await replayAll(database, files).catch((reason) => reason);
  expect(error).toBeInstanceOf(MigratorError);
  return error instanceof MigratorError ? error : new MigratorError('usage', 'none');
}

describe('the log names what each statement touched', () => {
  test('create, alter, rename, comment, drop', async () => {
    const touches = await touchesOf(`CREATE TABLE a (id serial PRIMARY KEY, b text);
ALTER TABLE a RENAME b TO c; ALTER TABLE a RENAME TO z; COMMENT ON COLUMN z.c IS 'x';
CREATE SCHEMA app; ALTER TABLE z SET SCHEMA app; ALTER TABLE app.z DROP COLUMN c; DROP TABLE app.z;`);
    expect(touches.filter((line) => !/ (type|sequence|index|toast table|default value) /.test(line))).toEqual(
      [
        '0 CREATE TABLE: table public.a',
        '1 ALTER TABLE: table column public.a.c',
        '2 ALTER TABLE: table public.z (was public.a)',
        '3 COMMENT: table column public.z.c (was public.a.c)',
        '4 CREATE SCHEMA: schema app',
        '5 ALTER TABLE: table app.z (was public.z)',
        '6 ALTER TABLE: drop table column app.z.c',
        '6 ALTER TABLE: table app.z',
        '7 DROP TABLE: drop table app.z',
        '7 DROP TABLE: drop table constraint a_pkey on app.z',
      ],
    );
    expect(touches).toContain('0 CREATE SEQUENCE: sequence public.a_id_seq');
    expect(touches).toContain('7 DROP TABLE: drop index app.a_pkey');
  });

  test('inside DO, and what CASCADE takes along', async () => {
    expect(
      await touchesOf(`DO $$ BEGIN CREATE TABLE "In Do" (a int); EXECUTE 'ALTER TABLE "In Do" ADD b int'; END $$;
CREATE VIEW v AS SELECT a FROM "In Do";
DROP TABLE "In Do" CASCADE;`),
    ).toEqual([
      '0 CREATE TABLE: table public."In Do"',
      '0 ALTER TABLE: table public."In Do"',
      '1 CREATE VIEW: view public.v',
      '2 DROP TABLE: drop table public."In Do"',
      '2 DROP TABLE: drop type public."In Do"',
      '2 DROP TABLE: drop type public."In Do"[]',
      '2 DROP TABLE: drop view public.v',
      '2 DROP TABLE: drop type public.v',
      '2 DROP TABLE: drop type public.v[]',
      '2 DROP TABLE: drop rule "_RETURN" on public.v',
    ]);
  });

  test('functions, policies, enums, a trigger on auth.users', async () => {
    expect(
      await touchesOf(`CREATE TYPE mood AS ENUM ('ok'); ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';
CREATE TABLE m (id int, mood mood); ALTER TABLE m ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Read Own" ON m USING (true); ALTER POLICY "Read Own" ON m USING (false);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE TRIGGER t AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f();
CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'begin return null; end';
DROP FUNCTION f() CASCADE; DROP POLICY "Read Own" ON m;`),
    ).toEqual([
      '0 CREATE TYPE: type public.mood',
      '1 ALTER TYPE: type public.mood',
      '2 CREATE TABLE: table public.m',
      '3 ALTER TABLE: table public.m',
      '4 CREATE POLICY: policy "Read Own" on public.m',
      '5 ALTER POLICY: policy "Read Own" on public.m',
      '6 CREATE FUNCTION: function public.f()',
      '7 CREATE TRIGGER: trigger t on auth.users',
      '8 CREATE FUNCTION: function public.f()',
      '9 DROP FUNCTION: drop function public.f()',
      '9 DROP FUNCTION: drop trigger t on auth.users',
      '10 DROP POLICY: drop policy "Read Own" on public.m',
    ]);
  });

  test('grants and default privileges by kind only; data, temporary tables and undone statements not at all', async () => {
    expect(
      await touchesOf(`CREATE TABLE m (id int); GRANT SELECT ON m TO anon;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM anon;
INSERT INTO m VALUES (1); CREATE TEMP TABLE gone (id int);
SAVEPOINT s; CREATE TABLE undone (id int); ROLLBACK TO s;`),
    ).toEqual(['0 CREATE TABLE: table public.m', '1 GRANT: TABLE ?', '2 ALTER DEFAULT PRIVILEGES: TABLES ?']);
  });

  test('outside of a transaction, around BEGIN and COMMIT, with replication off and after RESET ALL', async () => {
    expect(
      await touchesOf(`CREATE TABLE m (id int); CREATE INDEX CONCURRENTLY i ON m (id); DROP INDEX CONCURRENTLY i;
BEGIN; RESET ALL; CREATE TABLE n (id int); COMMIT; VACUUM m; COMMENT ON TABLE n IS 'n';`),
    ).toEqual([
      '0 CREATE TABLE: table public.m',
      '1 CREATE INDEX: index public.i',
      '2 DROP INDEX: drop index public.i',
      '5 CREATE TABLE: table public.n',
      '8 COMMENT: table public.n',
    ]);
  });

  test('roles, which event triggers do not see', async () => {
    expect(await touchesOf('SELECT 1; CREATE ROLE app; GRANT app TO authenticator; SELECT 2;')).toEqual([
      '1 ROLE: role ?',
      '2 ROLE: role ?',
    ]);
    expect(await touchesOf('CREATE TABLE m (); DO $$ BEGIN CREATE ROLE app; END $$;')).toEqual([
      '0 CREATE TABLE: table public.m',
      '1 ROLE: role ?',
    ]);
  });

  test('each file and each part of one by itself', async () => {
    const database = await (await openTestShadow()).open();
    const file = await parse(
      '0001_a.sql',
      `CREATE SCHEMA app; SELECT set_config('search_path', 'app', false); SET LOCAL work_mem = '1MB';
CREATE TABLE one (id int); CREATE TABLE two (id int);`,
    );
    const parts = [];
    for (const statement of file.statements)
      parts.push(showTouches(await database.replayStatements(file, [statement])));
    expect(parts).toEqual([
      ['0 CREATE SCHEMA: schema app'],
      [],
      [],
      ['3 CREATE TABLE: table app.one'],
      ['4 CREATE TABLE: table app.two'],
    ]);
    await database.session.run('CREATE TABLE beside (id int)');
    expect(
      showTouches(await database.replay(await parse('0002_b.sql', 'ALTER TABLE app.one ADD b int;'))),
    ).toEqual(['0 ALTER TABLE: table app.one']);
  });
});

test('the files of the template replay, and the next one starts from a clean session', async () => {
  const database = await (await openTestShadow()).open();
  const names = readdirSync(TEMPLATE).filter((name) => name.endsWith('.sql'));
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(TEMPLATE, name), 'utf8')]));
  const touches = await replayAll(database, {
    ...files,
    '9000_dirty.sql': `SET ROLE anon; SET search_path = ''; SET default_transaction_read_only = on;`,
    '9001_clean.sql': 'CREATE TABLE clean (id int);',
  });
  expect(names.length).toBeGreaterThan(5);
  expect(touches.map((one) => one.length > 0)).toEqual([
    ...names.map((name) => !name.includes('seed')),
    false,
    true,
  ]);
  expect(await rowsOf(database, 'SELECT name FROM public.subscription_plans ORDER BY 1')).toEqual([
    { name: 'Free' },
    { name: 'Pro' },
  ]);
  expect(
    await rowsOf(
      database,
      "SELECT session_user::text, current_user::text, tableowner::text FROM pg_tables WHERE tablename = 'clean'",
    ),
  ).toEqual([{ session_user: 'postgres', current_user: 'postgres', tableowner: 'postgres' }]);
});

test('a new enum label may be used by the next statement; a file without statements is fine', async () => {
  expect(
    await touchesOf(`CREATE TYPE mood AS ENUM ('ok'); ALTER TYPE mood ADD VALUE 'sad';
CREATE TABLE m (mood mood DEFAULT 'sad'); INSERT INTO m DEFAULT VALUES;`),
  ).toHaveLength(3);
  expect(await touchesOf('-- nothing\n')).toEqual([]);
});

test('a file that touches the log breaks nothing', async () => {
  const database = await (await openTestShadow()).open();
  const touches = await replayAll(database, {
    '0001_a.sql': 'CREATE TABLE a (id int); DROP OWNED BY postgres CASCADE; CREATE TABLE b (id int);',
  });
  expect(showTouches(touches[0] ?? []).at(-1)).toBe('2 CREATE TABLE: table public.b');
  expect(database.logged).toBe(true);
});

test('an extension that only a superuser may create is created, as Supabase does it', async () => {
  const database = await (await openTestShadow()).open();
  const file =
    'CREATE SCHEMA ext; CREATE EXTENSION moddatetime SCHEMA ext; CREATE TABLE a (id int); CREATE EXTENSION pgrowlocks;';
  expect(showTouches(await database.replay(await parse('0001_a.sql', file)))).toEqual([
    '0 CREATE SCHEMA: schema ext',
    '1 CREATE EXTENSION: extension moddatetime',
    '2 CREATE TABLE: table public.a',
    '3 CREATE EXTENSION: extension pgrowlocks',
  ]);
});

describe('a file that does not replay', () => {
  test('is an error with its place, and what Postgres said', async () => {
    const error = await errorOf({
      '0001_a.sql': 'CREATE TABLE a (id int PRIMARY KEY);',
      '0002_b.sql': `-- ünïcödé 🚀\nINSERT INTO a VALUES (1);\n/* 🚀 */ SELECT '🚀', nope FROM a;`,
    });
    expect(error.code).toBe('shadow_replay_failed');
    expect(error.exitCode).toBe(3);
    expect(error.message).toBe(
      '0002_b.sql failed on the shadow, where the files run from the start: column "nope" does not exist.',
    );
    expect(error.details).toMatchObject({
      migration: '0002_b.sql',
      sqlstate: '42703',
      at: { file: '0002_b.sql', line: 3, source: `/* 🚀 */ SELECT '🚀', nope FROM a;` },
    });
    expect(error.details.at?.source.slice(error.details.at.caret)).toBe('nope FROM a;');
  });

  test('has a place also where Postgres gives none, and at the end', async () => {
    const duplicate = await errorOf({
      '0001_a.sql': `CREATE TABLE a (id text PRIMARY KEY);\nINSERT INTO a VALUES ('one');`,
      '0002_b.sql': `SELECT 1;\nINSERT INTO a SELECT 'o' || 'ne';\nSELECT 2;`,
    });
    expect(duplicate.details).toMatchObject({ sqlstate: '23505', at: { line: 2, column: 1 } });
    expect(duplicate.details.postgres?.detail).toBe('Key (id)=(…) already exists.');
    const deferred = await errorOf({
      '0001_a.sql': `CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a DEFERRABLE INITIALLY DEFERRED);
INSERT INTO a VALUES (1, 2);`,
    });
    expect(deferred.message).toContain('failed when it was about to be committed');
    expect(deferred.details).toMatchObject({ sqlstate: '23503' });
  });

  test('leaves the database usable', async () => {
    const database = await (await openTestShadow()).open();
    const broken = await parse('0001_a.sql', 'CREATE TABLE a (id int); SET ROLE anon; SELECT nope;');
    await expect(database.replay(broken)).rejects.toMatchObject({ code: 'shadow_replay_failed' });
    expect(showTouches(await database.replay(await parse('0002_b.sql', 'CREATE TABLE a (id int);')))).toEqual(
      ['0 CREATE TABLE: table public.a'],
    );
  });

  test('because the role is no superuser says so', async () => {
    const error = await errorOf({ '0001_a.sql': 'ALTER TABLE auth.users ADD COLUMN mine int;' });
    expect(error).toMatchObject({ code: 'shadow_replay_failed', details: { sqlstate: '42501' } });
    expect(error.message).toContain('must be owner of table users');
    expect(error.details.hint).toContain('no superuser');
  });

  test('because a platform schema is missing names the stack', async () => {
    const error = await errorOf({ '0001_a.sql': "INSERT INTO storage.buckets (id) VALUES ('a');" });
    expect(error).toMatchObject({ code: 'shadow_replay_failed', details: { sqlstate: '42P01' } });
    expect(error.details.hint).toContain('npm run supabase -- start');
    expect(error.details.hint).toContain('SHADOW_DATABASE_URL');
  });

  test.each([
    ['a statement', 'CREATE TABLE a (id int);\nCREATE EXTENSION IF NOT EXISTS vector;', 2],
    ['code', 'SELECT 1;\nDO $$ BEGIN CREATE EXTENSION vector; END $$;', 2],
  ])('because an extension that %s creates is missing names it', async (_title, text, line) => {
    const error = await errorOf({ '0001_a.sql': text });
    expect(error.code).toBe('shadow_extension_missing');
    expect(error.message).toBe('The shadow has no extension "vector", which 0001_a.sql creates.');
    expect(error.details.at?.line).toBe(line);
    expect(error.details.hint).toContain('SHADOW_DATABASE_URL');
  });

  test.each([
    ['sql_transaction_control', 'CREATE TABLE a (id int); ROLLBACK;'],
    ['sql_session_setting', 'DISCARD ALL;'],
    ['shadow_cluster_statement', "SELECT 1; COPY (SELECT 1) TO PROGRAM 'cat';"],
  ])('because it is never sent: %s', async (code, text) => {
    const error = await errorOf({ '0001_a.sql': text });
    expect(error.code).toBe(code);
    expect(error.details.at).toBeDefined();
  });
});
