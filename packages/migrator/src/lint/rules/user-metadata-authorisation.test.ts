import { describeRule } from '../../../test/describe-rule.ts';
import { userMetadataAuthorisation } from './user-metadata-authorisation.ts';

const policy = (using: string) => `CREATE POLICY p ON t TO authenticated USING (${using});`;
const sql = (body: string) => `CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ ${body} $$;`;

describeRule(userMetadataAuthorisation, {
  ok: [
    policy("((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin'"),
    sql("SELECT new.raw_user_meta_data ->> 'full_name'"),
    sql("SELECT raw_app_meta_data ->> 'role' FROM auth.users"),
    sql("SELECT 1 -- never take raw_user_meta_data ->> 'role'"),
    sql("/* raw_user_meta_data ->> 'role' */ SELECT 1"),
    sql("INSERT INTO p (name, role) VALUES (raw_user_meta_data ->> 'name', 'member')"),
    [policy("(auth.jwt() -> 'user_metadata' ->> 'role') = 'a'"), 'DROP POLICY p ON t;'],
    [sql("SELECT raw_user_meta_data ->> 'role'"), sql('SELECT 1').replace('CREATE', 'CREATE OR REPLACE')],
  ],
  bad: [
    [policy("((select auth.jwt()) -> 'user_metadata' ->> 'role') = 'admin'"), ['1:1']],
    [policy("((select auth.jwt()) #>> '{user_metadata,role}') = 'admin'"), ['1:1']],
    [policy('EXISTS (SELECT 1 FROM auth.users u WHERE u.raw_user_meta_data @> \'{"vip": true}\')'), ['1:1']],
    ["CREATE POLICY p ON t FOR INSERT TO anon WITH CHECK ((auth.jwt() -> 'user_metadata') ? 'ok');", ['1:1']],
    [sql("SELECT new.raw_user_meta_data ->> 'role'"), ['1:1']],
    [sql("SELECT auth.jwt() -> 'user_metadata' ->> 'is_admin'"), ['1:1']],
    [sql("SELECT (auth.jwt() -> 'user_metadata')->>'tenant_id'"), ['1:1']],
    [sql("SELECT raw_user_meta_data['role']"), ['1:1']],
    [
      [policy('true'), "ALTER POLICY p ON t USING ((auth.jwt() -> 'user_metadata' ->> 'x') = 'y');"],
      ['2.sql 1:1'],
    ],
  ],
});
