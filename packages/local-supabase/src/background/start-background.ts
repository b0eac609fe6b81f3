import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { handOver } from '../keys/hand-over.ts';
import { LocalSupabaseError } from '../local-supabase-error.ts';
import { type BackgroundStack, logFile, readBackground } from './state.ts';

const readyWithinMs = 120_000;

/**
 * Starts a stack that outlives this process, and waits until it answers. Its output goes into a log. When none runs,
 * and under a lock only.
 *
 * @param command What runs in the background: a program and its arguments.
 * @throws LocalSupabaseError local_supabase_start_failed with what it said last.
 */
export async function startBackground(
  directory: string,
  [program = '', ...args]: readonly string[],
): Promise<BackgroundStack> {
  mkdirSync(directory, { recursive: true });
  const log = openSync(logFile(directory), 'w', 0o600);
  handOver(directory, logFile(directory));
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log], windowsHide: true });
  closeSync(log);
  let end: string | undefined;
  child.once('error', (error) => {
    end = error.message;
  });
  child.once('exit', (code, signal) => {
    end = `it ended with ${signal ?? `exit code ${code}`}`;
  });
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await sleep(25)) {
    const running = await readBackground(directory);
    if (running !== undefined) {
      child.unref();
      return running;
    }
    if (end !== undefined) break;
  }
  if (end === undefined) child.kill('SIGKILL');
  const last = readFileSync(logFile(directory), 'utf8').trim().split('\n').slice(-10).join('\n');
  // It said so as a command does, and is told by one.
  const said = last.replace(/^❌ /, '').replace(/ \[\w+\]$/m, '');
  throw new LocalSupabaseError(
    'local_supabase_start_failed',
    said ||
      `The local Supabase API did not start: ${end ?? `it did not answer within ${readyWithinMs / 1000} s`}.`,
    `Its log is ${logFile(directory)}.`,
  );
}
