import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '@groundwork/local-postgres';
import { handOver } from '../keys/hand-over.ts';

/** A stack that runs in the background, as it wrote itself down once it answered. */
export interface BackgroundStack {
  readonly pid: number;
  /** Start time of the process: a pid alone is handed out again. */
  readonly start: string;
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly confirmations: boolean;
}

/** The stack that runs in the background of `directory`. Undefined when there is none; a file left behind is none. */
export async function readBackground(directory: string): Promise<BackgroundStack | undefined> {
  const text = await readFile(stateFile(directory), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isState(value) && isRunning(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all. */
export async function writeBackground(directory: string, state: BackgroundStack): Promise<void> {
  await mkdir(directory, { recursive: true });
  const beside = `${stateFile(directory)}.${state.pid}.tmp`;
  await writeFile(beside, `${JSON.stringify(state, null, 2)}\n`);
  handOver(directory, beside);
  await rename(beside, stateFile(directory));
}

/** Removes what `pid` wrote, and nothing a later one did. */
export async function forgetBackground(directory: string, pid: number): Promise<void> {
  const text = await readFile(stateFile(directory), 'utf8').catch(() => '');
  if (text.includes(`"pid": ${pid},`)) await rm(stateFile(directory), { force: true });
}

/** Where a background stack writes what it has to say. */
export function logFile(directory: string): string {
  return join(directory, 'stack.log');
}

function stateFile(directory: string): string {
  return join(directory, 'stack.json');
}

function isState(value: unknown): value is BackgroundStack {
  return (
    value !== null &&
    typeof value === 'object' &&
    'pid' in value &&
    Number.isInteger(value.pid) &&
    'start' in value &&
    typeof value.start === 'string' &&
    'apiUrl' in value &&
    typeof value.apiUrl === 'string' &&
    'siteUrl' in value &&
    typeof value.siteUrl === 'string' &&
    'confirmations' in value &&
    typeof value.confirmations === 'boolean'
  );
}
