import { historyOf } from '../database/history-of.ts';
import { planResume } from '../execute/plan-resume.ts';
import type { Config } from '../model/config.ts';
import { type ErrorDetails, MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { HistoryRow } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import type { StatusResult } from '../model/result.ts';
import { withDatabase } from '../open/with-database.ts';
import { describeStatus } from '../plan/describe-status.ts';
import { planRun } from '../plan/plan-run.ts';
import { parseFile } from '../source/parse-file.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';

/** Compares folder and history; writes nothing and takes no lock. */
export async function readStatus(config: Config, emit: Emit): Promise<StatusResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: false, folder, emit }, async ({ session, contact, target }) => {
    const history = await historyOf(session, contact, folder.migrations, { withEvidence: true });
    const edited = await findEditedHeads(folder.migrations, history, config.cwd);
    const findings = [...folder.findings, ...edited];
    const plan = planRun({ ...folder, findings, history, oldHistory: contact.oldHistory, outOfOrder: false });
    return describeStatus(plan, history, { directory: folder.directory, target: target.label });
  });
}

/** Migrations in progress that were changed in the part that is done: `up` refuses them. */
async function findEditedHeads(
  migrations: readonly Migration[],
  history: readonly HistoryRow[],
  cwd: string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const row of history.filter(({ outcome }) => outcome === 'in_progress')) {
    const migration = migrations.find(({ name }) => name === row.filename);
    if (migration === undefined) continue;
    try {
      planResume(row, await parseFile(migration, cwd));
    } catch (error) {
      if (!(error instanceof MigratorError)) throw error;
      const { message, details } = error;
      findings.push({
        code: error.code === 'resume_edited' ? 'edited' : 'in_progress',
        severity: 'blocker',
        migration: migration.name,
        message,
        ...pick(details),
      });
    }
  }
  return findings;
}

function pick({ at, hint }: ErrorDetails): Pick<Finding, 'at' | 'hint'> {
  return { ...(at === undefined ? {} : { at }), ...(hint === undefined ? {} : { hint }) };
}
