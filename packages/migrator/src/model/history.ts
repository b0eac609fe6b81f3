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
  /** How far it got, where its outcome is `in_progress`. */
  readonly unfinished?: Unfinished;
  /** Why it counts although it was not run whole; read for those who ask alone. */
  readonly evidence?: Evidence;
}

/** A migration of several segments of which some have run; kept as the evidence of its row. */
export interface Unfinished {
  /** Hash of the statements that are done: the file may change behind them, and only there. */
  readonly done: string;
  /** The next statement was begun outside of a transaction, and may have run. */
  readonly begun?: {
    /** The indexes that were there before it, as `schema.name`: another one is its own. */
    readonly indexes: readonly string[];
  };
  /** Set by an adoption, which found some of the rest in effect: indexes of the statements that are still to run. */
  readonly run?: readonly number[];
  /** SQL of ours that mends what was lost, to run at the end. */
  readonly mends?: readonly string[];
  /** What is recorded in the end, where it is not `applied`. */
  readonly outcome?: Outcome;
  readonly evidence?: Evidence;
}

/** Why a migration was recorded without having been run whole. No row data: it is kept, and shown. */
export interface Evidence {
  /** What the catalog said of the file, and of how many of its facts. */
  readonly verdict: string;
  readonly facts: number;
  /** Hash of everything the files touch, as it was found and as it was proven. */
  readonly found: string;
  readonly proven: string;
  /** SQL that mended what was there in part. */
  readonly mends?: readonly string[];
  /** What the files make that could not be proven, and was trusted. */
  readonly unproven?: readonly string[];
  /** Line of each data statement, and why it was run or not. */
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * The table of the runner this one replaces, while there is no history of ours: `readable`, in its known shape, and the
 * role may read it; `forbidden`, it may not; `unknown`, something of that name is there in another shape.
 */
export type OldHistoryState = 'none' | 'readable' | 'forbidden' | 'unknown';
