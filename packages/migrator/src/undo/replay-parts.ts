import { readCatalog } from '../catalog/read-catalog.ts';
import type { Catalog } from '../model/fact.ts';
import type { ShadowDatabase } from '../model/shadow.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { inverseOfRename } from './inverse-of-rename.ts';

/** A part of a file: one rename, or what stands between two; with the database before and after it. */
export interface FilePart {
  /** What takes the rename back; undefined for any other part, which is taken back by what it changed. */
  readonly rename: string | undefined;
  readonly before: Catalog;
  readonly after: Catalog;
}

/**
 * Replays a file and reads the database after it; a file that renames something is replayed part by part, because from
 * the catalog alone a rename can not be told from a drop.
 * @param start The database before it.
 */
export async function replayParts(
  database: ShadowDatabase,
  file: ParsedMigration,
  start: Catalog,
): Promise<readonly FilePart[]> {
  const pieces = cutAtRenames(file.statements);
  const parts: FilePart[] = [];
  let before = start;
  for (const { rename, statements } of pieces) {
    if (pieces.length === 1) await database.replay(file);
    else await database.replayStatements(file, statements);
    const after = await readCatalog(database.session);
    parts.push({ rename, before, after });
    before = after;
  }
  return parts;
}

interface Piece {
  readonly rename: string | undefined;
  readonly statements: Statement[];
}

function cutAtRenames(statements: readonly Statement[]): Piece[] {
  const pieces: Piece[] = [];
  for (const statement of statements) {
    const rename = inverseOfRename(statement);
    const last = pieces.at(-1);
    if (rename === undefined && last !== undefined && last.rename === undefined)
      last.statements.push(statement);
    else pieces.push({ rename, statements: [statement] });
  }
  return pieces;
}
