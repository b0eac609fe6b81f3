import type { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import type { CreatedMigration } from '../model/migration.ts';
import type {
  AdoptResult,
  DriftResult,
  ImportResult,
  PlanResult,
  PushResult,
  StatusResult,
  UpResult,
} from '../model/result.ts';

/** Where output goes, and what it may look like. */
export interface Output {
  /** One line, without its line end. */
  out(line: string): void;
  /** The same, for what is not the command's result. */
  err(line: string): void;
  readonly colors: boolean;
}

/** A form of output: the only place that prints. */
export interface Reporter {
  readonly event: Emit;
  up(result: UpResult): void;
  status(result: StatusResult): void;
  plan(result: PlanResult): void;
  adopt(result: AdoptResult): void;
  drift(result: DriftResult): void;
  import(result: ImportResult): void;
  push(result: PushResult): void;
  created(migration: CreatedMigration): void;
  /** The run could not start, or could not go on. */
  error(error: MigratorError): void;
}
