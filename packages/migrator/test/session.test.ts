import { expect, test } from 'vitest';
import { cli, writeFolder } from './folder.ts';
import { openDatabase, recordedFiles } from './open-database.ts';

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
