import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { recreateDatabase } from '../background/recreate-database.ts';
import type { Io } from './io.ts';

/**
 * Makes the embedded database anew and migrates it.
 *
 * @returns the migrator's exit code.
 */
export async function resetStack(io: Io, yes: boolean): Promise<number> {
  if (!yes && !(await confirmed())) {
    io.err('Nothing was done: type yes at the prompt, or pass --yes.');
    return 2;
  }
  const server = await recreateDatabase(io.root);
  try {
    io.out(`✅ Made anew: 127.0.0.1:${server.port}/postgres`);
    return await migrate(io.root, server.url());
  } finally {
    await server.release();
  }
}

async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(
    'Every row of the embedded database, users included, will be lost. Type yes: ',
  );
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}

/** By the command people type: this package knows no migrator. This very database, whatever a file names. */
function migrate(root: string, url: string): Promise<number> {
  const env = { ...process.env, DATABASE_URL: url, DIRECT_URL: '' };
  const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'migrate'], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 3));
  });
}
