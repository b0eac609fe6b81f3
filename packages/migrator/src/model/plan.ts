import type { MigratorError } from './errors.ts';
import type { Finding } from './finding.ts';
import type { HistoryRow } from './history.ts';
import type { TableLock } from './lock.ts';
import type { Migration } from './migration.ts';

/** What a run would do, decided before anything is done. */
export interface Plan {
  /** Every migration on disk, in order. */
  readonly steps: readonly Step[];
  /** Findings that stop the run before it starts. */
  readonly blockers: readonly Finding[];
  /** Findings that are only told. */
  readonly notices: readonly Finding[];
}

export type Step =
  | { readonly kind: 'skip'; readonly migration: Migration; readonly row: HistoryRow }
  | { readonly kind: 'run'; readonly migration: Migration }
  /** An earlier run has done a part of it: what is left runs. */
  | { readonly kind: 'resume'; readonly migration: Migration; readonly row: HistoryRow };

/** One statement a run would send. */
export interface PlannedStatement {
  /** 1-based, in the file. */
  readonly line: number;
  /** Its text in one line, cut where it is long, strings masked. */
  readonly summary: string;
  /** False where Postgres does not run it in a transaction. */
  readonly transactional: boolean;
  /** Held until the file's transaction ends; relations the file makes itself are left out. */
  readonly locks: readonly TableLock[];
  /** Why there may be more locks than these, in words. */
  readonly unseen?: string;
}

/** Statements that run together. */
export interface PlannedSegment {
  /** `transaction`: they commit together or not at all; `alone`: one statement, in no transaction. */
  readonly runs: 'transaction' | 'alone';
  /** How many of the migration's statements, BEGIN and COMMIT left out. */
  readonly statements: number;
}

/** One migration a run would apply. */
export interface PlannedMigration {
  readonly name: string;
  /** As it is shown: relative to where the user typed when it lies below. */
  readonly path: string;
  /** True: the file and its history row commit together or not at all. */
  readonly transactional: boolean;
  readonly statements: readonly PlannedStatement[];
  /** How its statements share transactions, in order. */
  readonly segments: readonly PlannedSegment[];
  /** How many of its statements an earlier run has done; they are not among `statements`. */
  readonly done: number;
  /** Why it can not run; its statements are as many as could be read. */
  readonly error?: MigratorError;
}
