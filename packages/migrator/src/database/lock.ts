import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { MigratorError } from '../model/errors.ts';
import type { Session } from '../model/ports.ts';
import { HISTORY_TABLE } from './history-table.ts';

/**
 * Id of the advisory lock. Postgres keeps advisory locks apart by database; the history table's name keeps ours apart
 * from other programs'.
 */
const LOCK_ID = createHash('sha256').update(HISTORY_TABLE).digest().readBigInt64BE();

/**
 * A session lock, tried and never waited for: a session blocked in `pg_advisory_lock` holds a snapshot, and deadlocks
 * with a holder that runs CREATE INDEX CONCURRENTLY (40P01). The session that holds it may take it again.
 */
export function tryLockExpression(): string {
  return `pg_catalog.pg_try_advisory_lock(${LOCK_ID})`;
}

/** True where it was held. Without effect, but for a warning, where it was not. */
export function unlockExpression(): string {
  return `pg_catalog.pg_advisory_unlock(${LOCK_ID})`;
}

/** Milliseconds between two tries: quick at first, since most runs are short. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2_000;

/**
 * Tries again and again until the lock is held.
 * @param wait Milliseconds to go on trying.
 * @param onWait Called once, before the first pause, with who holds the lock.
 * @throws {MigratorError} `lock_held` when `wait` is over.
 */
export async function waitForLock(
  session: Session,
  wait: number,
  onWait: (holder: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  // Not the clock on the wall, which may be set meanwhile.
  const deadline = performance.now() + wait;
  let told = false;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const [rows] = await session.run(`SELECT ${tryLockExpression()} AS locked, ${HOLDER} AS holder`);
    if (rows?.[0]?.locked === true) return;
    const holder = String(rows?.[0]?.holder ?? 'a session that just ended');
    if (performance.now() >= deadline) {
      throw new MigratorError('lock_held', `Another run holds the migration lock: ${holder}.`, {
        hint: 'Wait for it, or give more time with --wait 5m; a session nobody needs is ended by pg_terminate_backend(pid).',
      });
    }
    if (!told) onWait(holder);
    told = true;
    // Up to a fifth more, so that many waiting runs do not ask in step.
    const milliseconds = Math.min(pause * (1 + Math.random() / 5), Math.max(1, deadline - performance.now()));
    // Stopped: the next question is not sent.
    await sleep(milliseconds, undefined, { signal }).catch(() => {});
  }
}

/** Postgres shows a 64-bit advisory lock as two halves, `classid` and `objid`. */
const HELD = `l.locktype = 'advisory' AND l.granted
    AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
    AND (l.classid::bigint << 32) | l.objid::bigint = ${LOCK_ID} AND l.objsubid = 1`;

const HOLDER = `(SELECT pg_catalog.format('pid %s (%s) since %s', a.pid, coalesce(nullif(a.application_name, ''), 'unnamed'),
    pg_catalog.to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ'))
  FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid) WHERE ${HELD} LIMIT 1)`;

/** Whether this backend holds it. */
export function heldByExpression(pid: number): string {
  return `EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE l.pid = ${pid} AND ${HELD})`;
}
