import { lstatSync, mkdirSync, statfsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findWorkspaceRoot } from '../find-workspace-root.ts';
import { hashPath } from '../hash-path.ts';
import { countHolders } from '../lease.ts';
import { withStarterLock } from '../with-starter-lock.ts';

/** Set by the globalSetup for its run: where the clusters of tests are. */
export const heldTestFolder = 'GROUNDWORK_TEST_FOLDER';

/** What all clusters of a run take at most, five times over. */
const ROOM = 4 * 2 ** 30;
/** As statfs calls a file system in memory. */
const TMPFS = 0x01021994;

/** Where the clusters of the workspace's tests are: where the run put them, else in `.local`. */
export function testFolder(): string {
  return process.env[heldTestFolder] ?? join(findWorkspaceRoot(process.cwd()), '.local');
}

/** The same for a run: in memory where there is room, and nobody else has made a folder of that name. */
export function chooseTestFolder(): string {
  const memory = memoryFolder();
  if (process.env[heldTestFolder] !== undefined || memory === undefined) return testFolder();
  const folder = join(memory, `groundwork-${hashPath(findWorkspaceRoot(process.cwd()))}`);
  mkdirSync(folder, { recursive: true });
  const { uid } = lstatSync(folder);
  return uid === process.getuid?.() ? folder : testFolder();
}

/**
 * Linux's folder in memory, where it has room. File systems are slow in making files where thousands were deleted a
 * moment ago, and a database has 300: on ext4 a hundred databases later each takes three times as long.
 */
export function memoryFolder(): string | undefined {
  const folder = '/dev/shm';
  if (process.platform !== 'linux' || !isInMemory(folder)) return undefined;
  const { bavail, bsize } = statfsSync(folder);
  return Math.min(bavail * bsize, process.availableMemory()) > ROOM ? folder : undefined;
}

/** Removes what a server has in memory, where nobody holds it any more: its data is made anew in a second. */
export async function freeMemory(directory: string): Promise<void> {
  if (!isInMemory(directory)) return;
  await withStarterLock(directory, async () => {
    if ((await countHolders(directory)) > 0) return;
    for (const name of ['data', 'log', 'log.old'])
      await rm(join(directory, name), { recursive: true, force: true });
  });
}

function isInMemory(folder: string): boolean {
  try {
    return statfsSync(folder).type === TMPFS;
  } catch {
    return false;
  }
}
