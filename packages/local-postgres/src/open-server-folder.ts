import { createHash, randomUUID } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { chmod, chown, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { findWorkspaceRoot } from './find-workspace-root.ts';
import { leaseFolder } from './lease.ts';
import { LocalPostgresError } from './local-postgres-error.ts';
import { mayEnter } from './may-enter.ts';
import { hasCode, readText } from './read-text.ts';
import { chooseServerUser, type ServerUser } from './server-user.ts';

/** Where one server keeps its things. */
export interface ServerFolder {
  /** The folder asked for, absolute and without links: lock, leases, password, port, log. */
  readonly directory: string;
  /** Holds `data`: the same folder, or one below /var/tmp where the server's user cannot enter this one. */
  readonly home: string;
  readonly data: string;
  readonly log: string;
  /** Stands in the command line and in every process title of this server, and of no other. */
  readonly clusterName: string;
}

/** `.local/postgres` of the workspace this is called in. */
export function defaultDirectory(): string {
  return join(findWorkspaceRoot(process.cwd()), '.local', 'postgres');
}

/** Looks where the server of `directory` is; writes nothing. Undefined when there is no such folder yet. */
export async function findServerFolder(directory = defaultDirectory()): Promise<ServerFolder | undefined> {
  const path = resolve(directory);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const real = realpathSync(path);
  const elsewhere = homeElsewhere(real);
  // A copied checkout brings the pointer of the original along: it counts only where it leads from here.
  const pointer = (await readText(join(real, 'location')))?.trim();
  return describe(real, pointer === elsewhere ? elsewhere : real);
}

/**
 * Makes the folder when missing, and remembers below `location` when the data has to be elsewhere: Postgres
 * does not run as root, and the user it runs as may have no way into a checkout below a mode-700 home.
 *
 * @throws LocalPostgresError local_postgres_directory_unusable, local_postgres_directory_unsafe,
 *   local_postgres_data_unreachable, local_postgres_no_server_user.
 */
export async function openServerFolder(
  directory = defaultDirectory(),
): Promise<{ folder: ServerFolder; user: ServerUser }> {
  const path = resolve(directory);
  const checkout = findWorkspaceRoot(path);
  try {
    const made = mkdirSync(leaseFolder(path), { recursive: true });
    const found = (await findServerFolder(path)) ?? describe(path, path);
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
  const home = homeElsewhere(found.directory);
  await makePrivateFolder(home, user.gid);
  if (found.home !== home) await writeWhole(join(found.directory, 'location'), `${home}\n`, 0o644);
  return describe(found.directory, home);
}

/**
 * A folder in /var/tmp that only root changes and only the server's group passes through; what lies in it is
 * root's (binaries) or the server's own with mode 700 (data). Anything else found there under that name is refused.
 */
export async function makePrivateFolder(path: string, gid: number): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
    await chown(path, 0, gid);
    await chmod(path, 0o710);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const found = lstatSync(path);
    if (found.isDirectory() && found.uid === 0 && (found.mode & 0o027) === 0) {
      // Killed between mkdir and chmod, or the server's group is another one now.
      await chown(path, 0, gid);
      await chmod(path, 0o710);
      return;
    }
    throw new LocalPostgresError(
      'local_postgres_directory_unsafe',
      `${path} is there already, and somebody other than root may write to it.`,
      `Look what it is, then remove it.`,
    );
  }
}

/** Writes a file so that nobody ever reads half of it. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const beside = `${path}.${randomUUID()}.tmp`;
  await writeFile(beside, text, { mode });
  await rename(beside, path);
}

/** A short name for a path, the same in every process. */
export function hashPath(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

function homeElsewhere(directory: string): string {
  return `/var/tmp/groundwork-${hashPath(directory)}`;
}

function describe(directory: string, home: string): ServerFolder {
  const data = join(home, 'data');
  return {
    directory,
    home,
    data,
    log: join(directory, 'log'),
    clusterName: `groundwork-${hashPath(data)}`,
  };
}

/** What root made in somebody's checkout belongs to him, or he could not use it without root. */
function handOverFolders(first: string, last: string, user: ServerUser): void {
  if (user.kind !== 'other' || !user.owner) return;
  for (let folder = last; folder.length >= first.length; folder = dirname(folder)) {
    chownSync(folder, user.uid, user.gid);
  }
}
