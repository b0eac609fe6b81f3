import { expect, test } from 'vitest';
import { parseMigration } from '../sql/parse-migration.ts';
import { findClusterStatement } from './find-cluster-statement.ts';

async function find(text: string, place?: 'shared' | 'own') {
  return findClusterStatement(await parseMigration('a.sql', 'a.sql', text), place);
}

test.each([
  ['CREATE ROLE app', 'CREATE ROLE'],
  ["CREATE USER app PASSWORD 'x'", 'CREATE ROLE'],
  ['ALTER ROLE anon NOLOGIN', 'ALTER ROLE'],
  ["ALTER ROLE anon SET statement_timeout = '1s'", 'ALTER ROLE … SET'],
  ['DROP ROLE app', 'DROP ROLE'],
  ['ALTER ROLE app RENAME TO b', 'Rename of a role'],
  ['GRANT anon TO app', 'GRANT of a role'],
  ['REVOKE anon FROM app', 'GRANT of a role'],
  ["COMMENT ON ROLE app IS 'x'", 'Comment of a role'],
  ['DROP OWNED BY app', 'DROP OWNED'],
  ['REASSIGN OWNED BY app TO postgres', 'REASSIGN OWNED'],
  ["ALTER SYSTEM SET work_mem = '1MB'", 'ALTER SYSTEM'],
  ['CREATE DATABASE x', 'CREATE DATABASE'],
  ['DROP DATABASE x', 'DROP DATABASE'],
  ["ALTER DATABASE postgres SET work_mem = '1MB'", 'ALTER DATABASE'],
  ['ALTER DATABASE postgres RENAME TO x', 'Rename of a database'],
  ['ALTER DATABASE postgres OWNER TO app', 'AlterOwner of a database'],
  ['GRANT CONNECT ON DATABASE postgres TO app', 'Grant of a database'],
  ['GRANT SET ON PARAMETER work_mem TO app', 'Grant of a parameter_acl'],
  ["CREATE TABLESPACE t LOCATION '/x'", 'CREATE TABLESPACE'],
  ["SELECT cron.schedule('a', '* * * * *', 'select 1')", 'a call of cron.schedule'],
  ['SELECT pg_catalog.pg_terminate_backend(1)', 'a call of pg_catalog.pg_terminate_backend'],
  ['DO $$ BEGIN CREATE ROLE app; EXCEPTION WHEN OTHERS THEN NULL; END $$', 'CREATE ROLE in its body'],
  ["DO $$ BEGIN EXECUTE format('GRANT %I TO %I', 'a', 'b'); END $$", 'GRANT %I TO in its body'],
  [
    "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'begin drop role app; end'",
    'drop role in its body',
  ],
  ["DO $$ BEGIN PERFORM cron.unschedule('a'); END $$", 'cron.unschedule( in its body'],
])('%s acts on the server', async (text, what) => {
  expect(await find(`SELECT 1; ${text};`)).toMatchObject({ reach: 'server', what, statement: { index: 1 } });
  expect(await find(text, 'own')).toBeUndefined();
});

test.each([
  ["CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p", 'CREATE SUBSCRIPTION'],
  ['IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c', 'IMPORT FOREIGN SCHEMA'],
  ["COPY t FROM PROGRAM 'cat'", 'COPY … PROGRAM'],
  ["COPY t TO '/tmp/x'", 'COPY … TO a file'],
  ["SELECT dblink_exec('x', 'y')", 'a call of dblink_exec'],
  ["SELECT * FROM extensions.dblink('x', 'y') AS t(a int)", 'a call of extensions.dblink'],
  ["SELECT net.http_post(url := 'x')", 'a call of net.http_post'],
  ["INSERT INTO t SELECT content FROM http_get('x')", 'a call of http_get'],
  ["DO $$ BEGIN PERFORM dblink_exec('x', 'y'); END $$", 'dblink_exec( in its body'],
])('%s acts outside, on every shadow', async (text, what) => {
  expect(await find(text)).toMatchObject({ reach: 'outside', what });
  expect(await find(text, 'own')).toMatchObject({ reach: 'outside', what });
});

test.each([
  "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM net.http_post('x'); RETURN NEW; END $$",
  "CREATE VIEW v AS SELECT * FROM dblink('x', 'y') AS t(a int)",
])('%s reaches outside only where it is called', async (text) => {
  expect(await find(text)).toMatchObject({ reach: 'outside' });
  expect(await find(text, 'own')).toBeUndefined();
});

test.each([
  'CREATE TABLE t (role text, "database" text)',
  'GRANT SELECT ON t TO anon',
  'GRANT USAGE ON SCHEMA public TO anon',
  'REVOKE ALL ON FUNCTION f() FROM PUBLIC',
  'ALTER TABLE t OWNER TO postgres',
  'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO anon',
  'CREATE POLICY p ON t TO authenticated USING (true)',
  'SET ROLE anon',
  "COPY t FROM '/tmp/x'",
  'CREATE PUBLICATION p FOR TABLE t',
  'CREATE EXTENSION pg_trgm',
  "COMMENT ON TABLE t IS 'create role x'",
  'DO $$ BEGIN GRANT SELECT ON t TO anon; REVOKE ALL ON t FROM anon; END $$',
  'DO $$ BEGIN CREATE USER MAPPING FOR app SERVER s; END $$',
  "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT current_setting('role') $$",
])('%s stays in its database', async (text) => {
  expect(await find(text)).toBeUndefined();
});
