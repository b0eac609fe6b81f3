import { join, resolve } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import type { Migration, MigrationFolder } from '../model/migration.ts';
import { hashText } from '../sql/hash-text.ts';
import { checkNames } from './check-names.ts';
import { displayPath } from './display-path.ts';
import type { LayoutEntry } from './layout.ts';
import { listFolder } from './list-folder.ts';
import { numberOf } from './numbered-names.ts';
import { findDuplicateNumbers, orderMigrations } from './order-migrations.ts';
import { readSqlFile } from './read-sql-file.ts';
import { nothingFound, recogniseLayout } from './recognise-layout.ts';

/**
 * Reads a folder of migrations: recognises its layout, hashes each file and forgets its text, orders them by number.
 * @param base what relative paths start from, and paths in errors are relative to.
 * @throws MigratorError `folder_…`, `layout_unknown`, `journal_invalid`, `name_…`, `file_…`.
 */
export async function readMigrationFolder(
  directory: string,
  base: string = process.cwd(),
): Promise<MigrationFolder> {
  const listing = await listFolder(resolve(base, directory), base);
  const layout = recogniseLayout(listing);
  const entries = layout.entries(listing);
  checkNames(entries.map(({ name }) => name));
  const read = entries.map((entry) => readMigration(listing.directory, base, entry));
  const migrations = orderMigrations(read);
  const recorded = (await layout.check?.(listing, migrations)) ?? [];
  if (migrations.length === 0 && recorded.length === 0) throw nothingFound(listing);
  const findings = [...recorded, ...findDuplicateNumbers(migrations)];
  return { directory: listing.directory, layout: layout.name, migrations, findings };
}

/**
 * The text of a migration, with LF line ends and without byte order mark.
 * @throws MigratorError `file_changed` when it is no longer the text that was hashed; `file_…` as reading the folder.
 */
export function readMigrationText(migration: Migration, base: string = process.cwd()): string {
  const { name, path, checksum } = migration;
  const text = readSqlFile(name, path, base);
  if (hashText(text) !== checksum) {
    throw new MigratorError(
      'file_changed',
      `${displayPath(path, base)} changed while this run was under way.`,
      {
        migration: name,
        hint: 'Run again: nothing of the file has been run.',
      },
    );
  }
  return text;
}

function readMigration(directory: string, base: string, entry: LayoutEntry): Migration {
  const path = join(directory, ...entry.path);
  const number = numberOf(entry.name);
  if (number === undefined) throw new Error(`unnumbered name after checkNames: ${entry.name}`);
  return { name: entry.name, path, checksum: hashText(readSqlFile(entry.name, path, base)), number };
}
