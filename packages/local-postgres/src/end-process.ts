import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity, readProcessStart } from './read-process.ts';

/** Sends one signal after the other, each with its time in ms, until the process is gone. True when it is. */
export async function endProcess(
  pid: number,
  steps: readonly (readonly [NodeJS.Signals, number])[],
): Promise<boolean> {
  const start = readProcessStart(pid);
  if (start === undefined) return true;
  const target: ProcessIdentity = { pid, start };
  for (const [signal, patience] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone, or another user's: then waiting does not help.
      return !isRunning(target);
    }
    for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(5)) {
      if (!isRunning(target)) return true;
    }
  }
  return !isRunning(target);
}
