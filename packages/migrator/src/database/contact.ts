import type { OldHistoryState } from '../model/history.ts';
import type { Row } from '../model/ports.ts';
import { HISTORY_COMMENT, readHistoryVersion } from './history-table.ts';
import { tryLockExpression } from './lock.ts';
import { OLD_HISTORY_STATE, readOldHistoryState } from './old-history.ts';

/** What the first message learns about the database. */
export interface Contact {
  /** `server_version_num`: 170010 is 17.10. */
  readonly serverVersion: number;
  /** A standby, or a server or role set to read-only. */
  readonly readOnly: boolean;
  readonly user: string;
  /** Of the backend that serves the session. */
  readonly pid: number;
  /** Version of the history table; 0 when there is none. */
  readonly historyVersion: number;
  /** What the runner before this one left; `none` once there is a history. */
  readonly oldHistory: OldHistoryState;
  /** Whether this session holds the lock now; false where it was not asked for. */
  readonly locked: boolean;
}

/** The query behind `Contact`; with `lock` it also tries to take the runner's lock, at no further round trip. */
export function contactText({ lock }: { lock: boolean }): string {
  return `SELECT
  pg_catalog.current_setting('server_version_num')::int AS server_version,
  pg_catalog.pg_is_in_recovery() OR pg_catalog.current_setting('transaction_read_only')::bool AS read_only,
  current_user::text AS "user",
  pg_catalog.pg_backend_pid() AS pid,
  ${HISTORY_COMMENT} AS history_comment,
  ${OLD_HISTORY_STATE} AS old_history,
  ${lock ? tryLockExpression() : 'false'} AS locked;`;
}

export function readContact(rows: readonly Row[] | undefined): Contact {
  const row = rows?.[0] ?? {};
  const comment = row.history_comment;
  const historyVersion = readHistoryVersion(typeof comment === 'string' ? comment : null);
  return {
    serverVersion: Number(row.server_version),
    readOnly: row.read_only === true,
    user: String(row.user),
    pid: Number(row.pid),
    historyVersion,
    oldHistory: historyVersion === 0 ? readOldHistoryState(row.old_history) : 'none',
    locked: row.locked === true,
  };
}
