import type { Session } from '../model/ports.ts';

/** What a role may do on a server that is not ours, and what is there. */
export interface Server {
  readonly user: string;
  readonly superuser: boolean;
  readonly createsDatabases: boolean;
  /** The server's clock, in whole seconds since 1970. */
  readonly now: number;
  /** Whether databases can be made from the embedded server's template. */
  readonly hasTemplate: boolean;
  /** Whether there is a role `postgres` that is no superuser, as on hosted Supabase. */
  readonly hasHostedRole: boolean;
  /** Whether the database has more of Supabase than the baseline brings: a stack of the CLI has. */
  readonly isStack: boolean;
  readonly roles: ReadonlySet<string>;
}

export async function readServer(session: Session): Promise<Server> {
  const [rows = [], names = []] = await session.run(`SELECT current_user::text AS "user",
  r.rolsuper AS superuser, r.rolcreatedb AS createdb,
  pg_catalog.floor(pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()))::int AS now,
  EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = 'supabase_template' AND datistemplate) AS template,
  EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'postgres' AND NOT rolsuper) AS hosted_role,
  (SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname IN ('auth', 'storage'))::int = 2 AS stack
FROM pg_catalog.pg_roles r WHERE r.rolname = current_user;
SELECT rolname::text AS name FROM pg_catalog.pg_roles;`);
  const row = rows[0] ?? {};
  return {
    user: String(row.user),
    superuser: row.superuser === true,
    createsDatabases: row.superuser === true || row.createdb === true,
    now: Number(row.now),
    hasTemplate: row.template === true,
    hasHostedRole: row.hosted_role === true,
    isStack: row.stack === true,
    roles: new Set(names.map(({ name }) => String(name))),
  };
}

/** Whether a database has Supabase's auth. */
export async function hasAuth(session: Session): Promise<boolean> {
  const [rows] = await session.run(
    "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'auth') AS auth",
  );
  return rows?.[0]?.auth === true;
}
