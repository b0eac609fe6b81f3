import { setTimeout as sleep } from 'node:timers/promises';
import { MigratorError } from '../model/errors.ts';
import type { Row, Session } from '../model/ports.ts';
import type { Target } from '../model/target.ts';
import { heldByExpression, unlockExpression } from './lock.ts';
import { openSession } from './postgres.ts';

/** Milliseconds: a pool whose connections are all taken by sessions gives none, and that is an answer as well. */
const PATIENCE = 3_000;

const WHICH_BACKEND = 'SELECT pg_catalog.pg_backend_pid() AS pid;';

/** Who asks, ours or the other: neither in step with two backends that take turns nor with three. */
const ASKING = [
  'ours',
  'other',
  'other',
  'ours',
  'ours',
  'other',
  'ours',
  'other',
  'other',
  'other',
  'ours',
] as const;

/**
 * To be called where something stands between us and the server. In session mode our backend is ours as long as we are
 * there; in transaction mode it is the next one's who asks, or the next of many is ours. So two connections ask in turn.
 * @param pid Of the backend that served the first message.
 * @throws {MigratorError} `pooler_transaction_mode`; nothing has been written, and the lock is given back if its
 * backend is idle within 5 s.
 */
export async function refuseTransactionMode(target: Target, session: Session, pid: number): Promise<void> {
  const second = await openSession(
    { ...target, connectTimeout: Math.min(PATIENCE, target.connectTimeout ?? PATIENCE) },
    WHICH_BACKEND,
  ).catch(() => undefined);
  if (second === undefined) return;
  try {
    const pids = { ours: pid, other: pidOf(second.opening.at(-1)) };
    let moved = pids.ours === pids.other;
    for (const who of ASKING) {
      if (moved) break;
      moved = pids[who] !== pidOf(await (who === 'ours' ? session : second.session).query(WHICH_BACKEND));
    }
    if (!moved) return;
    await giveBackAt(pid, [session, second.session]);
    throw transactionMode(target);
  } finally {
    await second.session.close();
  }
}

/** Milliseconds until the backend that has the lock is left alone: other clients keep it busy. */
const GIVE_BACK_WITHIN = 5_000;
const GIVE_BACK_PAUSE = 50;

/**
 * The first message has taken the lock on a backend that anybody may have now, and that a pooler may never give us again.
 * It is asked for a few times, and then ended while it is idle: the pooler opens another in its place.
 */
async function giveBackAt(pid: number, sessions: readonly [Session, Session]): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    for (const session of sessions) {
      const [row] = await session.query(
        `SELECT CASE pg_catalog.pg_backend_pid() WHEN ${pid} THEN ${unlockExpression()} END AS given`,
      );
      if (row?.given != null) return;
    }
  }
  for (const deadline = performance.now() + GIVE_BACK_WITHIN; performance.now() < deadline; ) {
    const [row] = await sessions[0].query(
      `SELECT ${heldByExpression(pid)} AS held, (SELECT pg_catalog.pg_terminate_backend(pid, 1000)
         FROM pg_catalog.pg_stat_activity WHERE pid = ${pid} AND state = 'idle' AND ${heldByExpression(pid)}) AS ended`,
    );
    if (row?.held !== true || row.ended === true) return;
    await sleep(GIVE_BACK_PAUSE);
  }
}

function pidOf(rows: readonly Row[] | undefined): number {
  return Number(rows?.[0]?.pid);
}

/** Behind a pooler a lock outlives its client where sessions are not reset. A run takes it again with each file. */
export async function giveBack(session: Session): Promise<void> {
  await session.run('SELECT pg_catalog.pg_advisory_unlock_all();').catch(() => {});
}

function transactionMode({ origin, label }: Target): MigratorError {
  return new MigratorError(
    'pooler_transaction_mode',
    `${origin} leads to a pooler in transaction mode, at ${label}: each message may reach another backend.`,
    {
      hint: 'A lock and settings do not survive there. Set DIRECT_URL to the direct connection or to a pooler in session mode (on Supabase the same host, port 5432).',
    },
  );
}
