import type { CheckedPart } from './check.ts';
import type { Finding } from './finding.ts';
import type { ServerNotice } from './ports.ts';
import type { DataLoss } from './undo.ts';
import type { RepairAction, UndoneMigration } from './undo-result.ts';

/** How far the server is with an index it builds, as it says itself. */
export interface BuildProgress {
  /** In Postgres's words, such as `building index: scanning table`. */
  readonly phase: string;
  /** Of this phase, where it counts. */
  readonly percent?: number;
}

/** What can be watched of a run, in the order it happens. Watching never changes a run. */
export type MigratorEvent =
  | { readonly type: 'found'; readonly files: number; readonly directory: string; readonly target: string }
  | { readonly type: 'finding'; readonly finding: Finding }
  /** The rows of the runner before this one became ours. */
  | { readonly type: 'taken_over'; readonly from: string; readonly migrations: number }
  | { readonly type: 'waiting'; readonly holder: string }
  /** Objects of these files are there although nothing is recorded: they are compared with a shadow, not run. */
  | { readonly type: 'adopting'; readonly migrations: number }
  /** A migration that was recorded without having been run whole. */
  | {
      readonly type: 'adopted';
      readonly migration: string;
      readonly outcome: 'adopted' | 'completed';
      readonly statements: number;
      /** How many of them were in effect. */
      readonly inEffect: number;
      /** How many policies got back what drizzle-kit push dropped. */
      readonly mended: number;
    }
  | { readonly type: 'skipped'; readonly migration: string }
  | { readonly type: 'started'; readonly migration: string; readonly index: number; readonly of: number }
  | { readonly type: 'statement'; readonly migration: string; readonly line: number }
  | {
      readonly type: 'notice';
      readonly migration: string;
      readonly line: number;
      readonly notice: ServerNotice;
    }
  /** A lock was not had in time; the file was rolled back and is tried again after `delayMs`. */
  | {
      readonly type: 'retrying';
      readonly migration: string;
      readonly attempt: number;
      readonly delayMs: number;
      /** Who was in the way, where it was seen: pid, application, since when. */
      readonly by?: string;
    }
  /** A statement waits for a lock that somebody else holds. */
  | { readonly type: 'blocked'; readonly migration: string; readonly line: number; readonly by: string }
  /** Nothing was heard for a second, and the run goes on; told each second until something is heard. */
  | {
      readonly type: 'progress';
      readonly migration: string;
      readonly index: number;
      readonly of: number;
      /** Of the statement under way; absent where the file is being committed. */
      readonly line?: number;
      /** Milliseconds since it began. */
      readonly elapsedMs: number;
      /** The migration is taken back: what runs is its inverse. */
      readonly undoing?: true;
      /** Where it builds an index, and a second connection could be had to ask. */
      readonly build?: BuildProgress;
    }
  | { readonly type: 'completed'; readonly migration: string; readonly durationMs: number }
  /** A part of `check` is done; told in the order of the parts. */
  | { readonly type: 'checked'; readonly part: CheckedPart }
  /** What a rollback is about to do, before it asks or does it. */
  | {
      readonly type: 'rollback_planned';
      readonly target: string;
      readonly migrations: readonly UndoneMigration[];
      readonly losses: readonly DataLoss[];
    }
  /** What a repair is about to change in the history. */
  | {
      readonly type: 'repair_planned';
      readonly target: string;
      readonly action: RepairAction;
      readonly migration: string;
      readonly before: string | undefined;
      readonly after: string | undefined;
    };

/** Takes the events of a run, each as it happens. */
export type Emit = (event: MigratorEvent) => void;
