import { expect, test } from 'vitest';
import { describeRule } from '../../../test/describe-rule.ts';
import { findHazards } from '../find-hazards.ts';
import { notRerunnable } from './not-rerunnable.ts';

describeRule(notRerunnable, {
  ok: [
    'CREATE TABLE IF NOT EXISTS t (id int);',
    'CREATE TEMP TABLE t (id int);',
    'DROP TABLE IF EXISTS t; CREATE TABLE public.t (id int);',
    'DROP TABLE IF EXISTS t; CREATE TABLE t (id int); CREATE INDEX i ON t (id); CREATE POLICY p ON t USING (true); INSERT INTO t VALUES (1);',
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a);',
    'DROP INDEX IF EXISTS i; CREATE INDEX i ON t (a);',
    'CREATE SCHEMA IF NOT EXISTS s; CREATE SEQUENCE IF NOT EXISTS q; CREATE EXTENSION IF NOT EXISTS citext;',
    "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    "DROP FUNCTION IF EXISTS f(); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    'CREATE OR REPLACE VIEW v AS SELECT 1;',
    'CREATE OR REPLACE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();',
    'DROP TRIGGER IF EXISTS x ON public.t; CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();',
    'DROP POLICY IF EXISTS p ON t; CREATE POLICY p ON t USING (true);',
    'DROP TYPE IF EXISTS e; CREATE TYPE e AS ENUM (); DROP DOMAIN IF EXISTS d; CREATE DOMAIN d AS int;',
    "DO $$ BEGIN CREATE TYPE e AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
    'ALTER TABLE t ADD COLUMN IF NOT EXISTS a int, DROP COLUMN IF EXISTS b;',
    'ALTER TABLE t DROP CONSTRAINT IF EXISTS c, ADD CONSTRAINT c CHECK (a > 0);',
    'ALTER TABLE t DROP CONSTRAINT IF EXISTS c; ALTER TABLE public.t ADD CONSTRAINT c CHECK (a > 0);',
    'ALTER TABLE t ALTER COLUMN a SET NOT NULL, ENABLE ROW LEVEL SECURITY;',
    "ALTER TYPE e ADD VALUE IF NOT EXISTS 'b';",
    'INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING;',
    'INSERT INTO t SELECT 1 WHERE NOT EXISTS (SELECT FROM t);',
    "UPDATE t SET a = 1; DELETE FROM t; GRANT SELECT ON t TO anon; COMMENT ON TABLE t IS 'x';",
    'ALTER POLICY p ON t USING (true);',
  ],
  bad: [
    ['CREATE TABLE t (id int);', ['1:1']],
    ['CREATE TABLE t (id int); DROP TABLE IF EXISTS t;', ['1:1']],
    ['DROP TABLE IF EXISTS u; CREATE TABLE t (id int);', ['1:25']],
    ['CREATE TABLE t AS SELECT 1; CREATE MATERIALIZED VIEW m AS SELECT 1;', ['1:1', '1:29']],
    [
      'CREATE INDEX i ON t (a);\nCREATE INDEX IF NOT EXISTS j ON t (a);\nCREATE INDEX ON t (a);',
      ['1:1', '3:1'],
    ],
    ['CREATE SCHEMA s; CREATE SEQUENCE q; CREATE EXTENSION citext;', ['1:1', '1:18', '1:37']],
    ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';", ['1:1']],
    ['CREATE VIEW v AS SELECT 1;', ['1:1']],
    ['CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();', ['1:1']],
    ['CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();', ['1:1']],
    ['CREATE POLICY p ON t USING (true);', ['1:1']],
    // Of another table.
    ['DROP POLICY IF EXISTS p ON u; CREATE POLICY p ON t USING (true);', ['1:31']],
    ["CREATE TYPE e AS ENUM ('a'); CREATE DOMAIN d AS int; CREATE ROLE r;", ['1:1', '1:30', '1:54']],
    ['ALTER TABLE t ADD COLUMN a int;', ['1:1']],
    ['ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);', ['1:1']],
    ['ALTER TABLE t DROP COLUMN a; DROP TABLE u; ALTER TABLE t DROP CONSTRAINT c;', ['1:1', '1:30', '1:44']],
    ['ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t RENAME TO u;', ['1:1', '1:37']],
    ["ALTER TYPE e ADD VALUE 'b'; ALTER TYPE e RENAME VALUE 'a' TO 'c';", ['1:1', '1:29']],
    ['INSERT INTO t VALUES (1);', ['1:1']],
    ['INSERT INTO t SELECT a FROM u;', ['1:1']],
    // Each file for itself: what another drops is there again when this one runs twice.
    [['DROP TABLE IF EXISTS t;', 'CREATE TABLE t (id int);'], ['2.sql 1:1']],
  ],
});

test('what is said fits the statement', async () => {
  const text = `ALTER TYPE e RENAME VALUE 'a' TO 'b'; ALTER TYPE e ADD VALUE 'c';
    CREATE POLICY p ON storage.objects TO anon USING (true); CREATE POLICY p ON t TO anon USING (true);`;
  const file = { name: '1.sql', path: '1.sql', text, judged: true, generated: false };
  const found = await findHazards([file], { squawk: undefined });
  expect(
    found.filter(({ rule }) => rule === 'not-rerunnable').map(({ message, hint }) => [message, hint]),
  ).toEqual([
    ['RENAME VALUE fails when the file runs a second time.', 'Ask pg_enum first, in a DO block.'],
    ['ADD VALUE fails when the file runs a second time.', 'Write ADD VALUE IF NOT EXISTS.'],
    [
      'CREATE POLICY fails when the file runs a second time.',
      'Create it in a DO block, where pg_policies does not list it: DROP POLICY there locks the platform.',
    ],
    [
      'CREATE POLICY fails when the file runs a second time.',
      'Put DROP POLICY IF EXISTS before it, in the same file.',
    ],
  ]);
});
