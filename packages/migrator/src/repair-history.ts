import { describeDrift } from './adopt/describe-drift.ts';
import { describeKey } from './catalog/describe-key.ts';
import { acceptText, forgetText } from './database/history.ts';
import { waitForLock } from './database/lock.ts';
import type { Config } from './model/config.ts';
import { MigratorError } from './model/errors.ts';
import type { Emit } from './model/event.ts';
import type { FactKey } from './model/fact.ts';
import type { Finding } from './model/finding.ts';
import type { HistoryRow } from './model/history.ts';
import type { Migration } from './model/migration.ts';
import type { RepairResult } from './model/result.ts';
import { readMigrationFolder } from './source/read-migration-folder.ts';
import { findRow } from './undo/select-rows.ts';
import { withAdoption } from './with-adoption.ts';
import { type Database, historyOf, refuseReadOnly, withDatabase } from './with-database.ts';
import { parseFile } from './with-shadow.ts';

/** What is changed in the history, and who is asked. */
export interface RepairOptions {
  /** `accept`: record the file as it is on disk now; `forget`: take it out of the history. */
  readonly action: 'accept' | 'forget';
  /** Name of the migration, or a path to it. */
  readonly file: string;
  /** Only look. */
  readonly dryRun?: boolean;
  /** Asked when what will change has been told by events; without it nobody is. */
  readonly confirm?: () => Promise<boolean>;
}

/** Mends the history by name. The database is compared with the files first, and is not changed but for that one row. */
export async function repairHistory(
  config: Config,
  options: RepairOptions,
  emit: Emit,
): Promise<RepairResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: true, folder, emit }, async (database): Promise<RepairResult> => {
    const { session, contact, label } = database;
    if (!contact.locked)
      await waitForLock(session, config.wait, (holder) => emit({ type: 'waiting', holder }));
    if (contact.historyVersion === 0) throw nothingRecorded();
    const history = await historyOf(session, contact, folder.migrations);
    const row = history[findRow(history, options.file)];
    if (row === undefined) throw new Error('a row that was found');
    const migration = folder.migrations.find(({ name }) => name === row.filename);
    const names = new Set(history.map(({ filename }) => filename));
    const recorded = folder.migrations.filter(({ name }) => names.has(name));
    const run = { database, config, row, migration, recorded };
    const { findings, text, after } = await (options.action === 'accept' ? planAccept(run) : planForget(run));
    const planned = {
      target: label,
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

interface RepairRun {
  readonly database: Database;
  readonly config: Config;
  readonly row: HistoryRow;
  /** On disk; undefined when it is gone. */
  readonly migration: Migration | undefined;
  readonly recorded: readonly Migration[];
}

interface PlannedRepair {
  readonly findings: readonly Finding[];
  readonly text: string;
  readonly after: string | undefined;
}

/** The file on disk is what counts from now on: told is where the database is not what it says. */
async function planAccept({ database, config, row, migration, recorded }: RepairRun): Promise<PlannedRepair> {
  if (migration === undefined) {
    throw new MigratorError('usage', `${row.filename} is gone from disk: there is nothing to accept.`, {
      hint: `Bring it back, or write \`migrate repair --forget ${row.filename}\`.`,
    });
  }
  if (row.checksum === migration.checksum) {
    throw new MigratorError(
      'usage',
      `${row.filename} is recorded as it is on disk: there is nothing to accept.`,
      {
        hint: '`migrate status` names the files that were edited.',
      },
    );
  }
  const statements = (await parseFile(migration, config)).statements.length;
  return {
    findings: await driftOf(database, config, recorded),
    text: acceptText({ filename: row.filename, checksum: migration.checksum, statements }),
    after: inWords({ ...row, checksum: migration.checksum }),
  };
}

/** A row may go when nothing of its file is in effect; of a file that is gone, nobody knows what it made. */
async function planForget({ database, config, row, migration, recorded }: RepairRun): Promise<PlannedRepair> {
  const { session, target } = database;
  const planned = { text: forgetText(row.filename), after: undefined };
  if (migration === undefined) {
    const others = recorded.filter(({ name }) => name !== row.filename);
    return { ...planned, findings: others.length === 0 ? [] : await driftOf(database, config, others) };
  }
  return withAdoption({ session, target, config, past: [], judged: recorded }, async ({ judgement }) => {
    const { verdict, yes } = judgement.files[recorded.indexOf(migration)] ?? { verdict: 'conflict', yes: [] };
    const gone = verdict === 'pending' || verdict === 'loop';
    return { ...planned, findings: gone ? [] : [stillInEffect(row.filename, verdict, yes)] };
  });
}

/** Where the database is not what these files make; told, because accepting does not mend it. */
async function driftOf(
  { session, target }: Database,
  config: Config,
  judged: readonly Migration[],
): Promise<Finding[]> {
  return withAdoption({ session, target, config, past: [], judged }, async (decided) => {
    const { findings } = await describeDrift(decided);
    return findings.map((each): Finding => ({ ...each, severity: 'warning' }));
  });
}

function stillInEffect(name: string, verdict: string, yes: readonly FactKey[]): Finding {
  const some = yes.slice(0, 3).map(describeKey);
  const more = yes.length > some.length ? ` and ${yes.length - some.length} more` : '';
  return {
    code: 'still_in_effect',
    severity: 'blocker',
    migration: name,
    message:
      verdict === 'conflict' || some.length === 0
        ? `${name} is on disk, and the database is neither what it was before the file nor what the file makes.`
        : `${name} is on disk, and what it makes is in the database: ${some.join(', ')}${more}.`,
    hint: '`migrate rollback --step 1` undoes the newest file, and `migrate undo FILE` writes a migration that reverses any.',
  };
}

/** A row for people: `applied, checksum 1a2b3c4d`. */
function inWords({ outcome, checksum }: HistoryRow): string {
  return `${outcome}, ${checksum === null ? 'no checksum' : `checksum ${checksum.slice(0, 8)}`}`;
}

function nothingRecorded(): MigratorError {
  return new MigratorError('usage', 'Nothing is recorded in this database.', {
    hint: '`migrate up` records what it runs and what it finds in effect.',
  });
}
