import { tryLockExpression } from '../database/lock.ts';
import { RESET_ROLE } from '../database/session-settings.ts';
import { SQLSTATE } from '../database/sqlstates.ts';
import type { Mark, Marker } from './marker.ts';

/** The setting that lives as long as the transaction a file began in; it carries the file's index. */
const SENTINEL = 'migrator.file';

export interface Opening {
  readonly marker: Marker;
  readonly mark: Omit<Mark, 'at'>;
  /** The file begins here: its time is taken. */
  readonly opens: boolean;
}

/**
 * @param modes What the file's own BEGIN asks for; undefined where the transaction is open already.
 * @param setsFirst The file's first statement is a SET. `SET TRANSACTION` must have its right to come before any query,
 *   so the mark stands in a small transaction of its own, as it does where a mode may make the first query wait.
 */
export function openText(opening: Opening, modes: string | undefined, setsFirst: boolean): string {
  const mark = openingMark(opening);
  const sentinel = setSentinel(opening.mark.file);
  if (modes === undefined) return `${mark} ${sentinel}`;
  if (modes === '' && !setsFirst) return `BEGIN; ${mark} ${sentinel}`;
  return `BEGIN; ${mark} COMMIT;\nBEGIN${modes && ` ${modes}`}; ${sentinel}`;
}

/** Deferred constraints are checked while the place is still known; then that nobody has ended the transaction. */
export function checkText(marker: Marker, mark: Omit<Mark, 'at'>): string {
  return `${marker.text(mark)}\nSET CONSTRAINTS ALL IMMEDIATE;\n${checkSentinel(mark.file)}`;
}

/** A transaction of our own between those of the file, which may have become another role, or read-only. */
export function betweenText(opening: Opening, settings: string, record: string): string {
  return `BEGIN READ WRITE; ${openingMark(opening)} ${checkLock()}\n${settings}\n${asConnected(record)}\nCOMMIT;`;
}

function openingMark({ marker, mark, opens }: Opening): string {
  return marker.text(mark, opens);
}

/** As the role that connected, until the transaction ends; then the session is again what the file made of it. */
export function asConnected(text: string): string {
  return `SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE;\n${text}`;
}

/** The same for good: the file has ended. */
export function asConnectedForGood(text: string): string {
  return `${RESET_ROLE}\n${text}`;
}

export function setSentinel(file: number): string {
  return `SET LOCAL ${SENTINEL} = '${file}';`;
}

/** Lifts the limits of time, whatever the file has made of them, and remembers them. */
export const LIFT_LIMITS = ['lock_timeout', 'statement_timeout']
  .map(
    (name) =>
      `SELECT pg_catalog.set_config('migrator.${name}', pg_catalog.current_setting('${name}'), false); SET ${name} = 0;`,
  )
  .join(' ');

export const RESTORE_LIMITS = ['lock_timeout', 'statement_timeout']
  .map(
    (name) =>
      `SELECT pg_catalog.set_config('${name}', pg_catalog.current_setting('migrator.${name}'), false);`,
  )
  .join(' ');

/**
 * A file that ended the transaction it ran in has committed a part of itself: its row must not be written. A file may
 * also unlock the lock, by number, which no parser sees: it is taken once more, which costs nothing while it is held,
 * and fails when another run has it by now. Looking it up in pg_locks would cost 0.25 ms a file.
 */
function checkSentinel(file: number): string {
  return `DO $m$BEGIN IF pg_catalog.current_setting('${SENTINEL}', true) IS DISTINCT FROM '${file}' THEN
  RAISE EXCEPTION 'transaction ended' USING ERRCODE = '${SQLSTATE.transactionEnded}'; END IF;
  ${REQUIRE_LOCK} END$m$;`;
}

function checkLock(): string {
  return `DO $m$BEGIN ${REQUIRE_LOCK} END$m$;`;
}

const REQUIRE_LOCK = `IF NOT ${tryLockExpression()} THEN
  RAISE EXCEPTION 'lock given up' USING ERRCODE = '${SQLSTATE.lockGivenUp}'; END IF;`;
