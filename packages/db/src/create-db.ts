import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { readConnectionUrl } from './read-connection-url.ts';
import * as schema from './schema.ts';

/** A pool with this schema's tables. `close` lets running queries end, then closes every connection. */
export type Db = PostgresJsDatabase<typeof schema> & { close(): Promise<void> };

/** What `db.transaction` and `asUser` hand to their callback. */
export type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0];

export interface DbOptions {
  /** Most connections held at once; 10 by default. One is enough where each request has a process of its own. */
  readonly max?: number;
}

/**
 * Opens a pool on `url`; the first query connects. It acts as the URL's role, past the policies if that role
 * bypasses them: queries on a user's behalf go through `asUser`.
 *
 * Fit for direct connections, session poolers and transaction poolers.
 */
export function createDb(url: string, options: DbOptions = {}): Db {
  const client = postgres(readConnectionUrl(url), {
    max: options.max ?? 10,
    // A transaction pooler gives each transaction another backend, where a named statement is unknown.
    prepare: false,
    connect_timeout: 10,
    // Without a handler postgres.js prints notices on the console.
    onnotice: () => {},
    connection: { application_name: 'groundwork' },
  });
  return Object.assign(drizzle(client, { schema }), { close: () => client.end() });
}
