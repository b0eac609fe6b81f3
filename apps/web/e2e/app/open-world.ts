import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { type Stack, startStack } from '@groundwork/local-supabase';
import { createMigrator } from '@groundwork/migrator';
import postgres, { type Sql } from 'postgres';
import { chooseFreePort } from './choose-free-port.ts';
import { startApp } from './start-app.ts';

/** The app with all that stands below it, for one test file. */
export interface World {
  /** Where the app is, without a slash at the end. */
  readonly url: string;
  readonly stack: Stack;
  /** The database as its owner, to look behind the scenes. */
  readonly sql: Sql;
  /** What the app wrote into its log. */
  log(): string;
  close(): Promise<void>;
}

const migrations = fileURLToPath(new URL('../../../../packages/db/drizzle', import.meta.url));

/** A database of its own with the template's migrations, the Supabase API on it, and `next start` on that. */
export async function openWorld(options: { readonly confirmations?: boolean } = {}): Promise<World> {
  const database = await openTestDatabase();
  const { outcome, error } = await createMigrator({ directory: migrations, url: database.url }).up();
  if (outcome !== 'completed') throw error ?? new Error(`The migrations ended with ${outcome}.`);
  const port = await chooseFreePort();
  const url = `http://127.0.0.1:${port}`;
  const stack = await startStack({
    database,
    port: 0,
    siteUrl: url,
    confirmations: options.confirmations ?? false,
    directory: join(migrations, '../../../.local/e2e-supabase'),
  });
  const app = await startApp(port, {
    NEXT_PUBLIC_SUPABASE_URL: stack.apiUrl,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: stack.publishableKey,
    SUPABASE_SECRET_KEY: stack.secretKey,
    DATABASE_URL: database.url,
    SITE_URL: url,
  });
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  return {
    url,
    stack,
    sql,
    log: app.log,
    close: async () => {
      await Promise.all([app.stop(), sql.end()]);
      await stack.stop();
      await database.drop();
    },
  };
}
