import { expect, test } from 'vitest';
import { parseUrl } from '../src/config/parse-url.ts';
import { upgradeHistoryText } from '../src/database/history-table.ts';
import { tryLockExpression } from '../src/database/lock.ts';
import { openSession } from '../src/database/postgres.ts';
import { composeFile } from '../src/execute/compose-file.ts';
import { executeFiles } from '../src/execute/execute-files.ts';
import { createMarker } from '../src/execute/marker.ts';
import { parseMigration } from '../src/sql/parse-migration.ts';
import { cli, writeFolder } from './folder.ts';
import { openDatabase, recordedFiles } from './open-database.ts';
import { openRole } from './open-role.ts';

/** Fails unless it starts from a clean session; the second statement shows that unqualified names resolve. */
const CLEAN = `DO $$ BEGIN
  IF current_user <> session_user THEN RAISE EXCEPTION 'role %', current_user; END IF;
  IF to_regclass('pg_temp.leftover') IS NOT NULL THEN RAISE EXCEPTION 'temporary table'; END IF;
  IF EXISTS (SELECT FROM pg_prepared_statements) THEN RAISE EXCEPTION 'prepared statement'; END IF;
  IF EXISTS (SELECT FROM pg_cursors WHERE is_holdable) THEN RAISE EXCEPTION 'cursor'; END IF;
  IF EXISTS (SELECT FROM pg_listening_channels()) THEN RAISE EXCEPTION 'listening'; END IF;
  IF current_setting('lock_timeout') <> '5s' THEN RAISE EXCEPTION 'lock_timeout %', current_setting('lock_timeout'); END IF;
  IF current_setting('transaction_read_only')::bool THEN RAISE EXCEPTION 'read only'; END IF;
END $$;
CREATE TABLE made (id int);`;

test.each([
  ['SET ROLE', 'SET ROLE anon;'],
  ['SET search_path', 'SET search_path = pg_temp;'],
  ['set_config', "SELECT set_config('search_path', '', false);"],
  ['a temporary table', 'CREATE TEMP TABLE leftover (id int);'],
  ['a prepared statement', 'PREPARE p AS SELECT 1;'],
  ['a cursor', 'DECLARE c CURSOR WITH HOLD FOR SELECT 1;'],
  ['LISTEN', 'LISTEN x;'],
  ['lock_timeout', "SET lock_timeout = '1ms';"],
  ['default_transaction_read_only', 'SET default_transaction_read_only = on;'],
  ['RESET ALL', "SET work_mem = '1MB'; RESET ALL; SELECT 1;"],
  ['client_min_messages', 'SET client_min_messages = error; SELECT 1;'],
  ['SET TRANSACTION', "SET work_mem = '1MB'; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; SELECT 1;"],
  ['SET SESSION CHARACTERISTICS', 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;'],
  ['SET LOCAL ROLE', 'SET LOCAL ROLE anon; SELECT 1;'],
  ['SET SESSION AUTHORIZATION to itself', 'SET SESSION AUTHORIZATION postgres;'],
  [
    'a change of role that a function makes',
    "DO $$ BEGIN PERFORM set_config('role', 'anon', false); END $$;",
  ],
  ['a sequence of its own', "CREATE TEMP SEQUENCE leftover; SELECT nextval('leftover');"],
  ['row_security', 'SET row_security = off;'],
  [
    'a deferred constraint',
    `CREATE TABLE p (id int PRIMARY KEY);
    CREATE TABLE q (id int REFERENCES p DEFERRABLE); SET CONSTRAINTS ALL DEFERRED; INSERT INTO q VALUES (1);
    INSERT INTO p VALUES (1);`,
  ],
  [
    'a lock-timeout of its own',
    `-- migrate: lock-timeout 2s
    DO $$ BEGIN IF current_setting('lock_timeout') <> '2s' THEN RAISE EXCEPTION 'not 2s'; END IF; END $$;`,
  ],
  [
    'the lock unlocked by number',
    `SELECT ${tryLockExpression().replace('_try_advisory_lock', '_advisory_unlock')};`,
  ],
  ['every lock unlocked in a block', 'DO $$ BEGIN PERFORM pg_advisory_unlock_all(); END $$;'],
  ['a comment at the end', 'SELECT 1 -- done'],
  ['only comments', '-- nothing yet\n/* nothing */'],
])('the file after one with %s starts clean', async (_title, text) => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder({ '0001_dirty.sql': text, '0002_clean.sql': CLEAN });
  const run = await cli(['--dir', '.'], { url, cwd });
  expect(run.stderr).toEqual([]);
  expect(run.exitCode).toBe(0);
  expect(await recordedFiles(sql)).toEqual(['0001_dirty.sql', '0002_clean.sql']);
});

test('a superuser who becomes somebody else for the session is itself again', async () => {
  const { database, admin } = await openRole();
  const cwd = writeFolder({ '0001_dirty.sql': 'SET SESSION AUTHORIZATION anon;', '0002_clean.sql': CLEAN });
  const run = await cli(['--dir', '.'], { url: database.adminUrl, cwd });
  expect(run).toMatchObject({ exitCode: 0, stderr: [] });
  const rows = await admin`SELECT executed_by FROM migrator.__manual_migrations`;
  expect([...rows]).toEqual([{ executed_by: 'supabase_admin' }, { executed_by: 'supabase_admin' }]);
});

test('SET SESSION AUTHORIZATION without the right to it fails, and nothing is kept', async () => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder({ '0001_a.sql': 'CREATE TABLE a (id int); SET SESSION AUTHORIZATION anon;' });
  const run = await cli(['--dir', '.'], { url, cwd });
  expect([run.exitCode, run.stderr[0]]).toEqual([
    3,
    expect.stringContaining('[statement_failed, SQLSTATE 42501]'),
  ]);
  expect(await sql`SELECT to_regclass('a') AS a`).toEqual([{ a: null }]);
});

test.each([
  ['a procedure', 'CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$; CALL p();', '2D000'],
  ['a DO block', 'DO $$ BEGIN ROLLBACK; END $$;', '2D000'],
  ['dynamic SQL', "DO $$ BEGIN EXECUTE 'COMMIT'; END $$;", '0A000'],
])('COMMIT in %s: Postgres refuses, and nothing is kept', async (_title, text, sqlstate) => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder({ '0001_a.sql': `CREATE TABLE a (id int); ${text}`, '0002_b.sql': 'SELECT 1;' });
  const run = await cli(['--dir', '.'], { url, cwd });
  expect([run.exitCode, run.stderr[0]]).toEqual([3, expect.stringContaining(`SQLSTATE ${sqlstate}]`)]);
  expect(await sql`SELECT to_regclass('a') AS a`).toEqual([{ a: null }]);
  expect(await recordedFiles(sql)).toEqual([]);
});

test('a text that ends the transaction though the parser saw nothing is found out before its row is written', async () => {
  const { url, sql } = await openDatabase();
  const text = 'CREATE TABLE a (id int);\nSELECT 1;';
  const parsed = await parseMigration('0001_a.sql', '0001_a.sql', text);
  const misread = parsed.statements.map((one) => (one.index === 1 ? { ...one, text: 'COMMIT; BEGIN' } : one));
  const marker = createMarker();
  const limits = { lockTimeout: 5000, statementTimeout: 0 };
  const migration = {
    name: '0001_a.sql',
    path: '/0001_a.sql',
    checksum: 'x',
    number: 1n,
  };
  const files = [
    composeFile(migration, { ...parsed, statements: misread }, { marker, file: 0, batch: 1, limits }),
  ];
  const { session } = await openSession(parseUrl(url, 'the test'), 'SELECT 1');
  const prefix = upgradeHistoryText(0);
  const result = await executeFiles(session, files, {
    limits,
    marker,
    prefix,
    emit: () => {},
  });
  await session.close();
  expect(result).toMatchObject({ committed: 0, error: { code: 'transaction_ended' } });
  expect(await recordedFiles(sql)).toEqual([]);
});

test('a lock that a file gave up and another run has taken: the file is rolled back', async () => {
  const { url, sql } = await openDatabase();
  const unlock = tryLockExpression().replace('_try_advisory_lock', '_advisory_unlock');
  const cwd = writeFolder({
    '0001_a.sql': `CREATE TABLE a (id int);
SELECT pg_advisory_xact_lock(1);
SELECT ${unlock};
DO $$ BEGIN
  FOR i IN 1..1000 LOOP
    EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()));
    PERFORM pg_sleep(0.05);
  END LOOP;
END $$;`,
    '0002_b.sql': 'SELECT 1;',
  });
  await sql`SELECT pg_advisory_lock(1)`;
  const run = cli(['--dir', '.'], { url, cwd });
  const waiting = () => sql`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  while ((await waiting()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await sql`SELECT pg_advisory_unlock(1)`;
  while (!(await sql.unsafe(`SELECT ${tryLockExpression()} AS got`))[0]?.got) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { exitCode, stderr } = await run;
  expect(exitCode).toBe(3);
  expect(stderr.join('\n')).toMatch(/0001_a\.sql gave up the lock .*\[lock_given_up, SQLSTATE MG002\]/);
  expect(await recordedFiles(sql)).toEqual([]);
  expect(await sql`SELECT to_regclass('a') AS a`).toEqual([{ a: null }]);
});
