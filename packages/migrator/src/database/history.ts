import type { Evidence, HistoryRow, Outcome, Unfinished } from '../model/history.ts';
import { type Row, ServerError, type Session } from '../model/ports.ts';
import { historyNotRead } from './history-error.ts';
import { HISTORY_TABLE } from './history-table.ts';
import { quoteLiteral } from './quote.ts';

/**
 * Every row, oldest first.
 * @param user The role that connected, for the error.
 * @param withEvidence Whether the evidence is read: much of it is SQL that a run has no use for.
 * @throws {MigratorError} `history_unreadable`.
 */
export async function readHistory(
  session: Session,
  user: string,
  { withEvidence = false }: { readonly withEvidence?: boolean } = {},
): Promise<HistoryRow[]> {
  try {
    const [rows = []] = await session.run(
      `SELECT filename, executed_at, checksum, outcome, statements, statements_done, batch, duration_ms, executed_by,
         CASE outcome WHEN 'in_progress' THEN evidence END AS unfinished,
         ${withEvidence ? "CASE WHEN outcome <> 'in_progress' THEN evidence END" : 'NULL'} AS evidence
       FROM ${HISTORY_TABLE} ORDER BY id`,
    );
    return rows.map(readRow);
  } catch (error) {
    throw error instanceof ServerError ? historyNotRead(error, user) : error;
  }
}

function readRow(row: Row): HistoryRow {
  const number = (name: string) => (row[name] == null ? null : Number(row[name]));
  const text = (name: string) => (row[name] == null ? null : String(row[name]));
  return {
    filename: String(row.filename),
    executedAt: row.executed_at instanceof Date ? row.executed_at : new Date(String(row.executed_at)),
    checksum: text('checksum'),
    // The table's CHECK admits nothing else.
    outcome: String(row.outcome) as Outcome,
    statements: number('statements'),
    statementsDone: number('statements_done'),
    batch: number('batch'),
    durationMs: number('duration_ms'),
    executedBy: text('executed_by'),
    ...(isUnfinished(row.unfinished) ? { unfinished: row.unfinished } : {}),
    ...(isEvidence(row.evidence) ? { evidence: row.evidence } : {}),
  };
}

/** Written by `evidenceText`. */
function isEvidence(value: unknown): value is Evidence {
  return (
    typeof value === 'object' && value !== null && 'verdict' in value && typeof value.verdict === 'string'
  );
}

/** Written by `progressText`, and by nobody else. */
function isUnfinished(value: unknown): value is Unfinished {
  return typeof value === 'object' && value !== null && 'done' in value && typeof value.done === 'string';
}

/** The setting in which a run keeps the moment its current file began, in seconds since 1970. */
export const STARTED_SETTING = 'migrator.started';

/** A row about to be written; what is missing the database fills in. */
export interface NewHistoryRow {
  readonly filename: string;
  readonly checksum: string;
  readonly statements: number;
  readonly batch: number;
  readonly outcome: Outcome;
  readonly evidence: Evidence | undefined;
  /** Milliseconds that earlier runs have spent on it; absent where there was none. */
  readonly earlier?: number;
}

/** The INSERT that records a migration as a whole. */
export function recordText(row: NewHistoryRow): string {
  return `${insertText(row, row.statements, evidenceText(row.evidence))};`;
}

/** The same for a migration that is in progress: its row is there. */
export function finishText(row: NewHistoryRow): string {
  return `${insertText(row, row.statements, evidenceText(row.evidence))}${REPLACE};`;
}

/**
 * Records how far a migration is.
 * @param done How many of its statements are, the first ones.
 * @param begun SQL that gives the names of the indexes there are, as a jsonb array, where the next statement is about
 *   to begin outside of a transaction.
 */
export function progressText(
  row: NewHistoryRow,
  done: number,
  { begun, ...unfinished }: Omit<Unfinished, 'begun'> & { readonly begun?: string },
): string {
  const evidence = `${quoteLiteral(JSON.stringify(unfinished))}::jsonb${
    begun === undefined
      ? ''
      : ` || pg_catalog.jsonb_build_object('begun', pg_catalog.jsonb_build_object('indexes', ${begun}))`
  }`;
  return `${insertText({ ...row, outcome: 'in_progress' }, done, evidence)}${REPLACE};`;
}

/** The statement that was begun failed, and nothing is left of it: a file of which nothing is done is as it was. */
export function notBegunText(filename: string): string {
  const row = `WHERE filename = ${quoteLiteral(filename)} AND outcome = 'in_progress'`;
  return `DELETE FROM ${HISTORY_TABLE} ${row} AND statements_done = 0;
UPDATE ${HISTORY_TABLE} SET evidence = evidence - 'begun' ${row};`;
}

/**
 * Times come from `clock_timestamp()`: `now()` is when the message arrived, the same for all its files. Where that clock
 * was set back meanwhile, or the file cleared the setting, the duration is not known; where it was set forward by weeks,
 * it must not overflow.
 */
function insertText(row: NewHistoryRow, done: number, evidence: string): string {
  const elapsed = `pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())
    - nullif(pg_catalog.current_setting('${STARTED_SETTING}', true), '')::float8`;
  const known = `nullif(greatest(-1, least(1e9, coalesce(1000 * (${elapsed}), -1))), -1)`;
  const duration = `(${row.earlier ?? 0} + ${known})::int`;
  return `INSERT INTO ${HISTORY_TABLE}
  (filename, executed_at, checksum, outcome, statements, statements_done, batch, duration_ms, executed_by, evidence)
VALUES (${quoteLiteral(row.filename)}, pg_catalog.clock_timestamp(), '${row.checksum}', '${row.outcome}', ${row.statements},
  ${done}, ${row.batch}, ${duration}, session_user,
  ${evidence})`;
}

/** The DELETE that takes a migration's row away, so that it counts as never run. */
export function forgetText(filename: string): string {
  return `DELETE FROM ${HISTORY_TABLE} WHERE filename = ${quoteLiteral(filename)};`;
}

/** The UPDATE that takes a migration's text as it is now for the one that ran. */
export function acceptText({
  filename,
  checksum,
  statements,
}: Pick<NewHistoryRow, 'filename' | 'checksum' | 'statements'>): string {
  return `UPDATE ${HISTORY_TABLE}
  SET checksum = '${checksum}', statements = ${statements}, statements_done = ${statements}
  WHERE filename = ${quoteLiteral(filename)};`;
}
function evidenceText(evidence: Evidence | undefined): string {
  return evidence === undefined ? 'NULL' : quoteLiteral(JSON.stringify(evidence));
}

const REPLACE = `
ON CONFLICT (filename) DO UPDATE SET (executed_at, checksum, outcome, statements, statements_done, batch, duration_ms,
  executed_by, evidence) = ROW (EXCLUDED.executed_at, EXCLUDED.checksum, EXCLUDED.outcome, EXCLUDED.statements,
  EXCLUDED.statements_done, EXCLUDED.batch, EXCLUDED.duration_ms, EXCLUDED.executed_by, EXCLUDED.evidence)`;

/**
 * The UPDATE that takes what is done of a migration in progress for what its file says now.
 * @param row.done Hash of those statements; row.repeats The statement that was begun runs again.
 */
export function resumeText(row: {
  readonly filename: string;
  readonly checksum: string;
  readonly done: string;
  readonly repeats: boolean;
}): string {
  const evidence = `evidence || ${quoteLiteral(JSON.stringify({ done: row.done }))}::jsonb`;
  return `UPDATE ${HISTORY_TABLE}
  SET checksum = '${row.checksum}', evidence = ${row.repeats ? `(${evidence}) - 'begun'` : evidence}
  WHERE filename = ${quoteLiteral(row.filename)} AND outcome = 'in_progress';`;
}
