import type { TimeLimits } from '../database/session-settings.ts';
import { MigratorError } from '../model/errors.ts';
import type { Migration } from '../model/migration.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { locate } from '../sql/locate.ts';
import { parseMigration } from '../sql/parse-migration.ts';
import { type ComposedFile, composeFile } from './compose-file.ts';
import type { Marker } from './marker.ts';

export interface PrepareOptions {
  readonly marker: Marker;
  readonly batch: number;
  readonly limits: TimeLimits;
  readonly readText: (migration: Migration) => Promise<string>;
  readonly showPath: (path: string) => string;
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
    const shownPath = options.showPath(migration.path);
    const parsed = await parseMigration(migration.name, shownPath, await options.readText(migration));
    for (const statement of parsed.statements) refuseStatement(statement, parsed, shownPath);
    files.push(composeFile(migration, parsed, { ...options, file }));
  }
  return files;
}

function refuseStatement(statement: Statement, parsed: ParsedMigration, shownPath: string): void {
  const { refusal, transaction } = statement;
  if (refusal === undefined && transaction === 'inside') return;
  const details = { migration: parsed.name, at: locate(shownPath, parsed.text, statement.start) };
  if (refusal !== undefined) {
    throw new MigratorError(refusal.code, `${parsed.name} cannot run: ${refusal.message}`, {
      ...details,
      hint: refusal.hint,
    });
  }
  const nothing = 'Nothing has run.';
  if (transaction === 'border') {
    throw new MigratorError(
      'sql_transaction_control',
      `${parsed.name} begins or ends a transaction; each file runs in one of its own, together with its history row.`,
      { ...details, hint: `${nothing} Take BEGIN, COMMIT and ROLLBACK out of the file.` },
    );
  }
  throw new MigratorError(
    'sql_not_in_transaction',
    `${parsed.name} has a statement that Postgres does not allow in a transaction: ${statement.reason}.`,
    {
      ...details,
      hint: `${nothing} Write it without CONCURRENTLY, or run it by hand outside the migrations.`,
    },
  );
}
