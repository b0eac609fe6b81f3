import { MigratorError } from '../model/errors.ts';
import type { HistoryRow } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import { ServerError, type Session } from '../model/ports.ts';
import { historyNotMade, historyNotRead } from './history-error.ts';
import { HISTORY_TABLE, upgradeHistoryStatements } from './history-table.ts';
import { OLD_HISTORY } from './old-history.ts';
import { quoteLiteral } from './quote.ts';
import { SQLSTATE } from './sqlstates.ts';

/** A row of the old table, as it will stand in ours. */
interface ImportedRow {
  /** Its `id`, as text. */
  readonly id: string;
  /** `filename` is the migration's name on disk where there is one, else what the old table says. */
  readonly row: HistoryRow;
}

export interface OldHistory {
  /** In the old table's order, each migration once. */
  readonly rows: readonly ImportedRow[];
  /** How many rows the table holds. */
  readonly total: number;
}

/**
 * What the old table holds; writes nothing.
 * @throws {MigratorError} `history_unreadable`.
 */
export async function readOldHistory(
  session: Session,
  migrations: readonly Migration[],
  user: string,
): Promise<OldHistory> {
  // A policy on the table would hide rows in silence from anybody but its owner: this makes it an error.
  const text = `SET LOCAL row_security = off;
SELECT id::text, filename::text, executed_at::timestamptz FROM ${OLD_HISTORY} ORDER BY ${OLD_HISTORY}.id;`;
  const results = await session.run(text).catch((error: unknown) => {
    throw error instanceof ServerError ? historyNotRead(error, user, OLD_HISTORY) : error;
  });
  const found = results.at(-1) ?? [];
  const migrationOf = migrationFinder(migrations);
  const seen = new Set<string>();
  const rows = found.flatMap(({ id, filename, executed_at }): ImportedRow[] => {
    const migration = migrationOf(String(filename));
    const name = migration?.name ?? String(filename);
    // The same file under two forms of its name: the first time counts.
    if (seen.has(name)) return [];
    seen.add(name);
    const executedAt = executed_at instanceof Date ? executed_at : new Date(0);
    return [{ id: String(id), row: importedRow(name, executedAt, migration?.checksum ?? null) }];
  });
  return { rows, total: found.length };
}

/**
 * Makes the history table with the old one's rows in it, in one transaction; the caller holds the lock. The old table
 * stays, so that a deploy that still has the old runner goes on skipping what it ran. It is not read again, because
 * from now on there is a history.
 * @throws {MigratorError} `server_no_create`, `server_read_only`, `history_unreadable`.
 */
export async function takeOverHistory(session: Session, old: OldHistory): Promise<void> {
  try {
    await session.run(`BEGIN; SET LOCAL row_security = off;
${upgradeHistoryStatements(0)}${refuseIfMoved(old)}${importText(old)}${COMMENT_OLD_TABLE}COMMIT;`);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run('ROLLBACK');
    if (error.sqlstate !== SQLSTATE.oldHistoryMoved) throw historyNotMade(error);
    throw new MigratorError(
      'history_unreadable',
      `${OLD_HISTORY} changed while it was taken over: the runner it belongs to is at work.`,
      { hint: 'Nothing was changed. Wait for it to end, and run the same command again.', cause: error },
    );
  }
}

function refuseIfMoved({ total }: OldHistory): string {
  return `DO $m$BEGIN IF (SELECT pg_catalog.count(*) FROM ${OLD_HISTORY}) <> ${total} THEN
  RAISE EXCEPTION 'moved' USING ERRCODE = '${SQLSTATE.oldHistoryMoved}'; END IF; END$m$;\n`;
}

/** The times go from table to table: Postgres keeps more digits of a second than JavaScript. */
function importText({ rows }: OldHistory): string {
  if (rows.length === 0) return '';
  const names = rows.map(({ id, row: { filename, checksum } }) => {
    const values = [id, filename, checksum].map((value) => (value === null ? 'NULL' : quoteLiteral(value)));
    return `(${values.join(', ')})`;
  });
  return `INSERT INTO ${HISTORY_TABLE} (filename, executed_at, checksum, outcome, evidence)
SELECT names.filename, coalesce(old.executed_at::timestamptz, pg_catalog.clock_timestamp()), names.checksum, 'imported',
  pg_catalog.jsonb_build_object('from', '${OLD_HISTORY}', 'filename', old.filename)
FROM ${OLD_HISTORY} old JOIN (VALUES ${names.join(',\n  ')}) AS names (id, filename, checksum) ON names.id = old.id::text
ORDER BY old.id;\n`;
}

/** For whoever finds it. The table may be somebody else's, and need not say anything. */
const COMMENT_OLD_TABLE = `DO $m$BEGIN
  COMMENT ON TABLE ${OLD_HISTORY} IS 'Taken over into ${HISTORY_TABLE}, and not read since.';
EXCEPTION WHEN insufficient_privilege THEN NULL;
END$m$;\n`;

/** The old table may hold a name with or without `.sql`, or with the folder in front. */
function migrationFinder(migrations: readonly Migration[]): (oldName: string) => Migration | undefined {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  return (oldName) => {
    const bare = oldName
      .trim()
      .replace(/\/migration\.sql$/, '')
      .replace(/^.*[\\/]/, '');
    const forms = [oldName, bare, `${bare}.sql`, bare.replace(/\.sql$/, '')];
    return forms.map((name) => byName.get(name)).find((migration) => migration !== undefined);
  };
}

function importedRow(filename: string, executedAt: Date, checksum: string | null): HistoryRow {
  return {
    filename,
    executedAt,
    checksum,
    outcome: 'imported',
    statements: null,
    statementsDone: null,
    batch: null,
    durationMs: null,
    executedBy: null,
  };
}
