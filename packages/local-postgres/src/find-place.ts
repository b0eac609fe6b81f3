import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isMounted, readOrigin } from './origin.ts';
import { readText } from './read-text.ts';

/**
 * The place in /var/tmp that holds the data of a server's folder. The file `location` there leads to it, and counts
 * only where the place's `origin` leads back: a copied checkout brings the `location` of its original along.
 */
export async function findPlace(directory: string): Promise<string | undefined> {
  const place = await readLocation(directory);
  if (place === undefined) return undefined;
  return (await readOrigin(place))?.path === directory ? place : undefined;
}

/** The place `location` leads to, whosever it is; undefined unless root made a folder of such a name. */
export async function readLocation(directory: string): Promise<string | undefined> {
  const place = (await readText(join(directory, 'location')))?.trim();
  return place !== undefined && isPlace(place) ? place : undefined;
}

/** Whether that is a folder of root named as ours are. Anybody may put something into /var/tmp. */
export function isPlace(path: string): boolean {
  if (!/^\/var\/tmp\/groundwork-[0-9a-f]{16}-[0-9a-f]{16}$/.test(path)) return false;
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.uid === 0 && found.isDirectory();
}

/** Whether the folder a place was made for is deleted, moved away, or by now another one at the same path. */
export async function isAbandoned(place: string): Promise<boolean> {
  const origin = await readOrigin(place);
  return origin !== undefined && isMounted(origin) && (await readLocation(origin.path)) !== place;
}
