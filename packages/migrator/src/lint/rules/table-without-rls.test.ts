import { describeRule } from '../../../test/describe-rule.ts';
import { tableWithoutRls } from './table-without-rls.ts';

const TABLE = 'CREATE TABLE public.t (id int);';

describeRule(tableWithoutRls, {
  ok: [
    `${TABLE} ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;`,
    [TABLE, 'ALTER TABLE t ENABLE ROW LEVEL SECURITY;'],
    [TABLE, 'ALTER TABLE t RENAME TO u; ALTER TABLE u ENABLE ROW LEVEL SECURITY;'],
    [TABLE, 'DROP TABLE IF EXISTS public.t;'],
    [TABLE, 'ALTER TABLE t SET SCHEMA private;'],
    ['CREATE SCHEMA a; CREATE TABLE a.t (id int);', 'DROP SCHEMA a CASCADE;'],
    'CREATE TEMP TABLE t (id int);',
    'CREATE TABLE private.t (id int);',
    'SET search_path = private; CREATE TABLE t (id int);',
    'CREATE MATERIALIZED VIEW m AS SELECT 1;',
    'ALTER TABLE auth.users ADD COLUMN a int;',
  ],
  bad: [
    [TABLE, ['1:1']],
    ['SELECT 1;\n\nCREATE TABLE IF NOT EXISTS t (id int);', ['3:1']],
    ['CREATE TABLE "My Table" (id int);', ['1:1']],
    ['CREATE TABLE t AS SELECT 1;', ['1:1']],
    [`${TABLE} ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t DISABLE ROW LEVEL SECURITY;`, ['1:1']],
    // A partition can be read past its parent.
    [
      'CREATE TABLE t (id int) PARTITION BY LIST (id); ALTER TABLE t ENABLE ROW LEVEL SECURITY;\nCREATE TABLE p PARTITION OF t FOR VALUES IN (1);',
      ['2:1'],
    ],
    // Dropped and made again: the second is judged, where it is made.
    [[`${TABLE} ALTER TABLE t ENABLE ROW LEVEL SECURITY;`, `DROP TABLE t;\n${TABLE}`], ['2.sql 2:1']],
    // The setting of one file is not that of the next.
    [['SET search_path = private;', 'CREATE TABLE t (id int);'], ['2.sql 1:1']],
    // It is there already: IF NOT EXISTS makes none.
    [[TABLE, 'CREATE TABLE IF NOT EXISTS t (id int);'], ['1.sql 1:1']],
  ],
});
