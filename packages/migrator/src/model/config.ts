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
  /** The folder paths are shown relative to: where the user typed. */
  readonly cwd: string;
}
