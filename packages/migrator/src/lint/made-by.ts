import {
  type Expression,
  type Folder,
  type ForeignKey,
  keyOf,
  type Place,
  type Policy,
  type Routine,
  type Table,
  type View,
} from './folder/folder.ts';

/** Objects of a folder, as it leaves them, that one migration said the last word about. */
export interface Made {
  /** Those it creates. `key` is a qualified name. */
  readonly tables: { readonly table: Table; readonly key: string; readonly at: Place }[];
  readonly foreignKeys: { readonly foreignKey: ForeignKey; readonly table: Table; readonly key: string }[];
  readonly policies: { readonly policy: Policy; readonly object: string }[];
  /** What policies use or check. */
  readonly expressions: { readonly expression: Expression; readonly object: string }[];
  readonly views: { readonly view: View; readonly key: string }[];
  readonly routines: { readonly routine: Routine; readonly object: string }[];
}

/** The objects of each migration, by its name: looked through once for all rules and files. */
export function groupByMigration(folder: Folder): (migration: string) => Made {
  const groups = new Map<string, Made>();
  const of = (migration: string): Made => {
    const group = groups.get(migration) ?? emptyGroup();
    groups.set(migration, group);
    return group;
  };
  for (const [key, table] of folder.tables) {
    if (table.made !== undefined) of(table.made.migration).tables.push({ table, key, at: table.made });
    for (const foreignKey of table.foreignKeys)
      of(foreignKey.at.migration).foreignKeys.push({ foreignKey, table, key });
    for (const [name, policy] of table.policies) {
      const object = `policy ${name} on ${key}`;
      of(policy.at.migration).policies.push({ policy, object });
      for (const expression of [policy.expressions.using, policy.expressions.check])
        if (expression !== undefined) of(expression.at.migration).expressions.push({ expression, object });
    }
  }
  for (const [key, view] of folder.views) of(view.at.migration).views.push({ view, key });
  for (const routine of folder.routines) {
    const object = `${keyOf(routine.schema, routine.name)}(${routine.signature})`;
    of(routine.at.migration).routines.push({ routine, object });
  }
  return (migration) => groups.get(migration) ?? emptyGroup();
}

function emptyGroup(): Made {
  return { tables: [], foreignKeys: [], policies: [], expressions: [], views: [], routines: [] };
}

/** Whether the Data API serves the schema it lies in. */
export function isExposed({ schema }: { readonly schema: string }): boolean {
  return schema === 'public';
}
