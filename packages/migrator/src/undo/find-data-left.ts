import type { Finding } from '../model/finding.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import type { UndoLoss } from '../model/undo.ts';
import { dataStatements, type TableName } from '../sql/data-statements.ts';
import { locationOf } from '../sql/location-of.ts';
import { childOf, listOf, textOf } from '../sql/tree.ts';
import { downNameOf } from './describe-undo.ts';

/**
 * The statements of a file that moved rows where they stay: no catalog says what to do about them. Rows of a table, and
 * values of a column, that go with the file go as well.
 * @param losses What its inverse throws away, and those of files undone after it, under the names the files know.
 */
export function findDataLeft(parsed: ParsedMigration, losses: readonly UndoLoss[]): Finding[] {
  return dataStatements(parsed.statements)
    .filter(({ statement, table }) => table === undefined || !goesWith(statement, table, losses))
    .map(({ statement }) => ({
      code: 'data_left',
      severity: 'blocker',
      migration: parsed.name,
      at: locationOf(parsed, statement),
      message: `${parsed.name} has a statement about rows, and nothing generated can take back what it did.`,
      hint: `Write the inverse into ${downNameOf(parsed.name)}, or leave the rows as they are with --allow-data-loss.`,
    }));
}

function goesWith({ kind, tree }: Statement, table: TableName, losses: readonly UndoLoss[]): boolean {
  const here = losses.filter(
    (loss) =>
      !loss.narrowed &&
      loss.table === table.name &&
      (table.schema === undefined || loss.schema === table.schema),
  );
  if (here.some(({ column }) => column === undefined)) return true;
  if (kind !== 'UpdateStmt') return false;
  const written = listOf(tree, 'targetList').map((target) => textOf(childOf(target, 'ResTarget'), 'name'));
  return written.length > 0 && written.every((name) => here.some(({ column }) => column === name));
}
