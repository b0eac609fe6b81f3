import type { BuildProgress } from '../model/event.ts';
import type { Row, Session } from '../model/ports.ts';

export interface WatchBackendOptions {
  /** Of the backend that is watched. */
  readonly pid: number;
  /** Milliseconds it waits for a lock; 0 is for ever. */
  readonly lockTimeout: number;
  readonly open: () => Promise<Session>;
  /** Called once for each statement that waits, with who is in its way. */
  readonly onBlocked: (by: string) => void;
}

export interface BackendWatch {
  /** Whom the statement under way, or the last one, was last seen waiting for. */
  readonly by: string | undefined;
  /** How far the index that is built now was last seen to be. */
  readonly build: BuildProgress | undefined;
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
 * Looks from a second connection at a silent backend: whom it waits for, which afterwards nobody can tell any more, and
 * how far it is with an index. Nothing is opened while the server speaks; what fails here is no reason for anything.
 */
export function watchBackend({ pid, lockTimeout, open, onBlocked }: WatchBackendOptions): BackendWatch {
  const pause = lockTimeout === 0 ? LONGEST : Math.min(LONGEST, Math.max(SHORTEST, lockTimeout / 4));
  let opening: Promise<Session> | undefined;
  let opened = false;
  let timer: NodeJS.Timeout | undefined;
  let by: string | undefined;
  let build: BuildProgress | undefined;
  let told = false;
  let turn = 0;

  function rest(): void {
    clearTimeout(timer);
    timer = undefined;
    build = undefined;
    turn += 1;
  }

  function begin(): void {
    rest();
    by = undefined;
    told = false;
    wait();
  }

  async function openOnce(): Promise<Session> {
    opening ??= open();
    const session = await opening;
    opened = true;
    return session;
  }

  function wait(): void {
    const mine = turn;
    timer = setTimeout(async () => {
      try {
        const session = await openOnce();
        if (mine !== turn) return;
        const [row] = await session.query(LOOK.replaceAll('PID', String(pid)));
        if (mine !== turn) return;
        build = readBuild(row);
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
    timer.unref();
  }

  return {
    get by() {
      return by;
    },
    get build() {
      return build;
    },
    heard() {
      if (timer !== undefined) begin();
    },
    start: begin,
    stop: rest,
    async close() {
      rest();
      const closed = opening?.then((session) => session.close()).catch(() => {});
      // One that is not had yet is no reason to wait at the end of a run.
      if (opened) await closed;
    },
  };
}

function readBuild(row: Row | undefined): BuildProgress | undefined {
  if (typeof row?.phase !== 'string') return undefined;
  return typeof row.percent === 'number' ? { phase: row.phase, percent: row.percent } : { phase: row.phase };
}

/** No text of anybody's query: it may hold values. */
const BLOCKERS = `(SELECT pg_catalog.string_agg(pg_catalog.format('pid %s (%s, its query since %s)', a.pid,
    coalesce(nullif(a.application_name, ''), 'unnamed'),
    coalesce(pg_catalog.to_char(a.query_start, 'YYYY-MM-DD HH24:MI:SS TZ'), 'unknown')), ', ' ORDER BY a.query_start)
  FROM pg_catalog.pg_stat_activity a WHERE a.pid = ANY (pg_catalog.pg_blocking_pids(PID)))`;

/** Each phase counts something else, and leaves the counts of the one before it where they were. */
const PERCENT = `CASE
    WHEN p.phase LIKE 'waiting for %' THEN 100 * p.lockers_done / nullif(p.lockers_total, 0)
    WHEN p.phase LIKE '%loading tuples%' THEN 100 * p.tuples_done / nullif(p.tuples_total, 0)
    WHEN p.phase LIKE '%scanning%' THEN 100 * p.blocks_done / nullif(p.blocks_total, 0)
  END`;

/** The view is empty for a backend that builds no index; what others build is not asked for. */
const LOOK = `SELECT ${BLOCKERS} AS by, p.phase, least(100, ${PERCENT})::int AS percent
  FROM (VALUES (1)) one LEFT JOIN pg_catalog.pg_stat_progress_create_index p ON p.pid = PID`;
