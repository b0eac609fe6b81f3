import { describeRule } from '../../../test/describe-rule.ts';
import { definerWithoutSearchPath } from './definer-without-search-path.ts';

const body = "AS 'SELECT 1'";
const definer = `CREATE OR REPLACE FUNCTION f(a integer, b text[]) RETURNS int LANGUAGE sql SECURITY DEFINER ${body};`;

describeRule(definerWithoutSearchPath, {
  ok: [
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' ${body};`,
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path TO public SECURITY DEFINER ${body};`,
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql ${body};`,
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY INVOKER ${body};`,
    [definer, "ALTER FUNCTION f(int, text[]) SET search_path = '';"],
    [definer, "ALTER ROUTINE public.f SET search_path = '';"],
    [definer, 'ALTER FUNCTION f SECURITY INVOKER;'],
    [definer, `CREATE OR REPLACE FUNCTION f(x int4, y text[]) RETURNS int LANGUAGE sql ${body};`],
    [definer, 'DROP FUNCTION f(int, text[]);'],
    [definer, 'DROP FUNCTION IF EXISTS f;'],
  ],
  bad: [
    [definer, ['1:1']],
    ["CREATE PROCEDURE private.p() LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';", ['1:1']],
    [
      `CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET lock_timeout = '1s' ${body};`,
      ['1:1'],
    ],
    // Of the two of one name the other is mended.
    [
      [
        definer,
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION f() SET search_path = '';",
      ],
      ['1.sql 1:1'],
    ],
    [[definer, 'ALTER FUNCTION f(int, text[]) RESET search_path;'], ['2.sql 1:1']],
    [[definer.replace(' AS', " SET search_path = '' AS"), 'ALTER FUNCTION f RESET ALL;'], ['2.sql 1:1']],
    // Replacing it forgets what it had set.
    [[definer.replace(' AS', " SET search_path = '' AS"), definer], ['2.sql 1:1']],
    [
      [`CREATE FUNCTION f() RETURNS int LANGUAGE sql ${body};`, 'ALTER FUNCTION f() SECURITY DEFINER;'],
      ['2.sql 1:1'],
    ],
  ],
});
