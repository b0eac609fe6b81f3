import { expect, test } from 'vitest';
import { describeRule } from '../../../test/describe-rule.ts';
import { findHazards } from '../find-hazards.ts';
import { tableWithoutGrants } from './table-without-grants.ts';

const TABLE = 'CREATE TABLE t (id int);';
const API = 'anon, authenticated, service_role';

describeRule(tableWithoutGrants, {
  ok: [
    `${TABLE} REVOKE ALL ON TABLE public.t FROM PUBLIC, ${API};`,
    `${TABLE} REVOKE ALL ON t FROM anon, authenticated; GRANT ALL ON t TO service_role;`,
    [TABLE, `REVOKE ALL PRIVILEGES ON TABLE a, t FROM ${API};`],
    [TABLE, `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${API};`],
    [TABLE, `ALTER TABLE t RENAME TO u; REVOKE ALL ON u FROM ${API};`],
    [TABLE, 'DROP TABLE t;'],
    [`ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM ${API};`, TABLE],
    `CREATE TABLE private.t (id int);`,
  ],
  bad: [
    [TABLE, ['1:1']],
    // One role is left out.
    [`${TABLE} REVOKE ALL ON t FROM anon, authenticated;`, ['1:1']],
    // A part of the rights, or of the columns, says nothing of the rest.
    [`${TABLE} REVOKE SELECT ON t FROM ${API};`, ['1:1']],
    [`${TABLE} GRANT SELECT ON t TO ${API};`, ['1:1']],
    [`${TABLE} GRANT UPDATE (id) ON t TO ${API};`, ['1:1']],
    // Of another table, another kind, or before there was one.
    [`${TABLE} REVOKE ALL ON private.t FROM ${API};`, ['1:1']],
    [`${TABLE} REVOKE ALL ON SEQUENCE t FROM ${API};`, ['1:1']],
    [`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${API}; ${TABLE}`, ['1:83']],
    // Supabase's defaults are given in the schema, and taking them away elsewhere does not take them.
    [[`ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM ${API};`, TABLE], ['2.sql 1:1']],
    [
      [`ALTER DEFAULT PRIVILEGES FOR ROLE other IN SCHEMA public REVOKE ALL ON TABLES FROM ${API};`, TABLE],
      ['2.sql 1:1'],
    ],
    // Made anew, it has the rights of a new one.
    [[`${TABLE} REVOKE ALL ON t FROM ${API};`, `DROP TABLE t; ${TABLE}`], ['2.sql 1:15']],
  ],
});

test('the SQL grants what the policies are for', async () => {
  const text = `CREATE TABLE IF NOT EXISTS t (id int); ALTER TABLE t ENABLE ROW LEVEL SECURITY;
    CREATE POLICY a ON t FOR SELECT TO anon, authenticated USING (true);
    CREATE POLICY b ON t FOR DELETE TO authenticated USING (true);
    CREATE POLICY c ON t FOR INSERT TO other WITH CHECK (true);
    CREATE TABLE IF NOT EXISTS u (id int); CREATE POLICY d ON u TO public USING (true);`;
  const file = { name: '1.sql', path: '1.sql', text, judged: true, generated: true };
  const found = await findHazards([file], { squawk: undefined });
  expect(found.filter(({ rule }) => rule === 'table-without-grants').map(({ sql }) => sql)).toEqual([
    [
      'REVOKE ALL ON TABLE public.t FROM PUBLIC, anon, authenticated, service_role;',
      'GRANT SELECT ON TABLE public.t TO anon;',
      'GRANT SELECT, DELETE ON TABLE public.t TO authenticated;',
      'GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public.t TO service_role;',
    ],
    [
      'REVOKE ALL ON TABLE public.u FROM PUBLIC, anon, authenticated, service_role;',
      'GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public.u TO authenticated;',
      'GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public.u TO service_role;',
    ],
  ]);
});
