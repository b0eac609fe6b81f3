import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MigratedDatabase, openMigratedDatabase } from './open-migrated-database.ts';

/**
 * What Supabase's advisors look for, as far as one query each can say it. They hold for tables to come, too; each
 * answers with the names of the offenders.
 */
const rules: [rule: string, query: string][] = [
  [
    'every table has row security',
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not relrowsecurity`,
  ],
  [
    'every policy names its roles',
    `select policyname as name from pg_policies where schemaname = 'public' and 'public' = any (roles)`,
  ],
  [
    'one permissive policy for each role and action',
    `select format('%s %s %s', tablename, role, action) as name
     from pg_policies, unnest(roles) role,
       unnest(case cmd when 'ALL' then array['SELECT', 'INSERT', 'UPDATE', 'DELETE'] else array[cmd] end) action
     where schemaname = 'public' and permissive = 'PERMISSIVE'
     group by tablename, role, action having count(*) > 1`,
  ],
  [
    'auth.uid() is asked once a statement, not once a row',
    `select policyname as name from pg_policies, lateral (select concat(qual, ' ', with_check) as text) expression
     where schemaname = 'public'
       and regexp_count(text, 'auth\\.\\w+\\(\\)') <> regexp_count(text, 'SELECT auth\\.\\w+\\(\\)')`,
  ],
  [
    'a policy that writes checks what it writes',
    `select policyname as name from pg_policies
     where schemaname = 'public' and cmd in ('INSERT', 'UPDATE', 'ALL') and with_check is null`,
  ],
  [
    'every foreign key has an index that starts with its columns',
    `select conname as name from pg_constraint c
     where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
       select from pg_index where indrelid = conrelid
         and (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey)`,
  ],
  [
    'every function pins its search_path',
    `select proname as name from pg_proc where pronamespace = 'public'::regnamespace
       and not coalesce(proconfig::text[] @> array['search_path=""'], false)`,
  ],
  [
    'no definer function can be called by an API role',
    `select format('%s by %s', proname, role) as name
     from pg_proc, unnest(array['anon', 'authenticated', 'service_role']) role
     where pronamespace = 'public'::regnamespace and prosecdef and has_function_privilege(role, pg_proc.oid, 'EXECUTE')`,
  ],
  [
    'nothing is granted to PUBLIC, nor TRUNCATE, REFERENCES or TRIGGER to an API role',
    `select format('%s %s', relname, privilege_type) as name
     from pg_class, aclexplode(relacl)
     where relnamespace = 'public'::regnamespace and (grantee = 0
       or grantee = any (array['anon', 'authenticated', 'service_role']::regrole[])
         and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))`,
  ],
];

/** Breaks every rule above, so that a query that finds nothing is known to look. */
const OFFENDER = `
  create table offender (owner uuid references auth.users (id), id int primary key);
  create policy offender_a on offender to public using (owner = auth.uid());
  create policy offender_b on offender to public using (true);
  create function offender() returns int language sql security definer as 'select 1';
  grant truncate on offender to anon;
  grant select on offender to public;`;

let database: MigratedDatabase;
beforeAll(async () => {
  database = await openMigratedDatabase();
});
afterAll(() => database.close());

it.each(rules)('%s', async (_, query) => {
  expect(await database.sql.unsafe(query)).toEqual([]);
  const undo = new Error('seen enough');
  const offence = database.sql.begin(async (tx) => {
    await tx.unsafe(OFFENDER);
    expect(JSON.stringify(await tx.unsafe(query))).toContain('offender');
    throw undo;
  });
  await expect(offence).rejects.toBe(undo);
});
