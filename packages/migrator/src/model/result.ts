import type { CheckResult } from './check.ts';
import type { MigratorError } from './errors.ts';
import type { Finding } from './finding.ts';
import type { HistoryRow, Outcome } from './history.ts';
import type { Location } from './location.ts';
import type { CreatedMigration } from './migration.ts';
import type { PlannedMigration } from './plan.ts';
import type { RepairResult, RollbackResult, UndoResult } from './undo-result.ts';

/** What each command gives back, by its name. */
export interface CommandResults {
  readonly up: UpResult;
  readonly status: StatusResult;
  readonly plan: PlanResult;
  readonly adopt: AdoptResult;
  readonly drift: DriftResult;
  readonly import: ImportResult;
  readonly push: PushResult;
  readonly new: CreatedMigration;
  readonly generate: GenerateResult;
  readonly 'verify-triggers': VerifyTriggersResult;
  readonly check: CheckResult;
  readonly rollback: RollbackResult;
  readonly undo: UndoResult;
  readonly repair: RepairResult;
}
export type CommandName = keyof CommandResults;

/** What became of one migration in a run of `up`. */
export interface MigrationResult {
  readonly name: string;
  readonly result: 'applied' | 'adopted' | 'completed' | 'skipped' | 'failed' | 'not_run';
}

/**
 * How a run of `up` ended: `completed`; `blocked`, nothing ran because of `findings`;
 * `refused`, the database is not what the files say, nothing ran and nothing is recorded; `failed`, `error` says where.
 */
export interface UpResult {
  readonly outcome: 'completed' | 'blocked' | 'refused' | 'failed';
  readonly migrations: readonly MigrationResult[];
  readonly findings: readonly Finding[];
  readonly error?: MigratorError;
}

/** What became of the migrations an adopting run looked at. */
export interface AdoptingResult {
  readonly migrations: readonly MigrationResult[];
  /** One that blocks: nothing ran and nothing is recorded. */
  readonly findings: readonly Finding[];
}

/** One line of `status`: a migration on disk, in history, or in both. */
export interface MigrationStatus {
  readonly name: string;
  readonly state: 'applied' | 'pending' | 'edited' | 'deleted' | 'out_of_order' | 'in_progress';
  /** What history says; null where it says nothing. */
  readonly row: HistoryRow | null;
}

/** Folder and history compared. */
export interface StatusResult {
  readonly target: string;
  readonly directory: string;
  readonly migrations: readonly MigrationStatus[];
  readonly findings: readonly Finding[];
  /** True when nothing is pending and no finding blocks. */
  readonly clean: boolean;
}

/** What `up` would do. */
export interface PlanResult {
  /** For people's eyes: host, port and database. */
  readonly target: string;
  /** Absolute. */
  readonly directory: string;
  /** `ready`: `up` would start; `blocked`: `findings` stop it; `refused`: a file can not run, its `error` says why. */
  readonly outcome: 'ready' | 'blocked' | 'refused';
  /** How many migrations are executed already. */
  readonly skipped: number;
  /** What would run, in order. */
  readonly migrations: readonly PlannedMigration[];
  readonly findings: readonly Finding[];
}

/** What the catalog says of one migration, and what `up` would do with it. */
export interface AdoptionVerdict {
  readonly name: string;
  readonly verdict: 'in_effect' | 'pending' | 'partial' | 'loop' | 'conflict';
  /** What would be recorded; undefined where it stops. */
  readonly outcome: Outcome | undefined;
  readonly statements: number;
  /** How many of them would run. */
  readonly run: number;
  /** SQL that would mend what was lost. */
  readonly mends: readonly string[];
  /** Facts of the file found in effect. */
  readonly facts: number;
  /** Why each data statement would run or not, by line. */
  readonly data: Readonly<Record<string, string>>;
}

/**
 * A database judged by the files: `ready`, `up` would go through; `refused`, `findings` stop it; `recorded`, what is in
 * effect was recorded and nothing ran.
 */
export interface AdoptResult {
  readonly target: string;
  readonly directory: string;
  readonly outcome: 'ready' | 'refused' | 'recorded';
  readonly migrations: readonly AdoptionVerdict[];
  readonly findings: readonly Finding[];
  /** Names that were recorded. */
  readonly recorded: readonly string[];
}

/** The live database against what the files say. */
export interface DriftResult {
  readonly target: string;
  readonly directory: string;
  readonly findings: readonly Finding[];
  /** How many facts were compared. */
  readonly compared: number;
  readonly clean: boolean;
}

/** What drizzle-kit has generated, and what is to be said of it. */
export interface GenerateResult {
  /** Absolute. */
  readonly directory: string;
  /** Absolute paths of the new SQL files; none where the schema has not changed. */
  readonly created: readonly string[];
  /** Hazards of the new files, what drizzle-kit does not write among them, and what is odd about the folder. */
  readonly findings: readonly Finding[];
}

/** What a push left to mend. */
export interface PushResult {
  /** Policies that got their expressions back, in words. */
  readonly mended: readonly string[];
  readonly sql: readonly string[];
  /** Policies without expressions that no file knows. */
  readonly findings: readonly Finding[];
}

/** What was taken over from other tools' tables. */
export interface ImportResult {
  readonly target: string;
  /** The tables it was read from. */
  readonly from: readonly string[];
  readonly outcome: 'imported' | 'refused';
  readonly imported: readonly string[];
  readonly findings: readonly Finding[];
}

/** One trigger the files make, judged together with its function. */
export interface TriggerVerdict {
  /** `on_sign_up on auth.users`. */
  readonly trigger: string;
  /** `public.handle_new_user()`. */
  readonly function: string;
  readonly migration: string;
  /** Where the files make it. */
  readonly at: Location;
  readonly ok: boolean;
}

/** One thing tried with a user that was made up, and undone. */
export interface CanaryCheck {
  readonly title: string;
  readonly ok: boolean;
  /** What the triggers promise of it and kept, in words; empty where they promise nothing but not to fail. */
  readonly kept: readonly string[];
  readonly broken: readonly string[];
}

/** Sign-ups that were tried in a transaction that is rolled back. */
export type CanaryResult =
  | {
      readonly ran: true;
      /** The role it was tried as. */
      readonly role: string;
      readonly checks: readonly CanaryCheck[];
      /** What it could not see, in sentences without a full stop. */
      readonly notes: readonly string[];
      /** Sequences it may have advanced, which no rollback undoes, for they are not ours to hold. */
      readonly sequences: readonly string[];
    }
  | {
      readonly ran: false;
      /** Why. */
      readonly reason: string;
      readonly checks: readonly CanaryCheck[];
      readonly notes: readonly string[];
    };

/** The triggers of a database against those of the files, and how sign-ups fare. */
export interface VerifyTriggersResult {
  readonly target: string;
  readonly directory: string;
  /** How many files say what should be there. */
  readonly files: number;
  /** How many files are not recorded, and were not looked at. */
  readonly pending: number;
  readonly triggers: readonly TriggerVerdict[];
  readonly canary: CanaryResult;
  readonly findings: readonly Finding[];
  /** True when no finding blocks. */
  readonly clean: boolean;
}
