import { MigratorError } from '../model/errors.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { locate } from '../sql/locate.ts';

/** @throws {MigratorError} when the runner never sends such a statement. */
export function refuseStatement(statement: Statement, parsed: ParsedMigration, shownPath: string): void {
  const { refusal } = statement;
  if (refusal === undefined) return;
  throw new MigratorError(refusal.code, `${parsed.name} cannot run: ${refusal.message}`, {
    migration: parsed.name,
    at: locate(shownPath, parsed.text, statement.start),
    hint: refusal.hint,
  });
}
