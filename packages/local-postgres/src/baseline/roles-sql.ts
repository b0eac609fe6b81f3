/**
 * The cluster-wide part: the roles of a hosted Supabase project, with their attributes, limits and memberships
 * (supabase/postgres, migrations/db). Can run again; a bootstrap superuser named postgres (a plain installation)
 * stays what it is, since Postgres allows nothing else.
 */
export const rolesSql = `
${role('supabase_admin', 'LOGIN SUPERUSER CREATEDB CREATEROLE REPLICATION BYPASSRLS')}
ALTER ROLE supabase_admin SET search_path TO "$user", public, auth, extensions;
${role('postgres', 'LOGIN NOSUPERUSER CREATEDB CREATEROLE REPLICATION BYPASSRLS')}
ALTER ROLE postgres SET search_path TO "$user", public, extensions;
${role('anon', 'NOLOGIN INHERIT')}
ALTER ROLE anon SET statement_timeout = '3s';
${role('authenticated', 'NOLOGIN INHERIT')}
ALTER ROLE authenticated SET statement_timeout = '8s';
${role('service_role', 'NOLOGIN INHERIT BYPASSRLS')}
${role('authenticator', 'LOGIN NOINHERIT')}
ALTER ROLE authenticator SET statement_timeout = '8s';
ALTER ROLE authenticator SET lock_timeout = '8s';
${role('supabase_auth_admin', 'LOGIN NOINHERIT NOCREATEROLE')}
ALTER ROLE supabase_auth_admin SET search_path = auth;
GRANT anon, authenticated, service_role TO authenticator;
GRANT anon, authenticated, service_role TO postgres WITH ADMIN OPTION;
GRANT authenticator, pg_monitor, pg_read_all_data, pg_signal_backend TO postgres;
-- Not on hosted, where the API has a connection of its own: the local stack's one connection becomes the caller's role.
DO $baseline$ BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT anon, authenticated, service_role TO supabase_auth_admin WITH INHERIT FALSE, SET TRUE';
  ELSE
    GRANT anon, authenticated, service_role TO supabase_auth_admin;
  END IF;
END $baseline$;
`;

/** The roles one can log in as; on the embedded server they share one generated password. */
export const loginRoles = ['postgres', 'supabase_admin', 'supabase_auth_admin', 'authenticator'] as const;

function role(name: string, attributes: string): string {
  return `DO $baseline$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '${name}') THEN
    CREATE ROLE ${name};
  END IF;
  IF (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = '${name}') <> 10 THEN
    ALTER ROLE ${name} ${attributes};
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $baseline$;`;
}
