import { historyOf } from '../../database/history-of.ts';
import { refuseReadOnly } from '../../database/refuse-server.ts';
import type { Config } from '../../model/config.ts';
import { MigratorError } from '../../model/errors.ts';
import type { Emit } from '../../model/event.ts';
import type { RepairAction, RepairResult } from '../../model/undo-result.ts';
import { holdLock } from '../../open/hold-lock.ts';
import { withDatabase } from '../../open/with-database.ts';
import { findRow } from '../../plan/find-row.ts';
import { splitRecorded } from '../../plan/split-recorded.ts';
import { readMigrationFolder } from '../../source/read-migration-folder.ts';
import type { AskFirst } from '../ask-first.ts';
import { inWords, planRepair } from './plan-repair.ts';

/** What is changed in the history, and who is asked. */
export interface RepairOptions extends AskFirst {
  readonly action: RepairAction;
  /** Name of the migration, or a path to it. */
  readonly file: string;
}

/** Mends the history by name. The database is compared with the files first, and is not changed but for that one row. */
export async function repairHistory(
  config: Config,
  options: RepairOptions,
  emit: Emit,
): Promise<RepairResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  const lock = options.dryRun !== true;
  return withDatabase(config, { lock, folder, emit }, async (database): Promise<RepairResult> => {
    const { session, target } = database;
    const contact = lock ? await holdLock(database, config, emit) : database.contact;
    if (contact.historyVersion === 0) throw nothingRecorded();
    const history = await historyOf(session, contact, folder.migrations);
    const row = history[findRow(history, options.file)];
    if (row === undefined) throw new Error('a row that was found');
    const migration = folder.migrations.find(({ name }) => name === row.filename);
    const { recorded } = splitRecorded(folder.migrations, history);
    const run = { database, config, history, row, migration, recorded };
    const { findings, text, after } = await planRepair(options.action, run);
    const planned = {
      target: target.label,
      action: options.action,
      migration: row.filename,
      before: inWords(row),
      after,
      findings,
    };
    emit({ type: 'repair_planned', ...planned });
    for (const finding of findings) emit({ type: 'finding', finding });
    if (findings.some(({ severity }) => severity === 'blocker')) return { ...planned, outcome: 'refused' };
    if (options.dryRun === true) return { ...planned, outcome: 'planned' };
    refuseReadOnly(contact);
    if (options.confirm !== undefined && !(await options.confirm()))
      return { ...planned, outcome: 'declined' };
    await session.run(text);
    return { ...planned, outcome: 'repaired' };
  });
}

function nothingRecorded(): MigratorError {
  return new MigratorError('usage', 'Nothing is recorded in this database.', {
    hint: '`migrate up` records what it runs and what it finds in effect.',
  });
}
