import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findPlace, isAbandoned, readLocation } from './find-place.ts';
import { hashPath } from './hash-path.ts';
import { writeOrigin } from './origin.ts';
import { hasCode } from './read-text.ts';
import { sweepPlaces } from './sweep-places.ts';
import { withStarterLock } from './with-starter-lock.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Gives a server's folder a place in /var/tmp for its data, or finds the one somebody else made meanwhile. Then
 * sweeps the places of folders that are gone. As root only.
 */
export async function makePlace(directory: string): Promise<string> {
  const { place, made } = await withStarterLock(directory, async () => {
    const found = await findPlace(directory);
    if (found !== undefined) return { place: found, made: false };
    const place = `/var/tmp/groundwork-${hashPath(directory)}-${randomBytes(8).toString('hex')}`;
    // In this order: a place that its folder does not lead to is swept.
    await writeWhole(join(directory, 'location'), `${place}\n`, 0o644);
    await mkdir(place, { mode: 0o700 });
    await writeOrigin(place, directory);
    return { place, made: true };
  });
  if (made) await sweepPlaces(directory);
  return place;
}

/** Makes the place `location` leads to this folder's own where the folder was moved, so that its data moves along. */
export async function takeOverPlace(directory: string): Promise<string | undefined> {
  const place = await readLocation(directory);
  if (place === undefined || !(await isAbandoned(place))) return undefined;
  try {
    // Its lock keeps away who sweeps it, and another copy of the folder that is gone.
    return await withStarterLock(place, async () => {
      if (!(await isAbandoned(place))) return undefined;
      await writeOrigin(place, directory);
      return place;
    });
  } catch (error) {
    // Swept under our eyes.
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Sets on a place what may have changed since its last use. Only root changes what is in it; only the server's group
 * passes through, to data with mode 700. File systems can have another number after a reboot.
 */
export async function renewPlace(place: string, directory: string, gid: number): Promise<void> {
  await chown(place, 0, gid);
  await chmod(place, 0o710);
  await writeOrigin(place, directory);
}
