import { describeDrift } from '../../adopt/describe/describe-drift.ts';
import { describeKey } from '../../catalog/describe-key.ts';
import { acceptText, forgetText, resumeText } from '../../database/history.ts';
import { aloneRule } from '../../execute/alone-rule.ts';
import type { Config } from '../../model/config.ts';
import { MigratorError } from '../../model/errors.ts';
import type { FactKey } from '../../model/fact.ts';
import type { Finding } from '../../model/finding.ts';
import type { HistoryRow } from '../../model/history.ts';
import type { Migration } from '../../model/migration.ts';
import type { RepairAction } from '../../model/undo-result.ts';
import { withAdoption } from '../../open/with-adoption.ts';
import type { Database } from '../../open/with-database.ts';
import { parseFile } from '../../source/parse-file.ts';
import { hashStatements } from '../../sql/hash-statements.ts';

export interface RepairRun {
  readonly database: Database;
  readonly config: Config;
  readonly history: readonly HistoryRow[];
  readonly row: HistoryRow;
  /** On disk; undefined when it is gone. */
  readonly migration: Migration | undefined;
  readonly recorded: readonly Migration[];
}

/** One change of one row, and what to know before it is made. */
export interface PlannedRepair {
  readonly findings: readonly Finding[];
  readonly text: string;
  readonly after: string | undefined;
}

/**
 * Looks at file and database, and says what a repair would change.
 * @throws {MigratorError} `usage` where there is nothing to repair in this way.
 */
export async function planRepair(action: RepairAction, run: RepairRun): Promise<PlannedRepair> {
  const interrupted = run.row.outcome === 'in_progress';
  if (interrupted !== (action === 'resume' || action === 'discard')) throw otherRepair(run.row, interrupted);
  switch (action) {
    case 'accept':
      return planAccept(run);
    case 'resume':
      return planResuming(run);
    default:
      return planForget(run);
  }
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
  const statements = (await parseFile(migration, config.cwd)).statements.length;
  return {
    findings: await driftOf(database, config, recorded),
    text: acceptText({ filename: row.filename, checksum: migration.checksum, statements }),
    after: inWords({ ...row, checksum: migration.checksum }),
  };
}

/**
 * What is done of an interrupted file is what the file on disk says now, and a statement of which nobody knows whether it
 * ran runs again.
 */
async function planResuming({ config, row, migration }: RepairRun): Promise<PlannedRepair> {
  const done = row.statementsDone ?? 0;
  const statements = migration === undefined ? [] : (await parseFile(migration, config.cwd)).statements;
  const next = statements[done];
  if (migration === undefined || next === undefined) {
    throw new MigratorError(
      'usage',
      `${row.filename} has stopped after ${done} statements, and has none behind them ${migration === undefined ? 'any more: it is gone from disk' : 'now'}.`,
      {
        hint: `Bring them back, or write \`migrate repair --discard ${row.filename}\` when it was undone by hand.`,
      },
    );
  }
  const hash = hashStatements(statements.slice(0, done));
  const repeats = aloneRule(next).unclear === true && row.unfinished?.begun !== undefined;
  return {
    findings: [],
    text: resumeText({ filename: row.filename, checksum: migration.checksum, done: hash, repeats }),
    after: `${inWords({ ...row, checksum: migration.checksum })}, goes on at line ${next.line}`,
  };
}

/** A row may go when nothing of its file is in effect; of a file that is gone, nobody knows what it made. */
async function planForget({
  database,
  config,
  history,
  row,
  migration,
  recorded,
}: RepairRun): Promise<PlannedRepair> {
  const { session, target } = database;
  const planned = { text: forgetText(row.filename), after: undefined };
  if (migration === undefined) {
    const others = recorded.filter(({ name }) => name !== row.filename);
    return { ...planned, findings: others.length === 0 ? [] : await driftOf(database, config, others) };
  }
  const judged = { session, target, config, past: [], judged: recorded, history };
  return withAdoption(judged, async ({ judgement }) => {
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
export function inWords({ outcome, checksum, statementsDone }: HistoryRow): string {
  const state = outcome === 'in_progress' ? `in progress, ${statementsDone ?? 0} statements done` : outcome;
  return `${state}, ${checksum === null ? 'no checksum' : `checksum ${checksum.slice(0, 8)}`}`;
}

function otherRepair({ filename }: HistoryRow, interrupted: boolean): MigratorError {
  return interrupted
    ? new MigratorError('usage', `${filename} is half done.`, {
        hint: `\`migrate up\` goes on with it; where it can not, \`migrate repair --resume ${filename}\` or, when it was undone by hand, \`--discard ${filename}\`.`,
      })
    : new MigratorError(
        'usage',
        `${filename} is recorded as a whole: there is nothing to resume or to discard.`,
        {
          hint: `\`migrate repair --forget ${filename}\` takes it out of the history when it was undone by hand.`,
        },
      );
}
