import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { createMigrator } from '@groundwork/migrator';
import postgres, { type Sql } from 'postgres';
import { applyMigrations, MIGRATIONS } from './apply-migrations.ts';

export interface MigratedDatabase {
  /** As `postgres`: owns what the migrations made, is no superuser. */
  readonly sql: Sql;
  /** As `supabase_auth_admin`, the role a sign-up runs as. */
  readonly auth: Sql;
  /** As the superuser, for what no migration may do. */
  readonly admin: Sql;
  /** URL of `sql`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Whether new tables are open to the API roles before any GRANT. */
  readonly defaultPrivileges?: 'permissive' | 'strict';
  /** Files to apply, over a plain connection and unrecorded. By default all, by the migrator. */
  readonly migrations?: readonly string[];
}

/** A database of its own, shaped like hosted Supabase, with this package's migrations applied. */
export async function openMigratedDatabase(options: DatabaseOptions = {}): Promise<MigratedDatabase> {
  const database = await openTestDatabase({ defaultPrivileges: options.defaultPrivileges ?? 'permissive' });
  const connect = (url: string) => postgres(url, { max: 2, onnotice: () => {} });
  const sql = connect(database.url);
  const auth = connect(database.urlAs('supabase_auth_admin'));
  const admin = connect(database.adminUrl);
  if (options.migrations === undefined) await migrate(database.url);
  else await applyMigrations(sql, options.migrations);
  return {
    sql,
    auth,
    admin,
    url: database.url,
    async close() {
      await Promise.all([sql.end(), auth.end(), admin.end()]);
      await database.drop();
    },
  };
}

async function migrate(url: string): Promise<void> {
  const { outcome, error, findings } = await createMigrator({ directory: MIGRATIONS, url }).up();
  if (outcome === 'completed') return;
  throw error ?? new Error(findings.map(({ message }) => message).join('\n'));
}
