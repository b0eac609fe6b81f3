import { describeSkippedDrift } from '../../adopt/describe/describe-skipped-drift.ts';
import { judgeAdoption } from '../../adopt/plan-adoption.ts';
import { readHistory } from '../../database/history.ts';
import type { Config } from '../../model/config.ts';
import { MigratorError } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import type { Migration } from '../../model/migration.ts';
import type { SkippedObject } from '../../model/skipped.ts';
import { withAdoptInput } from '../../open/with-adoption.ts';
import type { Database } from '../../open/with-database.ts';
import { describeSkipped } from '../../plan/describe-skipped.ts';
import { splitRecorded } from '../../plan/split-recorded.ts';

/**
 * Compares what `IF NOT EXISTS` left as it was with what the recorded files make of an empty database. The files are
 * recorded already: what is found is told, and changes nothing.
 */
export async function compareSkipped(
  { session, target, contact }: Database,
  config: Config,
  migrations: readonly Migration[],
  skipped: readonly SkippedObject[],
): Promise<Finding[]> {
  const history = await readHistory(session, contact.user);
  const { recorded: judged } = splitRecorded(migrations, history);
  try {
    return await withAdoptInput({ session, target, config, past: [], judged, history }, async (input) =>
      describeSkippedDrift(await judgeAdoption(input), skipped),
    );
  } catch (error) {
    if (!(error instanceof MigratorError)) throw error;
    return describeSkipped(skipped, `It could not be compared with the files: ${error.message}`);
  }
}
