export { createMigrator, type Migrator, type MigratorOptions, type UpOptions } from './migrator.ts';
export { type ErrorCode, MigratorError } from './model/errors.ts';
export type { Emit, MigratorEvent } from './model/event.ts';
export type { Finding, FindingCode } from './model/finding.ts';
export type { MigrationResult, MigrationStatus, StatusResult, UpResult } from './model/result.ts';
