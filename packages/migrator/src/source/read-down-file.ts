import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Migration } from '../model/migration.ts';
import { MIGRATION_FILE } from './numbered-names.ts';
import { readSqlFile } from './read-sql-file.ts';

/** What undoes a migration, written by its author. */
export interface DownFile {
  /** Absolute. */
  readonly path: string;
  /** LF line ends, no byte order mark. */
  readonly text: string;
}

/**
 * `NAME.down.sql` beside a migration, `down.sql` where a migration is a folder; undefined where there is none.
 * @throws MigratorError `file_…` when it is there and can not be read.
 */
export function readDownFile(migration: Migration, base: string): DownFile | undefined {
  const file = basename(migration.path);
  const name = file === MIGRATION_FILE ? 'down.sql' : file.replace(/\.sql$/, '.down.sql');
  const path = join(dirname(migration.path), name);
  if (!existsSync(path)) return undefined;
  return { path, text: readSqlFile(migration.name, path, base) };
}
