import type { Outcome } from './history.ts';
import type { Migration } from './migration.ts';
import type { ParsedMigration, Statement } from './statement.ts';

/** What is asked of statements that leave no trace in a catalog: run them, or take them as done. */
export interface DataChoices {
  /** For every file that is not named. */
  readonly all?: 'run' | 'skip';
  /** By name of the migration. */
  readonly files: ReadonlyMap<string, 'run' | 'skip'>;
}

/** What will be done of one file in an adopting run. */
export interface AdoptedFile {
  readonly migration: Migration;
  readonly parsed: ParsedMigration;
  /** What the catalog says of it. */
  readonly verdict: 'in_effect' | 'pending' | 'partial' | 'loop';
  /** The statements to run; the others are in effect. */
  readonly run: readonly Statement[];
  /** SQL of ours that mends what was lost. */
  readonly mends: readonly string[];
  readonly outcome: Outcome;
  /** Facts of the file that were found in effect. */
  readonly facts: number;
  /** Line of each data statement, and why it is run or not. */
  readonly data: Readonly<Record<string, string>>;
}
