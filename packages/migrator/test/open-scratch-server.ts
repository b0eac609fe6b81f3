import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureServer } from '@groundwork/local-postgres';
import { onTestFinished } from 'vitest';

/**
 * A folder for the running process, below the system's own for such things. Removes first what a process that was
 * killed has left under the same name: nobody else will.
 */
export function makeProcessFolder(name: string): string {
  const ours = new RegExp(`^${name}-(\\d+)-`);
  for (const entry of readdirSync(tmpdir())) {
    const pid = Number(ours.exec(entry)?.[1]);
    if (pid > 0 && !isAlive(pid)) rmSync(join(tmpdir(), entry), { recursive: true, force: true });
  }
  return mkdtempSync(join(tmpdir(), `${name}-${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A server of the running test's own, which may be killed; server and folder are gone after the test. */
export async function openScratchServer() {
  const directory = makeProcessFolder('killed-server');
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const server = await ensureServer({ directory });
  // Registered later, so done before.
  onTestFinished(() => server.release());
  return { server, directory };
}
