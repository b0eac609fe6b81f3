import type { MigratorError } from './errors.ts';
import type { Finding } from './finding.ts';
import type { CreatedMigration } from './migration.ts';
import type { DataLoss } from './undo.ts';

/** How one migration is, or would be, undone. */
export interface UndoneMigration {
  readonly name: string;
  /** `down`: by the inverse its author wrote; `generated`: by one made from the catalog before and after it. */
  readonly source: 'down' | 'generated';
  /** Statements without semicolons, in the order they run. */
  readonly sql: readonly string[];
}

/**
 * How a rollback ended: `nothing` was there to undo; `planned`, it was only looked at; `declined` at the prompt;
 * `blocked`, folder and history do not agree; `refused`, `findings` say why not; `failed`, `error` says where. In all
 * of these nothing has changed.
 */
export interface RollbackResult {
  readonly target: string;
  readonly directory: string;
  readonly outcome: 'rolled_back' | 'planned' | 'nothing' | 'declined' | 'blocked' | 'refused' | 'failed';
  /** Newest first. */
  readonly migrations: readonly UndoneMigration[];
  /** Rows and values that go. */
  readonly losses: readonly DataLoss[];
  readonly findings: readonly Finding[];
  readonly error?: MigratorError;
}

/** A forward migration that reverses another one; `refused`, none was written and `findings` say why. */
export interface UndoResult {
  readonly outcome: 'written' | 'refused';
  /** Name of the migration it reverses. */
  readonly undoes: string;
  readonly source: 'down' | 'generated';
  readonly sql: readonly string[];
  readonly created?: CreatedMigration;
  readonly findings: readonly Finding[];
}

/**
 * How the history is mended. `accept`: the file as it is on disk is what ran; `forget`: it counts as never run. Of an
 * interrupted file: `resume`, what is done of it is what it says now, and a statement that nobody knows of runs again;
 * `discard`, it counts as never begun.
 */
export type RepairAction = 'accept' | 'forget' | 'resume' | 'discard';

/** What a repair changed, or would change, in the history. */
export interface RepairResult {
  readonly target: string;
  readonly outcome: 'repaired' | 'planned' | 'declined' | 'refused';
  readonly action: RepairAction;
  readonly migration: string;
  /** The row of the history before and after, in words; undefined where there is none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly findings: readonly Finding[];
}
