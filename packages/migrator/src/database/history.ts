import type { Evidence, HistoryRow, Outcome } from '../model/history.ts';
import { type Row, ServerError, type Session } from '../model/ports.ts';
import { historyNotRead } from './history-error.ts';
import { HISTORY_TABLE } from './history-table.ts';
import { quoteLiteral } from './quote.ts';

/**
 * Every row, oldest first.
 * @param user The role that connected, for the error.
 * @throws {MigratorError} `history_unreadable`.
 */
export async function readHistory(session: Session, user: string): Promise<HistoryRow[]> {
  try {
    const [rows = []] = await session.run(
      `SELECT filename, executed_at, checksum, outcome, statements, statements_done, batch, duration_ms, executed_by
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
  };
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
}

/**
 * The INSERT that records a migration. Times come from `clock_timestamp()`: `now()` is when the message
 * arrived, the same for all its files.
 */
export function recordText(row: NewHistoryRow): string {
  const elapsed = `pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())
    - nullif(pg_catalog.current_setting('${STARTED_SETTING}', true), '')::float8`;
  return `INSERT INTO ${HISTORY_TABLE}
  (filename, executed_at, checksum, outcome, statements, statements_done, batch, duration_ms, executed_by, evidence)
VALUES (${quoteLiteral(row.filename)}, pg_catalog.clock_timestamp(), '${row.checksum}', '${row.outcome}', ${row.statements},
  ${row.statements}, ${row.batch}, (1000 * (${elapsed}))::int, session_user,
  ${row.evidence === undefined ? 'NULL' : quoteLiteral(JSON.stringify(row.evidence))});`;
}
