import type { Sql } from 'postgres';

export interface Catalog {
  /** What `schema.ts` describes: columns, constraints, indexes, row security, policies. */
  readonly shape: readonly string[];
  /** What only the hand-written files make: triggers, functions, privileges. */
  readonly rest: readonly string[];
}

/** Schema public and the triggers on `auth.users` as sorted lines, without OIDs, owners and column order. */
export async function readCatalog(sql: Sql): Promise<Catalog> {
  const shape = await sql<{ line: string }[]>`
    with tables as (select * from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v'))
    select format('table %s rls=%s forced=%s', relname, relrowsecurity, relforcerowsecurity) as line from tables
    union all
    select format('column %s.%s %s notnull=%s identity=%s default=%s', relname, attname,
      format_type(atttypid, atttypmod), attnotnull, attidentity, pg_get_expr(adbin, adrelid))
    from tables join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
    union all
    select format('constraint %s.%s %s valid=%s', relname, conname, pg_get_constraintdef(c.oid), convalidated)
    from tables join pg_constraint c on conrelid = tables.oid
    union all
    select format('index %s valid=%s', indexdef, indisvalid)
    from pg_indexes join pg_index on indexrelid = format('%I.%I', schemaname, indexname)::regclass
    where schemaname = 'public'
    union all
    select format('policy %s.%s %s %s to %s using %s check %s', tablename, policyname, permissive, cmd, roles, qual, with_check)
    from pg_policies where schemaname = 'public'
    order by 1`;
  const rest = await sql<{ line: string }[]>`
    with tables as (select * from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')),
    functions as (select * from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f')
    select format('trigger %s %s enabled=%s', tgrelid::regclass, pg_get_triggerdef(oid), tgenabled) as line
    from pg_trigger where not tgisinternal and (tgrelid in (select oid from tables) or tgrelid = 'auth.users'::regclass)
    union all
    select format('function %s', pg_get_functiondef(oid)) from functions
    union all
    select format('grant on %s to %s %s', relname, grantee::regrole, privilege_type)
    from tables, aclexplode(coalesce(relacl, acldefault('r', relowner)))
    union all
    select format('grant on %s.%s to %s %s', relname, attname, grantee::regrole, privilege_type)
    from tables join pg_attribute on attrelid = tables.oid, aclexplode(attacl)
    union all
    select format('grant on %s to %s %s', functions.oid::regprocedure, grantee::regrole, privilege_type)
    from functions, aclexplode(coalesce(proacl, acldefault('f', proowner)))
    order by 1`;
  return { shape: shape.map(({ line }) => line), rest: rest.map(({ line }) => line) };
}
