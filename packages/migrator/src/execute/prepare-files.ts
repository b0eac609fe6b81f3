import type { TimeLimits } from '../database/session-settings.ts';
import type { HistoryRow } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { composeFile } from './compose-file.ts';
import type { ComposedFile } from './composed-file.ts';
import type { Marker } from './marker.ts';
import { planResume } from './plan-resume.ts';
import { refuseStatement } from './refuse-statement.ts';

export interface PrepareOptions {
  readonly marker: Marker;
  readonly batch: number;
  readonly limits: TimeLimits;
  readonly parse: (migration: Migration) => Promise<ParsedMigration>;
  /** The rows of migrations in progress, by name. */
  readonly unfinished: ReadonlyMap<string, HistoryRow>;
  /** Called with each file before its parse trees are forgotten. */
  readonly inspect?: (parsed: ParsedMigration) => void;
}

/**
 * Reads, parses and checks every file before the first one is sent: a syntax error in the last file must not leave the
 * first ones applied. The files' text stays in memory, their parse trees do not.
 * @throws {MigratorError} the first file's error that cannot run.
 */
export async function prepareFiles(
  migrations: readonly Migration[],
  options: PrepareOptions,
): Promise<ComposedFile[]> {
  const files: ComposedFile[] = [];
  for (const [file, migration] of migrations.entries()) {
    const parsed = await options.parse(migration);
    options.inspect?.(parsed);
    for (const statement of parsed.statements) refuseStatement(statement, parsed);
    const row = options.unfinished.get(migration.name);
    const work = row === undefined ? undefined : planResume(row, parsed);
    files.push(composeFile(migration, parsed, { ...options, file }, work));
  }
  return files;
}
