import { compareCatalogs } from '../catalog/compare-catalogs.ts';
import { differingKeys } from '../catalog/differing-keys.ts';
import { readCatalog, readOutline } from '../catalog/read-catalog.ts';
import { MigratorError } from '../model/errors.ts';
import type { FactDifference, FactHashes } from '../model/fact.ts';
import type { ShadowDatabase } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { type RowChange, readRows, rowChanges } from './read-rows.ts';

/** What a second run of a file, right after the first, did: it failed, or it changed something, or nothing. */
export interface Again {
  readonly error: MigratorError | undefined;
  /** Whether it did anything but run through. */
  readonly changes: boolean;
  readonly facts: readonly FactDifference[];
  readonly rows: readonly RowChange[];
  /** Names of the tables that held rows meanwhile. */
  readonly filled: ReadonlySet<string>;
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
  const rowsBefore = await readRows(database.session);
  const filled = new Set(rowsBefore.keys());
  let touched = 0;
  try {
    touched = (await database.replay(file)).length;
  } catch (error) {
    if (!(error instanceof MigratorError) || error.details.migration !== file.name) throw error;
    // A file in one transaction has left nothing behind.
    if (file.statements.some(({ transaction }) => transaction !== 'inside')) await remake();
    return { error, changes: true, facts: [], rows: [], filled };
  }
  const rows = rowChanges(rowsBefore, await readRows(database.session));
  const quiet = touched === 0 && database.logged;
  const after = quiet ? before : (await readOutline(database.session)).hashes;
  const keys = differingKeys({ hashes: before }, { hashes: after });
  if (keys.size === 0 && rows.length === 0)
    return { error: undefined, changes: false, facts: [], rows, filled };
  if (keys.size === 0) {
    await remake();
    return { error: undefined, changes: true, facts: [], rows, filled };
  }
  const found = await readCatalog(database.session, { forMending: false });
  const expected = await readCatalog((await remake()).session, { forMending: false });
  const { differences } = compareCatalogs(expected, found, keys);
  return {
    error: undefined,
    changes: differences.length + rows.length > 0,
    facts: differences,
    rows,
    filled,
  };
}
