import { childOf, textOf } from '../../sql/tree.ts';
import { type Folder, keyOf, type ReadStatement, relationOf, type Table } from './folder.ts';
import { findRoutines, signatureOf } from './read-routine.ts';

/** ALTER … RENAME: an object stays the same under its new name. */
export const readRename: ReadStatement = (folder, tree) => {
  const newName = textOf(tree, 'newname') ?? '';
  const oldName = textOf(tree, 'subname') ?? '';
  const relation = childOf(tree, 'relation');
  const table = folder.tables.get(relationKey(folder, relation));
  switch (textOf(tree, 'renameType')) {
    case 'OBJECT_TABLE':
    case 'OBJECT_VIEW':
      return moveRelation(folder, relation, { name: newName });
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
      return moveRoutine(folder, tree, { name: newName });
    case 'OBJECT_COLUMN':
      return table === undefined ? undefined : renameColumn(table, oldName, newName);
    case 'OBJECT_TABCONSTRAINT':
      return table === undefined ? undefined : renameIndex([table], oldName, newName);
    case 'OBJECT_INDEX':
      return renameIndex([...folder.tables.values()], textOf(relation, 'relname') ?? '', newName);
    case 'OBJECT_POLICY': {
      const policy = table?.policies.get(oldName);
      if (policy === undefined) return;
      table?.policies.delete(oldName);
      table?.policies.set(newName, policy);
    }
  }
};

/** ALTER … SET SCHEMA. */
export const readSetSchema: ReadStatement = (folder, tree) => {
  const schema = textOf(tree, 'newschema') ?? '';
  if (childOf(tree, 'relation') === undefined) moveRoutine(folder, tree, { schema });
  else moveRelation(folder, childOf(tree, 'relation'), { schema });
};

interface Move {
  readonly name?: string;
  readonly schema?: string;
}

function moveRelation(folder: Folder, relation: unknown, move: Move): void {
  const key = relationKey(folder, relation);
  moveIn(folder.tables, key, move);
  moveIn(folder.views, key, move);
}

function moveIn<T extends { schema: string; name: string }>(
  relations: Map<string, T>,
  key: string,
  move: Move,
): void {
  const found = relations.get(key);
  if (found === undefined) return;
  relations.delete(key);
  Object.assign(found, move);
  relations.set(keyOf(found.schema, found.name), found);
}

function moveRoutine(folder: Folder, tree: unknown, move: Move): void {
  const object = childOf(tree, 'object', 'ObjectWithArgs');
  for (const routine of findRoutines(folder, signatureOf(folder, object))) Object.assign(routine, move);
}

function renameColumn(table: Table, before: string, after: string): void {
  if (table.columns.delete(before)) table.columns.add(after);
  for (const one of [...table.indexes, ...table.foreignKeys])
    one.columns = one.columns.map((column) => (column === before ? after : column));
}

function renameIndex(tables: readonly Table[], before: string, after: string): void {
  for (const table of tables)
    for (const one of [...table.indexes, ...table.foreignKeys]) if (one.name === before) one.name = after;
}

function relationKey(folder: Folder, relation: unknown): string {
  const { schema, name } = relationOf(folder, relation);
  return keyOf(schema, name);
}
