/**
 * How a migration came to be recorded: `applied` ran whole, `adopted` was in effect already, `completed` was in part,
 * `imported` was taken over from another tool's table, `in_progress` has run some of its segments.
 */
export type Outcome = 'applied' | 'adopted' | 'completed' | 'imported' | 'in_progress';

/** One row of `migrator.__manual_migrations`. */
export interface HistoryRow {
  readonly filename: string;
  readonly executedAt: Date;
  /** null: recorded by a tool that kept none. */
  readonly checksum: string | null;
  readonly outcome: Outcome;
  readonly statements: number | null;
  readonly statementsDone: number | null;
  /** Number of the run of `up` that recorded it; null where another tool did. */
  readonly batch: number | null;
  readonly durationMs: number | null;
  readonly executedBy: string | null;
}
