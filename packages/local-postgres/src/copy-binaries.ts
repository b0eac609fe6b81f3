import { randomUUID } from 'node:crypto';
import { constants, existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerFolder } from './describe-folder.ts';
import { hashPath } from './hash-path.ts';
import { isShellSafe } from './is-shell-safe.ts';
import { linkLibraries } from './link-libraries.ts';
import { LocalPostgresError } from './local-postgres-error.ts';
import { writeOrigin } from './origin.ts';
import { hasCode } from './read-text.ts';
import type { ServerUser } from './server-user.ts';

/**
 * Copies the binaries (60 MB, what the server needs of them) to where they can be used and links their libraries.
 * One copy a package version: a second call finds the first one's. Built beside, then renamed.
 *
 * @returns the copied `native` folder.
 */
export async function copyBinaries(native: string, folder: ServerFolder, user: ServerUser): Promise<string> {
  const place = await choosePlace(native, folder, user);
  const version = hashPath(`${native}\n${readFileSync(join(native, '..', 'package.json'), 'utf8')}`);
  const copy = join(place, `binaries-${version}`);
  if (!existsSync(copy)) {
    const beside = join(place, `binaries.new-${randomUUID()}`);
    await mkdir(beside);
    await chmod(beside, 0o755);
    await copyTree(native, join(beside, 'native'));
    await linkLibraries(join(beside, 'native'));
    try {
      await rename(beside, copy);
    } catch (error) {
      await rm(beside, { recursive: true, force: true });
      if (!hasCode(error, 'EEXIST', 'ENOTEMPTY', 'EPERM')) throw error;
    }
  }
  return join(copy, 'native');
}

/** Beside the data where that works; one folder for all servers in /var/tmp, each copy being large. */
async function choosePlace(native: string, folder: ServerFolder, user: ServerUser): Promise<string> {
  if (user.kind === 'other') {
    const place = `/var/tmp/groundwork-binaries-${hashPath(native)}`;
    // Whoever serves, in whichever checkout, passes through; there is nothing in it to hide.
    await makeOwnFolder(place, 0o755);
    await writeOrigin(place, native);
    return place;
  }
  if (isShellSafe(folder.home)) return folder.home;
  const place = join(tmpdir(), `groundwork-binaries-${hashPath(native)}-${process.getuid?.() ?? 'user'}`);
  await makeOwnFolder(place, 0o700);
  return place;
}

/** A folder among those of everybody, which nobody else may have made or may write to. */
async function makeOwnFolder(path: string, mode: number): Promise<void> {
  await mkdir(path, { recursive: true, mode });
  const uid = process.getuid?.();
  const found = lstatSync(path);
  if (!found.isDirectory() || (uid !== undefined && (found.uid !== uid || (found.mode & 0o022) !== 0))) {
    throw new LocalPostgresError(
      'local_postgres_directory_unsafe',
      `${path} is there already, and somebody else may write to it.`,
      'Look what it is, then remove it.',
    );
  }
  // A umask may have taken some of it away.
  await chmod(path, mode);
}

/** Modes are set anew: an install under umask 077 leaves files that only their owner reads. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  await Promise.all(
    (await readdir(from)).map(async (name) => {
      if (name === 'pkgconfig' || name === 'pgxs' || name.endsWith('.a')) return;
      const source = join(from, name);
      const found = lstatSync(source);
      // Links are made anew from the package's list.
      if (found.isSymbolicLink()) return;
      if (found.isDirectory()) return copyTree(source, join(to, name));
      await copyFile(source, join(to, name), constants.COPYFILE_FICLONE);
      await chmod(join(to, name), (statSync(source).mode & 0o111) !== 0 ? 0o755 : 0o644);
    }),
  );
}
