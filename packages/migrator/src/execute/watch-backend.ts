import type { Session } from '../model/ports.ts';

export interface WatchBlockersOptions {
  /** Of the backend that is watched. */
  readonly pid: number;
  /** Milliseconds it waits for a lock; 0 is for ever. */
  readonly lockTimeout: number;
  readonly open: () => Promise<Session>;
  /** Called once for each statement that waits, with who is in its way. */
  readonly onBlocked: (by: string) => void;
}

export interface BlockerWatch {
  /** Whom the statement under way, or the last one, was last seen waiting for. */
  readonly by: string | undefined;
  /** The server has been heard of: nothing waits now. */
  heard(): void;
  /** A message is under way. */
  start(): void;
  /** It has ended. */
  stop(): void;
  close(): Promise<void>;
}

const SHORTEST = 100;
const LONGEST = 2_000;

/**
 * Looks from a second connection at whom a silent statement waits for: afterwards nobody can tell any more. Nothing is
 * opened while the server speaks; what fails here is no reason for anything.
 */
export function watchBlockers({ pid, lockTimeout, open, onBlocked }: WatchBlockersOptions): BlockerWatch {
  const pause = lockTimeout === 0 ? LONGEST : Math.min(LONGEST, Math.max(SHORTEST, lockTimeout / 4));
  let opened: Promise<Session> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let by: string | undefined;
  let told = false;
  let turn = 0;

  function rest(): void {
    clearTimeout(timer);
    timer = undefined;
    turn += 1;
  }

  function wait(): void {
    const mine = turn;
    timer = setTimeout(async () => {
      try {
        opened ??= open();
        const [row] = await (await opened).query(`SELECT ${BLOCKERS} AS by`.replaceAll('PID', String(pid)));
        if (mine !== turn) return;
        if (typeof row?.by === 'string') {
          by = row.by;
          if (!told) onBlocked(by);
          told = true;
        }
        wait();
      } catch {
        // Without a second connection nobody is named.
      }
    }, pause);
  }

  return {
    get by() {
      return by;
    },
    heard() {
      if (timer === undefined) return;
      rest();
      by = undefined;
      told = false;
      wait();
    },
    start() {
      rest();
      by = undefined;
      told = false;
      wait();
    },
    stop: rest,
    async close() {
      rest();
      await opened?.then((session) => session.close()).catch(() => {});
    },
  };
}

/** No text of anybody's query: it may hold values. */
const BLOCKERS = `(SELECT pg_catalog.string_agg(pg_catalog.format('pid %s (%s, its query since %s)', a.pid,
    coalesce(nullif(a.application_name, ''), 'unnamed'),
    coalesce(pg_catalog.to_char(a.query_start, 'YYYY-MM-DD HH24:MI:SS TZ'), 'unknown')), ', ' ORDER BY a.query_start)
  FROM pg_catalog.pg_stat_activity a WHERE a.pid = ANY (pg_catalog.pg_blocking_pids(PID)))`;
