import type { Migration } from '../model/migration.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { parseMigration } from '../sql/parse-migration.ts';
import { displayPath } from './display-path.ts';
import { readMigrationText } from './read-migration-folder.ts';

/**
 * Reads a migration once more, and parses it.
 * @param base What paths in errors are relative to.
 * @throws MigratorError `file_…`; `sql_…` where it is not SQL that can run.
 */
export async function parseFile(migration: Migration, base: string): Promise<ParsedMigration> {
  const text = readMigrationText(migration, base);
  return parseMigration(migration.name, displayPath(migration.path, base), text);
}
