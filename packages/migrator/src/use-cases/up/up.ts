import type { Contact } from '../../database/contact.ts';
import { historyOf } from '../../database/history-of.ts';
import { HISTORY_UPGRADES } from '../../database/history-table.ts';
import { OLD_HISTORY } from '../../database/old-history.ts';
import { refuseReadOnly } from '../../database/refuse-server.ts';
import { readOldHistory, takeOverHistory } from '../../database/take-over-history.ts';
import { collectSkipped } from '../../execute/collect-skipped.ts';
import type { Config } from '../../model/config.ts';
import type { Emit } from '../../model/event.ts';
import type { Migration } from '../../model/migration.ts';
import type { Session } from '../../model/ports.ts';
import type { UpResult } from '../../model/result.ts';
import { holdLock } from '../../open/hold-lock.ts';
import { withDatabase } from '../../open/with-database.ts';
import { describeSkipped } from '../../plan/describe-skipped.ts';
import { pendingMigrations, planRun } from '../../plan/plan-run.ts';
import { readMigrationFolder } from '../../source/read-migration-folder.ts';
import { runPending } from './run-pending.ts';

/** Applies what is pending: reads the folder, looks at the database, decides, takes the lock, and runs. */
export async function up(config: Config, outOfOrder: boolean, watch: Emit): Promise<UpResult> {
  const { emit, skipped } = collectSkipped(watch);
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: true, folder, emit }, async (database) => {
    const { session, contact } = database;
    const decide = async (now: Contact) => {
      const history = await historyOf(session, now, folder.migrations);
      const plan = planRun({ ...folder, history, oldHistory: now.oldHistory, outOfOrder });
      return { contact: now, history, plan };
    };
    const holdingLock = async (now: Contact) => {
      const current = await takeOver(session, now, folder.migrations, emit);
      const result = await runPending(database, await decide(current), config, emit);
      if (skipped.length === 0) return result;
      const findings =
        result.outcome === 'completed'
          ? // Loaded only here: comparing catalogs is heavy.
            await (await import('./compare-skipped.ts')).compareSkipped(
              database,
              config,
              folder.migrations,
              skipped,
            )
          : describeSkipped(skipped, 'It was not compared with the files, because the run failed.');
      for (const finding of findings) emit({ type: 'finding', finding });
      return { ...result, findings: [...result.findings, ...findings] };
    };
    if (!contact.locked && contact.oldHistory === 'none') {
      const first = await decide(contact);
      // With nothing to run there is nothing to wait for.
      if (pendingMigrations(first.plan).length === 0) return runPending(database, first, config, emit);
    }
    return holdingLock(await holdLock(database, config, emit));
  });
}

/** A database that the runner before this one has worked on: its rows become ours, before anything else. */
async function takeOver(
  session: Session,
  contact: Contact,
  migrations: readonly Migration[],
  emit: Emit,
): Promise<Contact> {
  if (contact.oldHistory === 'none' || contact.oldHistory === 'unknown') return contact;
  refuseReadOnly(contact);
  const old = await readOldHistory(session, migrations, contact.user);
  await takeOverHistory(session, old);
  emit({ type: 'taken_over', from: OLD_HISTORY, migrations: old.rows.length });
  return { ...contact, historyVersion: HISTORY_UPGRADES.length, oldHistory: 'none' };
}
