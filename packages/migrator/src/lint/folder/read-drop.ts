import { nameParts } from '../../sql/relation-names.ts';
import { childOf, listOf, textOf } from '../../sql/tree.ts';
import { type Folder, keyOf, partsOf, type ReadStatement, type Table } from './folder.ts';
import { dropNamed } from './read-alter-table.ts';
import { findRoutines, signatureOf } from './read-routine.ts';

/** DROP: what is gone at the end is not judged. */
export const readDrop: ReadStatement = (folder, tree) => {
  const drop = DROPS[textOf(tree, 'removeType') ?? ''];
  for (const object of listOf(tree, 'objects')) drop?.(folder, object);
};

const DROPS: Readonly<Record<string, (folder: Folder, object: unknown) => void>> = {
  OBJECT_TABLE: (folder, object) => folder.tables.delete(relationKey(folder, object)),
  OBJECT_VIEW: (folder, object) => folder.views.delete(relationKey(folder, object)),
  OBJECT_INDEX: (folder, object) => {
    const { schema, name } = partsOf(folder, nameParts(object));
    for (const table of folder.tables.values()) if (table.schema === schema) dropNamed(table, name);
  },
  OBJECT_POLICY: (folder, object) => onTable(folder, object)?.policies.delete(nameParts(object).at(-1) ?? ''),
  OBJECT_TRIGGER: (folder, object) =>
    onTable(folder, object)?.triggers.delete(nameParts(object).at(-1) ?? ''),
  OBJECT_FUNCTION: dropRoutine,
  OBJECT_PROCEDURE: dropRoutine,
  OBJECT_ROUTINE: dropRoutine,
  OBJECT_SCHEMA: (folder, object) => {
    const gone = textOf(object, 'String', 'sval');
    for (const objects of [folder.tables, folder.views])
      for (const [key, { schema }] of objects) if (schema === gone) objects.delete(key);
    for (const one of folder.routines) if (one.schema === gone) folder.routines.delete(one);
  },
};

function dropRoutine(folder: Folder, object: unknown): void {
  const named = signatureOf(folder, childOf(object, 'ObjectWithArgs'));
  for (const one of findRoutines(folder, named)) folder.routines.delete(one);
}

/** The table whose policy or trigger is named. */
function onTable(folder: Folder, object: unknown): Table | undefined {
  const { schema, name } = partsOf(folder, nameParts(object).slice(0, -1));
  return folder.tables.get(keyOf(schema, name));
}

function relationKey(folder: Folder, object: unknown): string {
  const { schema, name } = partsOf(folder, nameParts(object));
  return keyOf(schema, name);
}
