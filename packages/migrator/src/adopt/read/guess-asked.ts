import { parseKey } from '../../catalog/parse-key.ts';
import type { CatalogOutline } from '../../model/fact.ts';
import type { ParsedMigration } from '../../model/statement.ts';
import { createdNames } from '../../sql/created-names.ts';

/**
 * The files around which the states are likely to be wanted, before a replay has shown anything: what they make is not
 * there, or they take away or rename. Where this is right a second replay is spared; where it is wrong nothing else is.
 */
export function guessAsked(files: readonly ParsedMigration[], target: CatalogOutline): boolean[] {
  // Without schema: most guesses are to be right, and cheap.
  const there = new Set([...target.hashes.keys()].map((key) => parseKey(key).parts.at(-1)));
  return files.map(
    (file) =>
      file.statements.some(({ kind }) => kind === 'DropStmt' || kind === 'RenameStmt') ||
      createdNames([file]).some(({ name }) => !there.has(name)),
  );
}
