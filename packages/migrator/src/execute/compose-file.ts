import { type NewHistoryRow, recordText, STARTED_SETTING } from '../database/history.ts';
import { tryLockExpression } from '../database/lock.ts';
import { afterFileText, RESET_ROLE, type TimeLimits } from '../database/session-settings.ts';
import { SQLSTATE } from '../database/sqlstates.ts';
import type { Evidence, Outcome } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import type { Marker } from './marker.ts';

/** A statement without its parse tree, which is large and no longer needed. */
export type PlacedStatement = Pick<Statement, 'index' | 'text' | 'start' | 'line'>;

/** A part of the message; with `statement` it is text of the file, else ours. */
export interface Piece {
  readonly text: string;
  readonly statement?: PlacedStatement;
}

/** One migration as the server gets it: a transaction of its own that ends with its history row. */
export interface ComposedFile {
  readonly migration: Migration;
  /** The file's text, for the places of errors. */
  readonly text: string;
  readonly statements: readonly PlacedStatement[];
  readonly pieces: readonly Piece[];
}

export interface ComposeContext {
  readonly marker: Marker;
  /** Index of the file in the run. */
  readonly file: number;
  readonly batch: number;
  readonly limits: TimeLimits;
  /** The file runs in a transaction that is open and stays open, instead of one of its own. */
  readonly shared?: boolean;
}

/** What is done of a file, and how that is recorded; by default all of it, as `applied`. */
export interface FileWork {
  /** The statements to run, in order. */
  readonly statements: readonly Statement[];
  /** SQL of our own that runs after them, such as the mending of a policy. */
  readonly mends: readonly string[];
  readonly outcome: Outcome;
  readonly evidence?: Evidence;
}

/** The setting that lives as long as the transaction a file began in; it carries the file's index. */
const SENTINEL = 'migrator.file';

export function composeFile(
  migration: Migration,
  parsed: ParsedMigration,
  context: ComposeContext,
  work: FileWork = { statements: parsed.statements, mends: [], outcome: 'applied' },
): ComposedFile {
  const statements = parsed.statements.map(({ index, text, start, line }) => ({ index, text, start, line }));
  const ours = (text: string): Piece => ({ text: `${text}\n` });
  const leadingSets = countLeadingSets(parsed.statements);
  const row = {
    filename: migration.name,
    checksum: migration.checksum,
    statements: statements.length,
    batch: context.batch,
    outcome: work.outcome,
    evidence: work.evidence,
  };
  return {
    migration,
    text: parsed.text,
    statements,
    pieces: [
      ours(openFile(context)),
      ...(parsed.directives.lockTimeout === undefined
        ? []
        : [ours(`SET LOCAL lock_timeout = ${parsed.directives.lockTimeout};`)]),
      ...work.statements.flatMap((statement) => {
        const { index } = statement;
        const placed = statements[index];
        return [
          ...(index > 0 && index >= leadingSets
            ? [ours(context.marker.text({ file: context.file, statement: index }))]
            : []),
          // The semicolon stands on a line of its own: the text may end in a comment.
          { text: `${statement.text}\n;`, ...(placed === undefined ? {} : { statement: placed }) },
          ...(clearsSettings(statement) ? [ours(setSentinel(context))] : []),
        ];
      }),
      ...work.mends.map((text) => ours(`${text.replace(/;?\s*$/, '')};`)),
      ours(closeFile(row, context)),
    ],
  };
}

/**
 * The first mark and the time stand in a small transaction of their own, because `SET TRANSACTION` must be a file's
 * right to have before any query.
 */
function openFile({ marker, file, shared = false }: ComposeContext): string {
  const started = `SELECT pg_catalog.set_config('${STARTED_SETTING}', pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())::text, false);`;
  const opening = `${marker.text({ file, statement: 0 })} ${started}`;
  return `${shared ? opening : `BEGIN; ${opening} COMMIT;\nBEGIN;`} ${setSentinel({ file })}`;
}

/**
 * Deferred constraints are checked while the place is still known; then the sentinel, then the row as the role that
 * connected, and a clean session for the next file, all before the one COMMIT.
 */
function closeFile(row: NewHistoryRow, { marker, file, limits, shared = false }: ComposeContext): string {
  return [
    marker.text({ file, statement: row.statements }),
    'SET CONSTRAINTS ALL IMMEDIATE;',
    checkSentinel({ file }),
    RESET_ROLE,
    recordText(row),
    afterFileText(limits),
    ...(shared ? [] : ['COMMIT;']),
  ].join('\n');
}

function setSentinel({ file }: { file: number }): string {
  return `SET LOCAL ${SENTINEL} = '${file}';`;
}

/**
 * A file that ended the transaction it ran in has committed a part of itself: its row must not be written. A file may
 * also unlock the lock, by number, which no parser sees: it is taken once more, which costs nothing while it is held,
 * and fails when another run has it by now. Looking it up in pg_locks would cost 0.25 ms a file.
 */
function checkSentinel({ file }: { file: number }): string {
  return `DO $m$BEGIN IF pg_catalog.current_setting('${SENTINEL}', true) IS DISTINCT FROM '${file}' THEN
  RAISE EXCEPTION 'transaction ended' USING ERRCODE = '${SQLSTATE.transactionEnded}'; END IF;
  IF NOT ${tryLockExpression()} THEN
  RAISE EXCEPTION 'lock given up' USING ERRCODE = '${SQLSTATE.lockGivenUp}'; END IF; END$m$;`;
}

/**
 * SET takes no snapshot and a mark does, so the SETs on top of a file have none between them:
 * `SET TRANSACTION ISOLATION LEVEL` has to come before any query.
 */
function countLeadingSets(statements: readonly Statement[]): number {
  const first = statements.findIndex(({ kind }) => kind !== 'VariableSetStmt');
  return first === -1 ? statements.length : first;
}

/** RESET ALL takes the sentinel with it, which is no fault of the file. */
function clearsSettings({ kind, text }: Statement): boolean {
  return kind === 'VariableSetStmt' && /^reset\s+all$/i.test(text.trim());
}
