import { randomUUID } from 'node:crypto';
import { constants, existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isShellSafe } from './is-shell-safe.ts';
import { linkLibraries } from './link-libraries.ts';
import { LocalPostgresError } from './local-postgres-error.ts';
import { hashPath, makePrivateFolder, type ServerFolder } from './open-server-folder.ts';
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

/** Beside the data where that works; one place for all servers below /var/tmp, each copy being large. */
async function choosePlace(native: string, folder: ServerFolder, user: ServerUser): Promise<string> {
  if (user.kind === 'other') {
    const place = `/var/tmp/groundwork-binaries-${hashPath(native)}`;
    await makePrivateFolder(place, user.gid);
    return place;
  }
  if (isShellSafe(folder.home)) return folder.home;
  const uid = process.getuid?.();
  const place = join(tmpdir(), `groundwork-binaries-${hashPath(native)}-${uid ?? 'user'}`);
  await mkdir(place, { recursive: true, mode: 0o700 });
  const found = lstatSync(place);
  if (!found.isDirectory() || (uid !== undefined && (found.uid !== uid || (found.mode & 0o077) !== 0))) {
    throw new LocalPostgresError(
      'local_postgres_directory_unsafe',
      `${place} is there already, and somebody else may write to it.`,
      'Look what it is, then remove it, or move the checkout to a path without quotes, $, ` and \\.',
    );
  }
  return place;
}

/** Modes are set anew: an install under umask 077 leaves files that only their owner reads. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
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
