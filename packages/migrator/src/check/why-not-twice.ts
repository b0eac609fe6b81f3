import { describeKey } from '../catalog/describe-key.ts';
import { readOutline } from '../catalog/read-catalog.ts';
import { againstSecondRun } from '../lint/against-second-run.ts';
import type { Shadow } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { withReplay } from '../shadow/with-replay.ts';
import { reasonOf, tryAgain } from './run-again.ts';

/**
 * Why a file can not run twice, by running it twice and by its text, in one sentence; undefined where it can.
 * @param past What runs before it.
 */
export async function whyNotTwice(
  shadow: Shadow,
  past: readonly ParsedMigration[],
  file: ParsedMigration,
): Promise<string | undefined> {
  return withReplay(shadow, [...past, file], async (database) => {
    const before = (await readOutline(database.session)).hashes;
    const { error, keys, rows } = await tryAgain(database, file, before);
    if (error !== undefined) return reasonOf(error);
    for (const key of keys) return `it changes the ${describeKey(key)} each time.`;
    for (const { table } of rows) return `it changes rows of ${table} each time.`;
    return againstSecondRun(file.statements)[0]?.message;
  });
}
