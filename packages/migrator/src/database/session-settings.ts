/** Time limits of a run, in milliseconds; 0 is none. */
export interface TimeLimits {
  /** How long a statement may wait for a lock on a table. */
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

/**
 * Our own settings. `standard_conforming_strings` and `client_encoding` decide how the server reads a message, and it
 * reads it whole before the first statement runs, so they must be what the parser assumed.
 */
function ownSettings({ lockTimeout, statementTimeout }: TimeLimits): string {
  return [
    `SET lock_timeout = ${lockTimeout};`,
    `SET statement_timeout = ${statementTimeout};`,
    'SET idle_in_transaction_session_timeout = 0;',
    'SET standard_conforming_strings = on;',
    "SET client_encoding = 'UTF8';",
  ].join(' ');
}

/** Back to the role that connected; before the history row, which another role may not write. */
export const RESET_ROLE = 'RESET SESSION AUTHORIZATION; RESET ROLE;';

/**
 * Everything else a file can leave behind in a session. All of it is allowed in a transaction, where `DISCARD ALL`
 * is not (and would drop the advisory lock). `UNLISTEN` is refused by a standby, so connecting leaves it out.
 */
function resetState(limits: TimeLimits): string {
  return `RESET ALL; DEALLOCATE ALL; CLOSE ALL; DISCARD TEMP; DISCARD SEQUENCES; ${ownSettings(limits)}`;
}

/** What runs once on connecting: a session pooler hands over what the client before left. */
export function openingText(limits: TimeLimits): string {
  return `${RESET_ROLE} ${resetState(limits)}`;
}

/** What runs after each file, so that the next one starts clean. */
export function afterFileText(limits: TimeLimits): string {
  return `UNLISTEN *; ${resetState(limits)}`;
}
