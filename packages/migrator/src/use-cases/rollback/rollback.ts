import { historyOf } from '../../database/history-of.ts';
import type { Config } from '../../model/config.ts';
import { MigratorError } from '../../model/errors.ts';
import type { Emit } from '../../model/event.ts';
import type { HistoryRow } from '../../model/history.ts';
import type { MigrationFolder } from '../../model/migration.ts';
import type { UndoSelection } from '../../model/undo.ts';
import type { RollbackResult } from '../../model/undo-result.ts';
import { holdLock } from '../../open/hold-lock.ts';
import { type Database, withDatabase } from '../../open/with-database.ts';
import { findRollbackBlockers } from '../../plan/find-rollback-blockers.ts';
import { readMigrationFolder } from '../../source/read-migration-folder.ts';
import { selectRows } from '../../undo/select-rows.ts';
import type { AskFirst } from '../ask-first.ts';
import { runRollback } from './run-rollback.ts';

/** What is undone, and who is asked. */
export interface RollbackOptions extends UndoSelection, AskFirst {}

/** Undoes the newest files of a database: decides under the lock, tries it on a shadow, tells, asks, does, proves. */
export async function rollback(
  config: Config,
  options: RollbackOptions,
  emit: Emit,
): Promise<RollbackResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  const lock = options.dryRun !== true;
  return withDatabase(config, { lock, folder, emit }, async (database) => {
    const history = await historyUnderLock(database, { config, folder, options, emit });
    const rows = selectRows(history, options);
    const nothing = {
      target: database.target.label,
      directory: folder.directory,
      migrations: [],
      losses: [],
    };
    if (rows.length === 0) return { ...nothing, outcome: 'nothing', findings: [] };
    const findings = findRollbackBlockers(folder.migrations, history);
    if (findings.length > 0) {
      for (const finding of findings) emit({ type: 'finding', finding });
      return { ...nothing, outcome: 'blocked', findings };
    }
    return runRollback(database, { config, folder, history, rows, options, emit });
  });
}

interface UnderLock {
  readonly config: Config;
  readonly folder: MigrationFolder;
  readonly options: RollbackOptions;
  readonly emit: Emit;
}

/**
 * The history, read when the lock is held. Whoever had to wait for another run may find other files to be the newest than
 * those he meant.
 */
async function historyUnderLock(
  database: Database,
  { config, folder, options, emit }: UnderLock,
): Promise<readonly HistoryRow[]> {
  const { session, contact } = database;
  if (contact.historyVersion === 0 && contact.oldHistory !== 'none') throw notTakenOver();
  const history = await historyOf(session, contact, folder.migrations);
  if (options.dryRun === true || contact.locked) return history;
  const now = await historyOf(session, await holdLock(database, config, emit), folder.migrations);
  const meant = selectRows(history, options).map(({ filename }) => filename);
  const found = selectRows(now, options).map(({ filename }) => filename);
  if (JSON.stringify(meant) !== JSON.stringify(found)) throw historyMoved();
  return now;
}

function historyMoved(): MigratorError {
  return new MigratorError('history_moved', 'Another run changed the history while this one waited for it.', {
    hint: 'Nothing was undone. See `migrate status`, and run again if there is still something to undo.',
  });
}

function notTakenOver(): MigratorError {
  return new MigratorError(
    'history_unreadable',
    'What ran here is recorded in the table of the runner before this one.',
    { hint: 'Run `migrate up` first: it takes over that history.' },
  );
}
