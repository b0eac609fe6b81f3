import { readOutline } from '../../catalog/read-catalog.ts';
import type { FactHashes } from '../../model/fact.ts';
import type { Shadow } from '../../model/shadow.ts';
import type { ParsedMigration } from '../../model/statement.ts';
import { withReplay } from '../../shadow/with-replay.ts';

/**
 * The states within a file: before its first statement, which is `start`, and after each.
 * @param before Everything that runs before the file.
 */
export async function readStatementStates(
  shadow: Shadow,
  before: readonly ParsedMigration[],
  file: ParsedMigration,
  start: FactHashes,
): Promise<FactHashes[]> {
  return withReplay(shadow, before, async (database) => {
    const states = [start];
    let last = start;
    for (const statement of file.statements) {
      const touched = await database.replayStatements(file, [statement]);
      if (touched.length > 0 || !database.logged) last = (await readOutline(database.session)).hashes;
      states.push(last);
    }
    return states;
  });
}
