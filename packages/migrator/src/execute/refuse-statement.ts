import { MigratorError } from '../model/errors.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { locationOf } from '../sql/location-of.ts';

/** @throws {MigratorError} when the runner never sends such a statement. */
export function refuseStatement(statement: Statement, parsed: ParsedMigration): void {
  const { refusal } = statement;
  if (refusal === undefined) return;
  throw new MigratorError(refusal.code, `${parsed.name} cannot run: ${refusal.message}`, {
    migration: parsed.name,
    at: locationOf(parsed, statement),
    hint: refusal.hint,
  });
}
