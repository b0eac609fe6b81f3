import { chownSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describeFolder, type ServerFolder } from './describe-folder.ts';
import { findPlace } from './find-place.ts';
import { findWorkspaceRoot } from './find-workspace-root.ts';
import { leaseFolder } from './lease.ts';
import { LocalPostgresError } from './local-postgres-error.ts';
import { makePlace, renewPlace, takeOverPlace } from './make-place.ts';
import { mayEnter } from './may-enter.ts';
import { hasCode } from './read-text.ts';
import { chooseServerUser, type ServerUser } from './server-user.ts';

/** `.local/postgres` of the workspace this is called in. */
export function defaultDirectory(): string {
  return join(findWorkspaceRoot(process.cwd()), '.local', 'postgres');
}

/** Looks where the server of `directory` is; writes nothing. Undefined when there is no such folder yet. */
export async function findServerFolder(directory = defaultDirectory()): Promise<ServerFolder | undefined> {
  const path = resolve(directory);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const real = realpathSync(path);
  return describeFolder(real, (await findPlace(real)) ?? real);
}

/**
 * Makes the folder when missing, and a place in /var/tmp when the data has to be elsewhere: Postgres does not run
 * as root, and the user it runs as may have no way into a checkout below a mode-700 home.
 *
 * @throws LocalPostgresError local_postgres_directory_unusable, local_postgres_data_unreachable,
 *   local_postgres_no_server_user.
 */
export async function openServerFolder(
  directory = defaultDirectory(),
): Promise<{ folder: ServerFolder; user: ServerUser }> {
  const path = resolve(directory);
  const checkout = findWorkspaceRoot(path);
  try {
    const made = mkdirSync(leaseFolder(path), { recursive: true });
    const found = await findMoved((await findServerFolder(path)) ?? describeFolder(path, path));
    const user = chooseServerUser(checkout, statSync(found.data, { throwIfNoEntry: false })?.uid);
    if (made !== undefined) handOverFolders(made, leaseFolder(path), user);
    return { folder: await placeData(found, user), user };
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC')) throw error;
    throw new LocalPostgresError(
      'local_postgres_directory_unusable',
      `The local Postgres cannot keep its files in ${path}: ${error instanceof Error ? error.message : error}`,
      'Make the folder writable, or pass another one.',
      error,
    );
  }
}

/** A folder that was moved, and whose data is in a place, gets it back. */
async function findMoved(found: ServerFolder): Promise<ServerFolder> {
  if (process.getuid?.() !== 0 || found.home !== found.directory) return found;
  if (statSync(found.data, { throwIfNoEntry: false })) return found;
  const place = await takeOverPlace(found.directory);
  return place === undefined ? found : describeFolder(found.directory, place);
}

async function placeData(found: ServerFolder, user: ServerUser): Promise<ServerFolder> {
  if (user.kind !== 'other') return found;
  if (found.home === found.directory) {
    if (mayEnter(found.directory, user)) return found;
    if (statSync(found.data, { throwIfNoEntry: false })) {
      throw new LocalPostgresError(
        'local_postgres_data_unreachable',
        `The server's user (uid ${user.uid}) may no longer enter ${found.directory}, where its data is.`,
        `Give the folders above it the x permission back, or remove ${found.data} to start anew.`,
      );
    }
  }
  const place = found.home === found.directory ? await makePlace(found.directory) : found.home;
  await renewPlace(place, found.directory, user.gid);
  return describeFolder(found.directory, place);
}

/** What root made in somebody's checkout belongs to him, or he could not use it without root. */
function handOverFolders(first: string, last: string, user: ServerUser): void {
  if (user.kind !== 'other' || !user.owner) return;
  for (let folder = last; folder.length >= first.length; folder = dirname(folder)) {
    chownSync(folder, user.uid, user.gid);
  }
}
