import postgres from 'postgres';
import { LocalPostgresError } from './local-postgres-error.ts';
import { hasCode } from './read-text.ts';

/** One connection to the embedded server. */
export type Connection = postgres.Sql;

export interface ConnectionTarget {
  readonly port: number;
  readonly password: string;
}

/** Runs `task` on a connection of its own as supabase_admin, which is closed after it. */
export async function withAdmin<T>(
  target: ConnectionTarget,
  database: string,
  task: (sql: Connection) => Promise<T>,
): Promise<T> {
  const sql = connectAdmin(target, database);
  try {
    return await task(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** One connection as supabase_admin, opened by its first query. @param idleSeconds When to close it unused; else never. */
export function connectAdmin(target: ConnectionTarget, database: string, idleSeconds?: number): Connection {
  return postgres({
    host: '127.0.0.1',
    port: target.port,
    database,
    username: 'supabase_admin',
    password: target.password,
    max: 1,
    ssl: false,
    prepare: false,
    fetch_types: false,
    connect_timeout: 10,
    ...(idleSeconds === undefined ? {} : { idle_timeout: idleSeconds }),
    onnotice: () => undefined,
    connection: { application_name: 'local-postgres', client_min_messages: 'warning' },
  });
}

/** The same in `postgres`, or where somebody dropped that one in `template1`, which is always there. */
export async function withServerAdmin<T>(
  target: ConnectionTarget,
  task: (sql: Connection) => Promise<T>,
): Promise<T> {
  try {
    return await withAdmin(target, 'postgres', task);
  } catch (error) {
    if (!hasCode(error, '3D000')) throw error;
    return withAdmin(target, 'template1', task);
  }
}

/** A name as SQL takes it. @throws LocalPostgresError for one Postgres would cut off. */
export function quoteName(name: string): string {
  if (name === '' || name.includes('\0') || Buffer.byteLength(name) > 63) {
    throw new LocalPostgresError(
      'local_postgres_baseline_failed',
      `${JSON.stringify(name)} cannot be the name of a database: 1 to 63 bytes, none of them zero.`,
      'Choose another name.',
    );
  }
  return `"${name.replaceAll('"', '""')}"`;
}
