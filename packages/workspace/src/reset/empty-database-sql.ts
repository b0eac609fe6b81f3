/**
 * What Supabase and Postgres bring, and a reset leaves alone. The schema of the CLI's own history goes: its rows are
 * about objects that are gone.
 */
const kept = [
  'auth',
  'storage',
  'realtime',
  '_realtime',
  '_analytics',
  '_supavisor',
  'extensions',
  'graphql',
  'graphql_public',
  'vault',
  'pgbouncer',
  'pgsodium',
  'pgsodium_masks',
  'supabase_functions',
  'net',
  'cron',
  'pgmq',
  'information_schema',
  'public',
];

const list = kept.map((name) => `'${name}'`).join(', ');
const ofExtension = (oid: string, catalog: string) =>
  `EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.${catalog}'::regclass AND objid = ${oid} AND deptype = 'e')`;

/**
 * Empties a database that cannot be dropped, such as that of the Supabase CLI's stack: other schemas go, of public all
 * that is in it, of auth the users and with them what hangs on them. Triggers on auth.users go with their functions,
 * because they belong to somebody else. The schema public stays, with its grants and default privileges.
 */
export const emptyDatabaseSql = `
DO $reset$
DECLARE
  command text;
  commands text[];
BEGIN
  -- All of them before the first runs: a name is only found while its object is there.
  SELECT array_agg(text ORDER BY rank) INTO commands FROM (
    SELECT 1 AS rank, format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) AS text FROM pg_catalog.pg_namespace
      WHERE nspname NOT IN (${list}) AND nspname !~ '^pg_' AND pg_catalog.pg_has_role(nspowner, 'USAGE')
    UNION ALL
    SELECT 2, format('DROP %s IF EXISTS public.%I CASCADE',
        CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
          WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END, relname)
      FROM pg_catalog.pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
        AND NOT ${ofExtension('pg_class.oid', 'pg_class')}
    UNION ALL
    SELECT 3, format('DROP %s IF EXISTS public.%I CASCADE', CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, typname)
      FROM pg_catalog.pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd', 'r')
        AND NOT ${ofExtension('pg_type.oid', 'pg_type')}
    UNION ALL
    -- After the types: those of ranges bring functions that go with them alone.
    SELECT 4, format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure) FROM pg_catalog.pg_proc
      WHERE pronamespace = 'public'::regnamespace AND NOT ${ofExtension('pg_proc.oid', 'pg_proc')}
  ) AS found;
  FOREACH command IN ARRAY coalesce(commands, '{}') LOOP
    EXECUTE command;
  END LOOP;
END
$reset$;
DELETE FROM auth.users;
`;
