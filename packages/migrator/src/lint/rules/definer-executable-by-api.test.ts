import { describeRule } from '../../../test/describe-rule.ts';
import { definerExecutableByApi } from './definer-executable-by-api.ts';

const definer =
  "CREATE OR REPLACE FUNCTION f(a integer, OUT b text) LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';";
const API = 'PUBLIC, anon, authenticated';

describeRule(definerExecutableByApi, {
  ok: [
    `${definer} REVOKE EXECUTE ON FUNCTION f(int) FROM ${API};`,
    `${definer} REVOKE ALL ON FUNCTION public.f FROM ${API}, service_role;`,
    // Said by name, it is meant.
    `${definer} REVOKE EXECUTE ON FUNCTION f FROM PUBLIC, anon; GRANT EXECUTE ON FUNCTION f TO authenticated;`,
    [definer, `REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM ${API};`],
    [definer, `REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA public FROM ${API};`],
    [definer, 'DROP FUNCTION f(int);'],
    [definer, 'ALTER FUNCTION f SECURITY INVOKER;'],
    [definer, 'ALTER FUNCTION f SET SCHEMA private;'],
    [
      'ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public REVOKE EXECUTE ON FUNCTIONS FROM anon, authenticated;',
      definer,
    ],
    // Replacing it keeps its rights.
    [`${definer} REVOKE EXECUTE ON FUNCTION f FROM ${API};`, definer],
    "CREATE FUNCTION private.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
  ],
  bad: [
    [definer, ['1:1']],
    [`${definer} REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;`, ['1:1']],
    [`${definer} REVOKE EXECUTE ON FUNCTION f FROM anon, authenticated;`, ['1:1']],
    [`${definer} REVOKE EXECUTE ON FUNCTION f(text) FROM ${API};`, ['1:1']],
    [`CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN END';`, ['1:1']],
    // PUBLIC has its right from Postgres, which a schema's defaults cannot take.
    [
      [`ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE EXECUTE ON FUNCTIONS FROM ${API};`, definer],
      ['2.sql 1:1'],
    ],
    // Dropped and made anew, everybody may again.
    [[`${definer} REVOKE EXECUTE ON FUNCTION f FROM ${API};`, `DROP FUNCTION f; ${definer}`], ['2.sql 1:18']],
  ],
});
