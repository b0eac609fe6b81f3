export {
  type CreateOptions,
  createMigrator,
  type Migrator,
  type MigratorOptions,
  type UpOptions,
} from './migrator.ts';
export type { DataChoices } from './model/adoption.ts';
export type { CheckedPart, CheckOptions, CheckPartName, CheckResult, PartVerdict } from './model/check.ts';
export { type ErrorCode, type ErrorDetails, MigratorError } from './model/errors.ts';
export type { BuildProgress, Emit, MigratorEvent } from './model/event.ts';
export type { Finding, FindingCode } from './model/finding.ts';
export type { HistoryRow, Outcome } from './model/history.ts';
export type { Location } from './model/location.ts';
export type { LockMode, TableLock } from './model/lock.ts';
export type { CreatedMigration, MigrationKind } from './model/migration.ts';
export type { PlannedMigration, PlannedStatement } from './model/plan.ts';
export type { ServerNotice } from './model/ports.ts';
export type {
  AdoptionVerdict,
  AdoptResult,
  CanaryCheck,
  CanaryResult,
  DriftResult,
  GenerateResult,
  ImportResult,
  MigrationResult,
  MigrationStatus,
  PlanResult,
  PushResult,
  StatusResult,
  TriggerVerdict,
  UpResult,
  VerifyTriggersResult,
} from './model/result.ts';
export type { Target, Tls } from './model/target.ts';
export type { DataLoss, UndoLoss, UndoSelection } from './model/undo.ts';
export type {
  RepairAction,
  RepairResult,
  RollbackResult,
  UndoneMigration,
  UndoResult,
} from './model/undo-result.ts';
export type { GenerateOptions } from './use-cases/generate-migration.ts';
export type { PushOptions } from './use-cases/push-schema.ts';
export type { RepairOptions } from './use-cases/repair/repair-history.ts';
export type { RollbackOptions } from './use-cases/rollback/rollback.ts';
