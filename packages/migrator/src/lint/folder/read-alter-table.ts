import { booleanOf, childOf, listOf, optionsOf, textOf } from '../../sql/tree.ts';
import { keyOf, type Place, type ReadStatement, relationOf, type Table, tableOf } from './folder.ts';
import { addConstraint } from './read-constraint.ts';
import { addColumn } from './read-create-table.ts';

/** ALTER TABLE, and ALTER VIEW … SET, which the grammar takes for one. */
export const readAlterTable: ReadStatement = (folder, tree, at) => {
  const relation = relationOf(folder, childOf(tree, 'relation'));
  const view = folder.views.get(keyOf(relation.schema, relation.name));
  for (const item of listOf(tree, 'cmds')) {
    const command = childOf(item, 'AlterTableCmd');
    if (view === undefined)
      COMMANDS[textOf(command, 'subtype') ?? '']?.(tableOf(folder, relation), command, at);
    else setViewOptions(view, command, at);
  }
};

type Command = (table: Table, command: unknown, at: Place) => void;

const COMMANDS: Readonly<Record<string, Command>> = {
  AT_EnableRowSecurity: (table) => {
    table.rls = true;
  },
  AT_DisableRowSecurity: (table) => {
    table.rls = false;
  },
  AT_AddColumn: (table, command, at) => addColumn(table, childOf(command, 'def', 'ColumnDef'), at),
  AT_AddConstraint: (table, command, at) =>
    addConstraint(table, childOf(command, 'def', 'Constraint'), undefined, at),
  AT_DropColumn: (table, command) => dropColumn(table, textOf(command, 'name') ?? ''),
  AT_DropConstraint: (table, command) => dropNamed(table, textOf(command, 'name')),
};

function dropColumn(table: Table, column: string): void {
  table.columns.delete(column);
  for (const one of table.indexes) if (one.columns.includes(column)) table.indexes.delete(one);
  for (const one of table.foreignKeys) if (one.columns.includes(column)) table.foreignKeys.delete(one);
}

/** Takes away the index or foreign key of that name. */
export function dropNamed(table: Table, name: string | undefined): void {
  for (const one of table.indexes) if (one.name === name) table.indexes.delete(one);
  for (const one of table.foreignKeys) if (one.name === name) table.foreignKeys.delete(one);
}

function setViewOptions(view: { invoker: boolean; at: Place }, command: unknown, at: Place): void {
  const subtype = textOf(command, 'subtype');
  if (subtype !== 'AT_SetRelOptions' && subtype !== 'AT_ResetRelOptions') return;
  const option = optionsOf(childOf(command, 'def', 'List'), 'items').get('security_invoker');
  if (option === undefined) return;
  view.invoker = subtype === 'AT_SetRelOptions' && booleanOf(option) === true;
  view.at = at;
}
