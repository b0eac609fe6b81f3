import { childOf, listOf, textOf } from '../../sql/tree.ts';
import { type ReadStatement, relationOf, tableOf } from './folder.ts';

/** An index that finds rows by the value of a column: a partial one does not, unless it leaves out only NULLs. */
export const readIndex: ReadStatement = (folder, tree) => {
  if (!SORTED.has(textOf(tree, 'accessMethod') ?? 'btree')) return;
  const names = listOf(tree, 'indexParams').map((one) => textOf(one, 'IndexElem', 'name'));
  const end = names.indexOf(undefined);
  const columns = (end === -1 ? names : names.slice(0, end)).flatMap((name) => name ?? []);
  if (!coversAll(childOf(tree, 'whereClause'), columns)) return;
  const table = tableOf(folder, relationOf(folder, childOf(tree, 'relation')));
  const name = textOf(tree, 'idxname');
  if (name !== undefined && [...table.indexes].some((one) => one.name === name)) return;
  table.indexes.add({ name: name ?? [table.name, ...columns, 'idx'].join('_'), columns });
};

const SORTED = new Set(['btree', 'hash']);

function coversAll(condition: unknown, columns: readonly string[]): boolean {
  if (condition === undefined) return true;
  const test = childOf(condition, 'NullTest');
  const column = textOf(listOf(test, 'arg', 'ColumnRef', 'fields')[0], 'String', 'sval');
  return textOf(test, 'nulltesttype') === 'IS_NOT_NULL' && column !== undefined && columns.includes(column);
}
