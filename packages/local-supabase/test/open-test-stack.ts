import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '@groundwork/local-postgres/testing';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { type Stack, type StackEvent, type StackOptions, startStack } from '../src/index.ts';

/** A stack of one test, over a database of its own. */
export interface TestStack extends Stack {
  readonly database: TestDatabase;
  readonly events: StackEvent[];
  /** As a migration runs: whole files, as postgres. */
  execute(text: string): Promise<void>;
  /** A client with the publishable key, or the key given. */
  client(key?: string): SupabaseClient;
  close(): Promise<void>;
}

const template = join(import.meta.dirname, '..', '..', 'db', 'drizzle');

/** Migrated with the template's files unless `files` is empty. */
export async function openTestStack(
  options: StackOptions & { files?: readonly string[]; defaultPrivileges?: 'permissive' | 'strict' } = {},
): Promise<TestStack> {
  const {
    files = readdirSync(template).filter((name) => name.endsWith('.sql')),
    defaultPrivileges,
    ...rest
  } = options;
  const directory = mkdtempSync(join(tmpdir(), 'stack-'));
  const database = await openTestDatabase(defaultPrivileges === undefined ? {} : { defaultPrivileges });
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  for (const name of files) await sql.unsafe(readFileSync(join(template, name), 'utf8'));
  const events: StackEvent[] = [];
  const stack = await startStack({
    database,
    port: 0,
    directory: join(directory, 'keys'),
    onEvent: (event) => events.push(event),
    ...rest,
  });
  return {
    ...stack,
    database,
    events,
    execute: async (text) => {
      await sql.unsafe(text);
    },
    client: (key = stack.publishableKey) =>
      createClient(stack.apiUrl, key, { auth: { persistSession: false, autoRefreshToken: false } }),
    close: async () => {
      await stack.stop();
      await sql.end();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A signed-up user with a client of his own. */
export async function signUp(
  stack: TestStack,
  email: string,
  data: Record<string, unknown> = {},
): Promise<{ id: string; client: SupabaseClient; token: string }> {
  const client = stack.client();
  const { data: result, error } = await client.auth.signUp({
    email,
    password: 'correct horse',
    options: { data },
  });
  if (error || !result.user || !result.session) throw new Error(`sign-up of ${email}: ${error?.message}`);
  return { id: result.user.id, client, token: result.session.access_token };
}
