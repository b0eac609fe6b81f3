import { resolve } from 'node:path';
import { parseUrl } from './config/parse-url.ts';
import { shadowDirectory } from './config/read-config.ts';
import type { CheckOptions, CheckResult } from './model/check.ts';
import type { Config } from './model/config.ts';
import type { Emit } from './model/event.ts';
import type { CreatedMigration, MigrationKind } from './model/migration.ts';
import type {
  AdoptResult,
  DriftResult,
  GenerateResult,
  ImportResult,
  PlanResult,
  PushResult,
  StatusResult,
  UpResult,
  VerifyTriggersResult,
} from './model/result.ts';
import type { RepairResult, RollbackResult, UndoResult } from './model/undo-result.ts';
import type { GenerateOptions } from './use-cases/generate-migration.ts';
import { readPlan } from './use-cases/plan/read-plan.ts';
import type { PushOptions } from './use-cases/push-schema.ts';
import { readStatus } from './use-cases/read-status.ts';
import type { RepairOptions } from './use-cases/repair/repair-history.ts';
import type { RollbackOptions } from './use-cases/rollback/rollback.ts';
import { up } from './use-cases/up/up.ts';

/** What a migrator works on; durations are milliseconds, and what is left out is as on the command line. */
export interface MigratorOptions extends Partial<Omit<Config, 'directory'>> {
  /** The migrations folder; its layout is recognised. */
  readonly directory: string;
  /** `postgresql://…`; without it, and without `target`, the embedded Postgres. */
  readonly url?: string | undefined;
  /** Called with each event as it happens. What it throws is ignored: watching never changes a run. */
  readonly onEvent?: Emit;
}

/** How a run may differ from the usual. */
export interface UpOptions {
  /** Run files that are older than the newest applied one. */
  readonly outOfOrder?: boolean;
}

/** What a new migration begins with. */
export interface CreateOptions {
  /** SQL of this kind, to be changed, which can run twice; without it the file is empty. */
  readonly kind?: MigrationKind | undefined;
}

/** One folder of migrations and one database. Each method opens a connection of its own and closes it. */
export interface Migrator {
  /**
   * Applies what is pending, each file once, in order, each in a transaction of its own.
   * @returns how it ended; a migration that failed is a value, not an exception.
   * @throws {MigratorError} when it could not start (exit code 2), or a file can not be run at all (3).
   */
  up(options?: UpOptions): Promise<UpResult>;
  /**
   * What `up` would do: files, statements, locks; writes nothing and takes no lock.
   * @throws {MigratorError} when it could not start (exit code 2). A file that can not run is shown with its error.
   */
  plan(options?: UpOptions): Promise<PlanResult>;
  /**
   * Writes a migration that comes after all others, in the folder's own layout; needs no database.
   * @param name What it does, in a few words: `add phone to profiles`.
   * @throws {MigratorError} `usage`, or a `folder_…`, `journal_…` or `file_…` code.
   */
  create(name: string, options?: CreateOptions): Promise<CreatedMigration>;
  /**
   * Judges the database by the files that are not recorded, against a shadow replay; writes nothing. With `record`, the
   * files that are in effect are recorded, and none is run.
   */
  adopt(options?: { readonly record?: boolean }): Promise<AdoptResult>;
  /** Compares the database with what its recorded files make of an empty one; writes nothing. */
  drift(): Promise<DriftResult>;
  /**
   * Takes over what drizzle or the Supabase CLI has recorded, each row matched to a file and proven; runs nothing.
   * @throws {MigratorError} `import_nothing` where there is no other history.
   */
  import(): Promise<ImportResult>;
  /**
   * `drizzle-kit generate`, then the rules on what it wrote: grants and triggers, which it never writes, among them.
   * @throws {MigratorError} `drizzle_kit_…`.
   */
  generate(options: GenerateOptions): Promise<GenerateResult>;
  /**
   * `drizzle-kit push` on the target, in this terminal, then the policies it breaks are mended.
   * @throws {MigratorError} `push_over_history` where migrations are recorded and `force` is not given; `drizzle_kit_…`.
   */
  push(options: PushOptions): Promise<PushResult>;
  /**
   * Compares the triggers of the recorded files and their functions with the database; then, unless `canary` is false,
   * tries sign-ups in a transaction that is rolled back, and looks whether the triggers on `auth.users` keep what they
   * promise. Needs no shadow, and leaves nothing behind.
   */
  verifyTriggers(options?: { readonly canary?: boolean }): Promise<VerifyTriggersResult>;
  /**
   * Everything a pull request should know about its migrations, on a shadow; needs no target.
   * @throws {MigratorError} when the folder can not be read; what keeps one part from being done is told with the part.
   */
  check(options?: CheckOptions): Promise<CheckResult>;
  /**
   * Undoes the newest files, by default those of the last run of `up`: by the inverse their author wrote, else by a generated
   * one that was tried on a shadow. One transaction, proven before it is committed. Asks nobody unless `confirm` is given.
   * @throws {MigratorError} when it could not start (exit code 2).
   */
  rollback(options?: RollbackOptions): Promise<RollbackResult>;
  /**
   * Writes a migration that reverses another one, tried on a shadow with every later file in place; needs no database.
   * @param file Name of the migration, or a path to it.
   */
  undo(file: string): Promise<UndoResult>;
  /** Changes one row of the history by name, after a look at the database; changes nothing else. */
  repair(options: RepairOptions): Promise<RepairResult>;
  /** Compares folder and history; writes nothing and takes no lock. */
  status(): Promise<StatusResult>;
}

/** A migrator for one folder and one database. Nothing is opened before a method is called. */
export function createMigrator(options: MigratorOptions): Migrator {
  const config = completeConfig(options);
  const emit = shieldObserver(options.onEvent);
  return {
    up: ({ outOfOrder = false } = {}) => up(config, outOfOrder, emit),
    plan: ({ outOfOrder = false } = {}) => readPlan(config, outOfOrder, emit),
    // Loaded only here, and what is below: a run with nothing to do must not pay for them.
    create: async (name, { kind } = {}) =>
      (await import('./source/create-migration.ts')).createMigration(config.directory, name, {
        base: config.cwd,
        kind,
      }),
    adopt: async ({ record = false } = {}) =>
      (await import('./use-cases/read-adoption.ts')).readAdoption(config, record, emit),
    import: async () => (await import('./use-cases/import-history.ts')).importHistory(config, emit),
    generate: async (options) =>
      (await import('./use-cases/generate-migration.ts')).generateMigration(config, options),
    push: async (push) => (await import('./use-cases/push-schema.ts')).pushSchema(config, push, emit),
    check: async (options = {}) =>
      (await import('./use-cases/check-folder.ts')).checkFolder(config, options, emit),
    drift: async () => (await import('./use-cases/read-drift.ts')).readDrift(config, emit),
    verifyTriggers: async ({ canary = true } = {}) =>
      (await import('./use-cases/read-verification.ts')).readVerification(config, canary, emit),
    rollback: async (options = {}) =>
      (await import('./use-cases/rollback/rollback.ts')).rollback(config, options, emit),
    undo: async (file) => (await import('./use-cases/write-undo.ts')).writeUndo(config, file),
    repair: async (options) =>
      (await import('./use-cases/repair/repair-history.ts')).repairHistory(config, options, emit),
    status: () => readStatus(config, emit),
  };
}

function completeConfig(options: MigratorOptions): Config {
  return {
    directory: resolve(options.cwd ?? process.cwd(), options.directory),
    target: options.target ?? (options.url === undefined ? undefined : parseUrl(options.url, 'The URL')),
    wait: options.wait ?? 60_000,
    lockTimeout: options.lockTimeout ?? 5_000,
    statementTimeout: options.statementTimeout ?? 0,
    shadow: options.shadow ?? 'embedded',
    shadowDirectory: options.shadowDirectory ?? shadowDirectory(options.cwd ?? process.cwd()),
    dataChoices: options.dataChoices ?? { files: new Map() },
    allowDataLoss: options.allowDataLoss ?? false,
    strict: options.strict ?? false,
    trustUnproven: options.trustUnproven ?? false,
    cwd: options.cwd ?? process.cwd(),
    signal: options.signal,
  };
}

function shieldObserver(observer: Emit | undefined): Emit {
  return (event) => {
    try {
      observer?.(event);
    } catch {
      // An observer that throws must not stop a migration half way.
    }
  };
}
