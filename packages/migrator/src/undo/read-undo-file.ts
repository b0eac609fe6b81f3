import type { Migration } from '../model/migration.ts';
import type { ParsedMigration } from '../model/statement.ts';
import type { UndoFile } from '../model/undo.ts';
import { displayPath } from '../source/display-path.ts';
import { parseFile } from '../source/parse-file.ts';
import { readDownFile } from '../source/read-down-file.ts';
import { parseMigration } from '../sql/parse-migration.ts';
import { downNameOf } from './describe-undo.ts';

/** A migration with the inverse its author wrote. @param base What paths in errors are relative to. */
export async function readUndoFile(migration: Migration, base: string): Promise<UndoFile> {
  return { parsed: await parseFile(migration, base), down: await readInverse(migration, base) };
}

/** The inverse a migration's author wrote; undefined where there is none. */
export async function readInverse(migration: Migration, base: string): Promise<ParsedMigration | undefined> {
  const found = readDownFile(migration, base);
  if (found === undefined) return undefined;
  return parseMigration(downNameOf(migration.name), displayPath(found.path, base), found.text);
}
