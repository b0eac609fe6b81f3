import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFolder } from './describe-folder.ts';
import { isAbandoned, isPlace } from './find-place.ts';
import { isMounted, readOrigin } from './origin.ts';
import { readCommandLines } from './read-process.ts';
import { endOrphans } from './stop-postgres.ts';
import { withStarterLock } from './with-starter-lock.ts';

/** A folder that is gone may have been moved, and its data is found again when a server is wanted there. */
const keptForMs = 60 * 60 * 1000;

/**
 * Removes from /var/tmp the data of folders that are gone, after ending the servers still running on it: what was
 * `directory`'s at once, of others what nobody has opened for an hour. Also copied binaries whose package is gone and
 * that no process runs from. As root only, and root's folders only.
 */
export async function sweepPlaces(directory: string): Promise<void> {
  for (const name of await readdir('/var/tmp')) {
    const path = join('/var/tmp', name);
    // What cannot be removed costs disk; who starts a server now need not fail for it.
    if (isPlace(path)) await sweepPlace(path, directory).catch(() => undefined);
    if (isCopiedBinaries(path)) await sweepBinaries(path).catch(() => undefined);
  }
}

async function sweepPlace(place: string, directory: string): Promise<void> {
  if (!(await isAbandoned(place))) return;
  const usedAt = statSync(join(place, 'origin')).mtimeMs;
  if ((await readOrigin(place))?.path !== directory && Date.now() - usedAt < keptForMs) return;
  // Somebody who moved the folder may be taking its place over.
  const swept = await withStarterLock(place, async () => {
    if (!(await isAbandoned(place))) return false;
    await endOrphans(describeFolder(place, place));
    await removeTree(join(place, 'data'));
    await removeTree(join(place, 'origin'));
    return true;
  });
  if (swept) await removeTree(place);
}

async function sweepBinaries(path: string): Promise<void> {
  const origin = await readOrigin(path);
  const isSet = path.includes('.swept-');
  if (!isSet && (origin === undefined || !isMounted(origin) || existsSync(origin.path))) return;
  // They load libraries when they first need them.
  if ([...readCommandLines().values()].some((line) => line.includes(`${path}/`))) return;
  const aside = isSet ? path : `${path}.swept-${randomUUID()}`;
  // Who installs the package again this very moment makes a new copy.
  if (!isSet) await rename(path, aside);
  await removeTree(aside);
}

function isCopiedBinaries(path: string): boolean {
  if (!/^\/var\/tmp\/groundwork-binaries-[0-9a-f]{16}(\.swept-[0-9a-f-]{36})?$/.test(path)) return false;
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.uid === 0 && found.isDirectory();
}

/**
 * By the system's rm, which goes down by open folders and never by path: below a place there are folders of the
 * server's user, who could put a link in the way.
 */
async function removeTree(path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn('rm', ['-rf', '--', path], { cwd: '/', stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}
