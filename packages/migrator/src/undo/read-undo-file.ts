import type { Config } from '../model/config.ts';
import type { Migration } from '../model/migration.ts';
import type { UndoFile } from '../model/undo.ts';
import { displayPath } from '../source/display-path.ts';
import { parseFile } from '../source/parse-file.ts';
import { readDownFile } from '../source/read-down-file.ts';
import { parseMigration } from '../sql/parse-migration.ts';
import { downNameOf } from './describe-undo.ts';

/** A migration with the inverse its author wrote, and the path of that one as it is shown. */
export async function readUndoFile(
  migration: Migration,
  config: Config,
): Promise<UndoFile & { readonly downPath?: string }> {
  const parsed = await parseFile(migration, config.cwd);
  const found = await readDownFile(migration, config.cwd);
  if (found === undefined) return { parsed };
  const downPath = displayPath(found.path, config.cwd);
  return { parsed, down: await parseMigration(downNameOf(migration.name), downPath, found.text), downPath };
}
