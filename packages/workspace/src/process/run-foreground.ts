import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a program with our terminal. Ctrl-C reaches it by itself; other signals are handed on.
 *
 * @returns its exit code; 128 and the number of the signal that ended it.
 */
export async function runForeground(
  [program = '', ...args]: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  // npm is a .cmd on Windows and wants a shell.
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: 'inherit',
    shell: program === 'npm' && process.platform === 'win32',
  });
  process.on('SIGINT', () => undefined);
  for (const name of ['SIGTERM', 'SIGHUP'] as const) process.on(name, () => child.kill(name));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}
