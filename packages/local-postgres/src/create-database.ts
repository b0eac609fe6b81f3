import { type Connection, quoteName } from './connect.ts';

/**
 * A database from the template, owned by postgres. The grants on a database are not copied with it. One that fails
 * between the two statements is dropped again.
 *
 * @throws PostgresError 42P04 when there is one of that name.
 */
export async function createDatabase(sql: Connection, name: string): Promise<void> {
  const quoted = quoteName(name);
  await sql.unsafe(`CREATE DATABASE ${quoted} TEMPLATE supabase_template STRATEGY FILE_COPY OWNER postgres`);
  await sql.unsafe(`GRANT CREATE ON DATABASE ${quoted} TO supabase_auth_admin`);
}

/** Ends its connections and drops it; that there is none is fine. */
export async function dropDatabase(sql: Connection, name: string): Promise<void> {
  await sql.unsafe(`DROP DATABASE IF EXISTS ${quoteName(name)} WITH (FORCE)`);
}
