import { describeDrift } from '../adopt/describe/describe-drift.ts';
import { judgeAdoption } from '../adopt/plan-adoption.ts';
import { historyOf } from '../database/history-of.ts';
import type { Config } from '../model/config.ts';
import type { Emit } from '../model/event.ts';
import type { DriftResult } from '../model/result.ts';
import { withAdoptInput } from '../open/with-adoption.ts';
import { withDatabase } from '../open/with-database.ts';
import { splitRecorded } from '../plan/split-recorded.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';

/**
 * Compares the database with what its recorded files make of an empty one; where nothing is recorded, with all files.
 * Writes nothing and takes no lock.
 */
export async function readDrift(config: Config, emit: Emit): Promise<DriftResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: false, folder, emit }, async ({ session, contact, target }) => {
    const history = await historyOf(session, contact, folder.migrations);
    const { recorded } = splitRecorded(folder.migrations, history);
    const judged = recorded.length > 0 ? recorded : folder.migrations;
    return withAdoptInput({ session, target, config, past: [], judged, history }, async (input) => {
      const { findings, compared } = await describeDrift(await judgeAdoption(input));
      return {
        target: target.label,
        directory: folder.directory,
        findings,
        compared,
        clean: findings.length === 0,
      };
    });
  });
}
