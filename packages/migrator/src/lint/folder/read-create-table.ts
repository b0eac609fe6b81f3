import { childOf, listOf, textOf } from '../../sql/tree.ts';
import {
  type Folder,
  keyOf,
  newTable,
  type Place,
  type ReadStatement,
  relationOf,
  type Table,
} from './folder.ts';
import { addConstraint } from './read-constraint.ts';

/** CREATE TABLE; one that is gone with the session is left out. */
export const readCreateTable: ReadStatement = (folder, tree, at) => {
  const table = create(folder, childOf(tree, 'relation'), at);
  if (table === undefined) return;
  for (const element of listOf(tree, 'tableElts')) {
    addColumn(table, childOf(element, 'ColumnDef'), at);
    addConstraint(table, childOf(element, 'Constraint'), undefined, at);
  }
};

/** CREATE TABLE … AS; its columns are not known. */
export const readCreateTableAs: ReadStatement = (folder, tree, at) => {
  if (textOf(tree, 'objtype') === 'OBJECT_TABLE') create(folder, childOf(tree, 'into', 'rel'), at);
};

/** A column with the constraints that stand behind it. */
export function addColumn(table: Table, column: unknown, at: Place): void {
  const name = textOf(column, 'colname');
  if (name === undefined) return;
  table.columns.add(name);
  for (const constraint of listOf(column, 'constraints'))
    addConstraint(table, childOf(constraint, 'Constraint'), name, at);
}

/** undefined where the table is there already: IF NOT EXISTS changes nothing. */
function create(folder: Folder, relation: unknown, at: Place): Table | undefined {
  if (textOf(relation, 'relpersistence') === 't') return undefined;
  const { schema, name } = relationOf(folder, relation);
  const key = keyOf(schema, name);
  if (folder.tables.get(key)?.made !== undefined) return undefined;
  const table = newTable(folder, schema, name, at);
  folder.tables.set(key, table);
  return table;
}
