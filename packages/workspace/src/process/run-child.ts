import { type ChildProcess, spawn } from 'node:child_process';
import { endProcess } from '@groundwork/local-postgres';

export interface ChildOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A child that shares our terminal. */
export interface Child {
  /** Its exit code; 128 and more for a signal. */
  readonly ended: Promise<number>;
  /** Ends it and all it started. */
  stop(): Promise<void>;
}

/**
 * Starts a program in a process group of its own: Ctrl-C reaches us alone, and we end one after the other, in order.
 *
 * @throws what spawn does when there is no such program.
 */
export async function startChild(
  [program = '', ...args]: readonly string[],
  options: ChildOptions,
): Promise<Child> {
  const child = spawn(program, args, {
    ...options,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: !isWindows,
  });
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  return { ended, stop: () => stop(child, ended) };
}

const isWindows = process.platform === 'win32';

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) signal(pid, 'SIGTERM');
  const patience = new Promise<void>((resolve) => setTimeout(resolve, 8_000).unref());
  await Promise.race([ended, patience]);
  if (child.exitCode === null && child.signalCode === null) await endProcess(pid, [['SIGKILL', 2_000]]);
  // What it started and left behind.
  if (!isWindows) signal(pid, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(isWindows ? pid : -pid, name);
  } catch {
    // Gone already.
  }
}
