import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import { displayPath } from './display-path.ts';
import { systemCode } from './unreadable.ts';

/** What lies in a folder: its names, and for each folder below it the names in there. */
export interface Listing {
  /** Absolute path. */
  readonly directory: string;
  /** Path as errors show it. */
  readonly shown: string;
  /** Everything that is no folder; links to nothing are among them. */
  readonly files: readonly string[];
  /** Names in each folder directly below, links followed. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

/**
 * Lists a folder two levels deep, without the names that begin with a dot.
 * @throws MigratorError `folder_missing`, `folder_unreadable`.
 */
export async function listFolder(directory: string, base: string): Promise<Listing> {
  const shown = displayPath(directory, base);
  const files: string[] = [];
  const folders = new Map<string, readonly string[]>();
  for (const entry of await list(directory, shown)) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(path)))) {
      const below = await list(path, displayPath(path, base));
      folders.set(
        entry.name,
        below.map((inner) => inner.name),
      );
    } else {
      files.push(entry.name);
    }
  }
  return { directory, shown, files, folders };
}

async function list(directory: string, shown: string) {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((entry) => !entry.name.startsWith('.'));
  } catch (error) {
    throw folderError(shown, error);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // A link to nothing: reading it as a file says so, if it is named like a migration.
    return false;
  }
}

function folderError(shown: string, cause: unknown): MigratorError {
  const code = systemCode(cause);
  const hint = 'Name the folder of your migrations with --dir.';
  if (code === 'ENOENT') {
    return new MigratorError('folder_missing', `There is no folder ${shown}.`, { hint, cause });
  }
  if (code === 'ENOTDIR') {
    return new MigratorError('folder_missing', `${shown} is a file, not a folder.`, { hint, cause });
  }
  const reason = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : code;
  return new MigratorError('folder_unreadable', `The folder ${shown} cannot be read: ${reason}.`, {
    hint: 'Give the user who runs this the right to list it.',
    cause,
  });
}
