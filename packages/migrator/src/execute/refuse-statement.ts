import { MigratorError } from '../model/errors.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { locate } from '../sql/locate.ts';

/** @throws {MigratorError} when the runner never sends such a statement, or can not yet. */
export function refuseStatement(statement: Statement, parsed: ParsedMigration, shownPath: string): void {
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
