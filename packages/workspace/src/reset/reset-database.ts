import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { recreateDatabase } from '@groundwork/local-supabase';
import { openNamedTarget, readTarget } from '@groundwork/migrator/target';
import postgres from 'postgres';
import type { Io } from '../cli/io.ts';
import { WorkspaceError } from '../cli/workspace-error.ts';
import { runForeground } from '../process/run-foreground.ts';
import { emptyDatabaseSql } from './empty-database-sql.ts';

/**
 * Makes a database of this machine as empty as a new one, and migrates it.
 *
 * @returns the migrator's exit code.
 * @throws WorkspaceError reset_refused for a database elsewhere, whatever was typed.
 */
export async function resetDatabase(io: Io, yes: boolean): Promise<number> {
  const target = readTarget(io.env, io.cwd);
  if (target?.kind === 'remote') {
    throw new WorkspaceError(
      'reset_refused',
      `${target.label} (${target.origin}) is not on this machine: it is not reset.`,
      'Only the embedded database and those on 127.0.0.1 are.',
    );
  }
  const label = target?.label ?? 'the embedded database';
  if (!yes && !(await confirmed(label))) {
    throw new WorkspaceError(
      'reset_refused',
      'Nothing was done.',
      'Type yes at the prompt, or `npm run db:reset -- --yes`.',
    );
  }
  const { url, release } = target === undefined ? await recreate(io) : await empty(io);
  io.out(`✅ Emptied ${label}.`);
  try {
    const command = [process.execPath, join(io.root, 'scripts/run.mjs'), 'migrate'];
    return await runForeground(command, io.root, { ...process.env, DATABASE_URL: url, DIRECT_URL: '' });
  } finally {
    await release();
  }
}

interface Emptied {
  readonly url: string;
  release(): Promise<void>;
}

async function recreate(io: Io): Promise<Emptied> {
  const server = await recreateDatabase(io.root);
  return { url: server.url(), release: () => server.release() };
}

async function empty(io: Io): Promise<Emptied> {
  const { url, target, release } = await openNamedTarget(io.env, io.cwd);
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    await sql.begin((transaction) => transaction.unsafe(emptyDatabaseSql));
    return { url, release };
  } catch (error) {
    await release();
    throw new WorkspaceError(
      'reset_failed',
      `${target.label} could not be emptied, and is as it was: ${error instanceof Error ? error.message : error}`,
      'For the stack of the Supabase CLI: `npm run supabase -- db reset`, then `npm run migrate`.',
      error,
    );
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function confirmed(label: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(
    `Every table of ${label}, its rows and its users will be lost. Type yes: `,
  );
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}
