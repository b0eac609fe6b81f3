import type { DataChoices } from './adoption.ts';
import type { Target } from './target.ts';

/** Everything a run needs to know, read once from flags, environment and env files. */
export interface Config {
  /** Absolute path of the migrations folder. */
  readonly directory: string;
  /** undefined: the embedded Postgres, started when it is needed. */
  readonly target: Target | undefined;
  /** How long to wait for another run to finish, in milliseconds. */
  readonly wait: number;
  /** How long a statement may wait for a lock on a table, in milliseconds. */
  readonly lockTimeout: number;
  /** In milliseconds; 0 is none. */
  readonly statementTimeout: number;
  /** Where files are replayed to compare: a cluster of our own, the target's own server, or one that is named. */
  readonly shadow: 'embedded' | 'target' | Target;
  /** Folder of the shadow cluster of our own. */
  readonly shadowDirectory: string;
  /** What to do with statements that leave no trace, when a database is adopted. */
  readonly dataChoices: DataChoices;
  /** Let a pending DROP throw away rows. */
  readonly allowDataLoss: boolean;
  /** Whatever the files do not make on their objects stops an adoption. */
  readonly strict: boolean;
  /** Record files that make what a shadow can not show, or a comparison not tell. */
  readonly trustUnproven: boolean;
  /** The folder paths are shown relative to: where the user typed. */
  readonly cwd: string;
  /** Stops a run: the statement under way is cancelled, and what is not committed is rolled back. */
  readonly signal?: AbortSignal | undefined;
}
