import { maskContext, maskDetail, maskMessage } from '../database/mask-values.ts';
import { isAlreadyExists, isServerGone, SQLSTATE } from '../database/sqlstates.ts';
import { type ErrorCode, MigratorError } from '../model/errors.ts';
import type { Location } from '../model/location.ts';
import type { ServerError } from '../model/ports.ts';
import { locate } from '../sql/locate.ts';
import type { ComposedFile, Part, PlacedStatement } from './composed-file.ts';

/** Where a statement failed: the place Postgres points to, else the start of the statement. */
export interface FailurePlace {
  readonly file: ComposedFile;
  readonly part: Part;
  /** undefined: after the last statement, when the file's transaction was about to end. */
  readonly statement: PlacedStatement | undefined;
  /** UTF-16 offset in the file's text; undefined where the server gave no place. */
  readonly offset: number | undefined;
}

/** What the person whose deploy failed reads: what, where, why, and what to do. */
export function describeFailure(error: ServerError, place: FailurePlace): MigratorError {
  const { file } = place;
  const { name } = file.migration;
  const code = codeOf(error);
  const message = maskMessage(error.message, error.sqlstate, file.text);
  return new MigratorError(code, sentenceOf(code, name, message, place.statement === undefined), {
    migration: name,
    sqlstate: error.sqlstate,
    at: locationOf(place),
    hint: hintOf(code, place),
    postgres: {
      ...(error.detail === undefined ? {} : { detail: maskDetail(error.detail, file.text) }),
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      ...(error.context === undefined ? {} : { context: maskContext(error.context, file.text) }),
    },
    cause: error,
  });
}

function codeOf({ sqlstate, message }: ServerError): ErrorCode {
  if (sqlstate === SQLSTATE.transactionEnded) return 'transaction_ended';
  if (sqlstate === SQLSTATE.lockGivenUp) return 'lock_given_up';
  if (sqlstate === SQLSTATE.lockNotAvailable) return 'lock_timeout';
  if (isServerGone(sqlstate)) return 'connection_lost';
  if (sqlstate === SQLSTATE.activeTransaction) return 'sql_not_in_transaction';
  return isAlreadyExists(sqlstate, message) ? 'already_exists' : 'statement_failed';
}

function sentenceOf(code: ErrorCode, name: string, message: string, atEnd: boolean): string {
  switch (code) {
    case 'transaction_ended':
      return `${name} ended the transaction it ran in; a part of it may be in effect, and it is not recorded.`;
    case 'lock_given_up':
      return `${name} gave up the lock that keeps two runs apart, and another run has it now.`;
    case 'connection_lost':
      return `The server ended the connection while ${name} ran: ${message}.`;
    case 'already_exists':
      return `${name} makes something the database has already: ${message}.`;
    default:
      return atEnd
        ? `${name} failed when it was about to be committed: ${message}.`
        : `${name} failed: ${message}.`;
  }
}

/** A file of several segments keeps those that are done; the way on is the same file, corrected behind them. */
function hintOf(code: ErrorCode, { file, part }: FailurePlace): string {
  const { name } = file.migration;
  if (part.kind === 'alone' && part.rule.unclear === true)
    return `It ran in no transaction, and may have committed a part of its work. Look at what it has done; then "migrate repair --resume ${name}" lets it run again, or "migrate repair --discard ${name}" forgets the file when all of it was undone by hand.`;
  const next = file.statements[part.done];
  if (
    !part.recorded ||
    part.done === 0 ||
    next === undefined ||
    code === 'transaction_ended' ||
    code === 'connection_lost'
  )
    return HINTS[code] ?? `Nothing of ${name} was kept. Correct it and run the same command again.`;
  return `What ${name} has above line ${next.line} stays in effect, and is recorded. Correct what comes behind it, and run the same command again: it goes on there.`;
}

const HINTS: Partial<Record<ErrorCode, string>> = {
  already_exists:
    'It was rolled back and nothing of it was recorded. Write the statement so that it can run twice (IF NOT EXISTS, OR REPLACE), or drop the object if nobody needs it.',
  transaction_ended:
    'Take what ends the transaction out of the file, undo by hand what it left, and run the same command again.',
  lock_given_up:
    'Nothing of it was kept. Take pg_advisory_unlock of a lock the file did not take out of it, and run the same command again.',
  lock_timeout:
    'It was rolled back each time. Run it when the table is less busy, or give it more time with --lock-timeout 30s.',
  sql_not_in_transaction:
    'Nothing of it was kept. Write "-- migrate: no-transaction" on top of the file, and run the same command again.',
  connection_lost:
    'Run the same command again: what is recorded is whole, and the next run goes on from there.',
};

function locationOf({ file, part, statement, offset }: FailurePlace): Location {
  const own = part.kind === 'alone' ? [part] : part.pieces;
  const last = own.flatMap((piece) => piece.statement ?? []).at(-1) ?? file.statements.at(-1);
  return locate(file.shownPath, file.text, offset ?? statement?.start ?? last?.start ?? 0);
}
