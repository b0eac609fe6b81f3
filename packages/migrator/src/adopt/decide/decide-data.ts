import type { DataChoices } from '../../model/adoption.ts';
import type { Session } from '../../model/ports.ts';
import type { Statement } from '../../model/statement.ts';
import {
  type DataStatement,
  dataStatements,
  movedTable,
  movesRows,
  type TableName,
} from '../../sql/data-statements.ts';
import { readTableState, rehearse } from './rehearse.ts';

/** What becomes of one statement whose effect the catalog does not show. */
export interface DataDecision {
  readonly statement: Statement;
  readonly decision: 'run' | 'done' | 'ask';
  /** Why, for people and for the record. */
  readonly reason: string;
}

export interface DecideDataOptions {
  /** In the state the database would have when the statement's turn comes. */
  readonly session: Session;
  /** Name of the migration. */
  readonly name: string;
  readonly choices: DataChoices;
  /** Whether a table is one the files make, so that its triggers are theirs. */
  readonly isOurs: (table: TableName) => boolean;
  /** Whether what comes after a statement leaves a table what it was when the statement ran. */
  readonly isStill: (table: TableName, statement: Statement) => boolean;
  /**
   * What the catalog says of the file: in a `loop` later files lead back from its DDL, so that DDL is asked about too;
   * in a `pending` one what changes no row may as well run, so that the file runs whole.
   */
  readonly verdict: 'in_effect' | 'pending' | 'partial' | 'loop';
}

/** Decides one statement; undefined where the catalog shows what it does. */
export async function decideData(
  statement: Statement,
  options: DecideDataOptions,
): Promise<DataDecision | undefined> {
  const [data] = dataStatements([statement]);
  if (data !== undefined) return decide(data, options);
  return options.verdict === 'loop' && movesRows(statement) ? decideMoving(statement, options) : undefined;
}

/**
 * Decides a file that the catalog says nothing of. If one of its statements has to be asked about, the file is asked
 * about whole: run in part, it may move rows to where only its other half would bring them back from.
 */
export async function decideLoop(
  statements: readonly Statement[],
  options: DecideDataOptions,
): Promise<DataDecision[]> {
  const unasked = { ...options, choices: { files: new Map() } };
  const decisions: DataDecision[] = [];
  for (const statement of statements) {
    const decision = await decideData(statement, unasked);
    if (decision !== undefined) decisions.push(afterSeeds(decision, decisions));
  }
  if (!decisions.some(({ decision }) => decision === 'ask')) return decisions;
  const choice = options.choices.files.get(options.name) ?? options.choices.all;
  if (choice === 'run') {
    return statements.map((statement) => ({
      statement,
      decision: 'run',
      reason: '--data run, the whole file',
    }));
  }
  return decisions.map(({ statement, decision, reason }) => {
    const told = decision === 'done' ? `${reason}, unless the rest of the file runs` : reason;
    return choice === undefined
      ? { statement, decision: 'ask', reason: told }
      : { statement, decision: 'done', reason: `${reason}; --data skip` };
  });
}

/**
 * What is done with because its table is empty was looked at without the seeds that run before it. What would change no
 * row of a seed's own table is the other half of the seed; anything else may do anything to what the seed brings.
 */
function afterSeeds(decision: DataDecision, before: readonly DataDecision[]): DataDecision {
  const seeded = before.filter((each) => each.decision === 'run').map(({ statement }) => tableOf(statement));
  if (decision.decision !== 'done' || seeded.length === 0) return decision;
  const table = tableOf(decision.statement);
  const ask = {
    ...decision,
    decision: 'ask',
    reason: 'it may work on what the seed before it brings',
  } as const;
  switch (decision.reason) {
    case NO_ROW:
      return table !== undefined && seeded.every((each) => each === table)
        ? { ...decision, decision: 'run', reason: 'it goes with the seed of the same table' }
        : ask;
    case GONE:
      return ask;
    case NOTHING_TO_MOVE:
      return table === undefined || seeded.includes(table) ? ask : decision;
    default:
      return decision;
  }
}

/** The table a statement writes to or moves rows of, to be compared. */
function tableOf(statement: Statement): string | undefined {
  const [data] = dataStatements([statement]);
  const table = data === undefined ? movedTable(statement) : data.table;
  return table === undefined ? undefined : JSON.stringify([table.schema, table.name]);
}

const NO_ROW = 'it would change no row';
const GONE = 'what it names is gone, so it can never run again';
/** In a loop, whose other statements bring it about and take it away again: nobody can tell whether it ran. */
const ONLY_WITHIN = 'what it names is there only while the whole file runs';
const NOTHING_TO_MOVE = 'later files undo it, and there are no rows to move';

async function decide(data: DataStatement, options: DecideDataOptions): Promise<DataDecision> {
  const { statement, table } = data;
  const decided = (decision: DataDecision['decision'], reason: string) => ({ statement, decision, reason });
  const state = table === undefined ? 'unknown' : await readTableState(options.session, table);
  const onlyWithin = options.verdict === 'loop' && (statement.kind === 'InsertStmt' || state === 'filled');
  if (state === 'missing') {
    return onlyWithin
      ? choose(statement, ONLY_WITHIN, options)
      : decided('done', 'its table is gone, so it can never run again');
  }
  // Only INSERT, UPDATE and DELETE on tables of the files: elsewhere a trigger may do anything.
  if (!data.rehearsable || table === undefined || !options.isOurs(table)) {
    return choose(statement, 'what it would do can not be rehearsed', options);
  }
  if (!options.isStill(table, statement)) {
    return choose(statement, 'its table has been renamed or made again since', options);
  }
  const rehearsal = await rehearse(options.session, statement.text);
  if (rehearsal.kind === 'gone')
    return onlyWithin ? choose(statement, ONLY_WITHIN, options) : decided('done', GONE);
  if (rehearsal.kind === 'fails') return choose(statement, `it fails with ${rehearsal.sqlstate}`, options);
  if (rehearsal.rows === 0) {
    return decided(options.verdict === 'pending' ? 'run' : 'done', NO_ROW);
  }
  if (data.seeds && state === 'empty') return decided('run', 'its table is empty');
  const rows = rehearsal.rows === 1 ? '1 row' : `${rehearsal.rows} rows`;
  return choose(statement, `it would change ${rows}`, options);
}

/** DDL of a file that later files lead back from: on an empty or missing table it can do no harm, nor any good. */
async function decideMoving(statement: Statement, options: DecideDataOptions): Promise<DataDecision> {
  const table = movedTable(statement);
  const state = table === undefined ? 'filled' : await readTableState(options.session, table);
  if (state === 'filled')
    return choose(statement, 'later files undo it, and its table has rows now', options);
  return { statement, decision: 'done', reason: NOTHING_TO_MOVE };
}

function choose(statement: Statement, reason: string, { name, choices }: DecideDataOptions): DataDecision {
  const choice = choices.files.get(name) ?? choices.all;
  if (choice === undefined) return { statement, decision: 'ask', reason };
  return { statement, decision: choice === 'run' ? 'run' : 'done', reason: `${reason}; --data ${choice}` };
}
