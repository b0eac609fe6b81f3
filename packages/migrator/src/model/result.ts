import type { MigratorError } from './errors.ts';
import type { Finding } from './finding.ts';
import type { HistoryRow } from './history.ts';

/** What became of one migration in a run of `up`. */
export interface MigrationResult {
  readonly name: string;
  readonly result: 'applied' | 'skipped' | 'failed' | 'not_run';
}

/**
 * How a run of `up` ended: `completed`; `blocked`, nothing ran because of `findings`; `failed`, `error` says where.
 */
export interface UpResult {
  readonly outcome: 'completed' | 'blocked' | 'failed';
  readonly migrations: readonly MigrationResult[];
  readonly findings: readonly Finding[];
  readonly error?: MigratorError;
}

/** One line of `status`: a migration on disk, in history, or in both. */
export interface MigrationStatus {
  readonly name: string;
  readonly state: 'applied' | 'pending' | 'edited' | 'deleted' | 'out_of_order' | 'in_progress';
  /** What history says; null where it says nothing. */
  readonly row: HistoryRow | null;
}

export interface StatusResult {
  readonly target: string;
  readonly directory: string;
  readonly migrations: readonly MigrationStatus[];
  readonly findings: readonly Finding[];
  /** True when nothing is pending and no finding blocks. */
  readonly clean: boolean;
}
