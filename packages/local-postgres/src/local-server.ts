import { type ConnectionTarget, withAdmin, withServerAdmin } from './connect.ts';
import { createDatabase, dropDatabase } from './create-database.ts';

/** A role one can log in as. */
export type LoginRole = 'postgres' | 'supabase_admin' | 'supabase_auth_admin' | 'authenticator';

/** A running embedded Postgres, held by this process until it is released. */
export interface LocalServer {
  /** The folder that holds its files. */
  readonly directory: string;
  readonly port: number;
  /** Whether this call started it. */
  readonly started: boolean;
  /** URL of a database as one of the cluster's login roles; by default `postgres` as `postgres`. Contains the password. */
  url(options?: { database?: string; role?: LoginRole }): string;
  /** A database from the Supabase-shaped template, owned by postgres. @throws PostgresError 42P04 when it exists. */
  createDatabase(name: string): Promise<void>;
  /** Ends its connections and drops it; that there is none is fine. */
  dropDatabase(name: string): Promise<void>;
  /** Gives the server back; the last holder stops it unless it is kept. Doing so twice is fine. */
  release(): Promise<void>;
}

/** The face of a server that answers at `target`. */
export function describeServer(
  directory: string,
  target: ConnectionTarget,
  started: boolean,
  release: () => Promise<void>,
): LocalServer {
  let released: Promise<void> | undefined;
  return {
    directory,
    port: target.port,
    started,
    url: ({ database = 'postgres', role = 'postgres' } = {}) =>
      `postgresql://${role}:${target.password}@127.0.0.1:${target.port}/${encodeURIComponent(database)}`,
    createDatabase: (name) => withServerAdmin(target, (sql) => createDatabase(sql, name)),
    // A database cannot be dropped from within, and the others are dropped from `postgres`.
    dropDatabase: (name) =>
      name === 'postgres'
        ? withAdmin(target, 'template1', (sql) => dropDatabase(sql, name))
        : withServerAdmin(target, (sql) => dropDatabase(sql, name)),
    release: () => {
      released ??= release();
      return released;
    },
  };
}
