import { compareCatalogs } from '../catalog/compare-catalogs.ts';
import { differingKeys } from '../catalog/differing-keys.ts';
import { readCatalog, readOutline } from '../catalog/read-catalog.ts';
import { MigratorError } from '../model/errors.ts';
import type { FactDifference, FactHashes, FactKey } from '../model/fact.ts';
import type { ShadowDatabase } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { type RowChange, readRows, rowChanges } from './read-rows.ts';

/** What a second run of a file, right after the first, did. */
export interface SecondRun {
  /** Why it failed. */
  readonly error: MigratorError | undefined;
  /** The facts it changed. */
  readonly keys: ReadonlySet<FactKey>;
  readonly rows: readonly RowChange[];
  /** Names of the tables that held rows before it. */
  readonly filled: ReadonlySet<string>;
}

/** The same with what the facts say. */
export interface Again extends Omit<SecondRun, 'keys'> {
  /** Whether it did anything but run through. */
  readonly changes: boolean;
  readonly facts: readonly FactDifference[];
}

/**
 * Runs a file a second time and compares facts and rows.
 * @param before Facts after its first run.
 * @param remake Makes the database anew, as it was after the first run; called when the second has changed it.
 */
export async function runAgain(
  database: ShadowDatabase,
  file: ParsedMigration,
  before: FactHashes,
  remake: () => Promise<ShadowDatabase>,
): Promise<Again> {
  const { error, keys, rows, filled } = await tryAgain(database, file, before);
  const again = { error, rows, filled };
  if (error !== undefined) {
    // A file in one transaction has left nothing behind.
    if (file.statements.some(({ transaction }) => transaction !== 'inside')) await remake();
    return { ...again, changes: true, facts: [] };
  }
  if (keys.size === 0) {
    if (rows.length > 0) await remake();
    return { ...again, changes: rows.length > 0, facts: [] };
  }
  const found = await readCatalog(database.session, { forMending: false });
  const expected = await readCatalog((await remake()).session, { forMending: false });
  const { differences } = compareCatalogs(expected, found, keys);
  return { ...again, changes: differences.length + rows.length > 0, facts: differences };
}

/** @throws {MigratorError} what is not the file's fault. */
export async function tryAgain(
  database: ShadowDatabase,
  file: ParsedMigration,
  before: FactHashes,
): Promise<SecondRun> {
  const rowsBefore = await readRows(database.session);
  const filled = new Set(rowsBefore.keys());
  let touched = 0;
  try {
    touched = (await database.replay(file)).length;
  } catch (error) {
    if (!(error instanceof MigratorError) || error.details.migration !== file.name) throw error;
    return { error, keys: new Set(), rows: [], filled };
  }
  const rows = rowChanges(rowsBefore, await readRows(database.session));
  const quiet = touched === 0 && database.logged;
  const after = quiet ? before : (await readOutline(database.session)).hashes;
  return { error: undefined, keys: differingKeys({ hashes: before }, { hashes: after }), rows, filled };
}

/** What Postgres said of a file that failed, without where and when. */
export function reasonOf({ message }: MigratorError): string {
  return /: (.*)$/s.exec(message)?.[1] ?? message;
}
