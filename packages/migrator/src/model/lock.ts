/** Postgres's table-level lock modes, weakest first (https://www.postgresql.org/docs/17/explicit-locking.html). */
export const LOCK_MODES = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const;

/** One of Postgres's table-level lock modes. */
export type LockMode = (typeof LOCK_MODES)[number];

/** A lock a statement takes on a table, view, sequence or index, and holds until its transaction ends. */
export interface TableLock {
  readonly mode: LockMode;
  /** As the file writes it: `public.notes`, or `the table of index notes_idx` where only the index is named. */
  readonly relation: string;
  /** What of the application's work has to wait; `schema changes` includes VACUUM and ANALYZE. */
  readonly blocks: 'nothing' | 'schema changes' | 'writes' | 'reads and writes';
}

/** The locks of one statement, as far as its text tells. */
export interface StatementLocks {
  /** One a relation, the strongest. Relations the statement itself makes are not among them. */
  readonly locks: readonly TableLock[];
  /** Relations it makes: until the commit nobody else can see them, so locks on them block nobody. */
  readonly makes: readonly string[];
  /** Why there may be more locks than these, in words; absent when these are all. */
  readonly unseen?: string;
}
