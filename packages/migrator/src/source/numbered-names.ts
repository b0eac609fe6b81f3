import { join } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import type { LayoutEntry } from './layout.ts';
import type { Listing } from './list-folder.ts';

/** The file that holds the SQL where a migration is a folder. */
export const MIGRATION_FILE = 'migration.sql';

/** Files that are migrations, or were meant to be: every `.sql` but the inverse ones. */
export function sqlFiles(listing: Listing): readonly string[] {
  return [...listing.files, ...listing.folders.keys()].filter(
    (name) => /\.sql$/i.test(name) && !/\.down\.sql$/i.test(name),
  );
}

/** Folders that hold `migration.sql`. */
export function migrationFolders(listing: Listing): readonly string[] {
  return [...listing.folders]
    .filter(([name, below]) => below.includes(MIGRATION_FILE) && !/\.sql$/i.test(name))
    .map(([name]) => name);
}

/**
 * One file a migration, named by the file.
 * @throws MigratorError `file_unreadable`: a folder that is named like a file.
 */
export function fileEntries(listing: Listing): readonly LayoutEntry[] {
  return sqlFiles(listing).map((name) => {
    if (!listing.folders.has(name)) return { name, path: [name] };
    const message = `${join(listing.shown, name)} is a folder, though it is named like a migration.`;
    throw new MigratorError('file_unreadable', message, {
      migration: name,
      hint: 'Rename it or move it out of the folder.',
    });
  });
}

/**
 * One folder a migration, named by the folder.
 * @throws MigratorError `file_unreadable`: a numbered folder without its `migration.sql`.
 */
export function folderEntries(listing: Listing): readonly LayoutEntry[] {
  const folders = migrationFolders(listing);
  const bare = [...listing.folders.keys()].find((name) => isNumbered(name) && !folders.includes(name));
  if (bare !== undefined) {
    const message = `${join(listing.shown, bare)} has no ${MIGRATION_FILE}.`;
    throw new MigratorError('file_unreadable', message, {
      migration: bare,
      hint: 'Bring the file back from version control, or remove the folder.',
    });
  }
  return folders.map((name) => ({ name, path: [name, MIGRATION_FILE] }));
}

/** Digits, an underscore, and a name. */
export function isNumbered(name: string): boolean {
  return /^\d+_./.test(name);
}

/** The number a name starts with, by value; undefined where it starts with none. */
export function numberOf(name: string): bigint | undefined {
  const digits = /^\d+(?=_.)/.exec(name)?.[0];
  return digits === undefined ? undefined : BigInt(digits);
}
