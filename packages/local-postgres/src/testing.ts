import { defaultPrivilegesSql } from './baseline/default-privileges-sql.ts';
import { withAdmin } from './connect.ts';
import { createDatabase, dropDatabase } from './create-database.ts';
import type { LocalServer, LoginRole } from './local-server.ts';
import { adminConnection } from './testing/admin-connection.ts';
import { holdTestServer } from './testing/hold-test-server.ts';
import { nameTestDatabase } from './testing/test-database-name.ts';

export { freeMemory, memoryFolder, testFolder } from './testing/test-folder.ts';

export interface TestDatabaseOptions {
  /** Whether what postgres creates in public is open to the API roles (default `permissive`) or closed (`strict`). */
  readonly defaultPrivileges?: 'permissive' | 'strict';
}

/** A database of one test. */
export interface TestDatabase {
  readonly name: string;
  /** As postgres: what a migration runs as. */
  readonly url: string;
  /** As supabase_admin, a superuser: what a test looks behind the scenes with. */
  readonly adminUrl: string;
  urlAs(role: LoginRole): string;
  readonly server: LocalServer;
  /** Ends its connections and drops it. Doing so twice is fine. */
  drop(): Promise<void>;
}

/**
 * A fresh database from the Supabase-shaped template, on a cluster of its own. Name
 * `@groundwork/local-postgres/testing/setup` as a globalSetup of vitest: without it the server is started and stopped
 * around each test.
 */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { server, target, release } = await holdTestServer();
  const name = nameTestDatabase();
  const sql = adminConnection(target);
  try {
    await createDatabase(sql, name);
    if (options.defaultPrivileges === 'strict') {
      await withAdmin(target, name, (sql) => sql.unsafe(defaultPrivilegesSql('strict')));
    }
  } catch (error) {
    await dropDatabase(sql, name).catch(() => undefined);
    await release();
    throw error;
  }
  let dropped: Promise<void> | undefined;
  return {
    name,
    url: server.url({ database: name }),
    adminUrl: server.url({ database: name, role: 'supabase_admin' }),
    urlAs: (role) => server.url({ database: name, role }),
    server,
    drop: () => {
      dropped ??= dropDatabase(sql, name).finally(release);
      return dropped;
    },
  };
}
