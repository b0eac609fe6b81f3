import type { Config } from './model/config.ts';
import type { Emit } from './model/event.ts';
import type { StatusResult } from './model/result.ts';
import { describeStatus } from './plan/describe-status.ts';
import { findOldHistory } from './plan/find-old-history.ts';
import { planRun } from './plan/plan-run.ts';
import { readMigrationFolder } from './source/read-migration-folder.ts';
import { historyOf, withDatabase } from './with-database.ts';

/** Compares folder and history; writes nothing and takes no lock. */
export async function readStatus(config: Config, emit: Emit): Promise<StatusResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: false, folder, emit }, async ({ session, contact, label }) => {
    const history = await historyOf(session, contact, folder.migrations);
    const findings = [...findOldHistory(contact.oldHistory, history.length), ...folder.findings];
    const plan = planRun({ ...folder, findings, history, outOfOrder: false });
    return describeStatus(plan, history, { directory: folder.directory, target: label });
  });
}
