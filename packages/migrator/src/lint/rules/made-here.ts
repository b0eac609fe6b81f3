import {
  type Expression,
  type Folder,
  keyOf,
  type Place,
  type Policy,
  type Routine,
  type Table,
} from '../folder/folder.ts';

/** The schema the Data API serves. */
const EXPOSED = 'public';

/** Tables that the Data API serves and this migration creates. */
export function exposedTables(
  folder: Folder,
  migration: string,
): { table: Table; made: Place; key: string }[] {
  return [...folder.tables].flatMap(([key, table]) =>
    table.made?.migration === migration && table.schema === EXPOSED ? [{ table, made: table.made, key }] : [],
  );
}

/** Policies this migration says the last word about. */
export function policiesOf(folder: Folder, migration: string): { policy: Policy; object: string }[] {
  return [...folder.tables].flatMap(([key, { policies }]) =>
    [...policies]
      .filter(([, policy]) => policy.at.migration === migration)
      .map(([name, policy]) => ({ policy, object: `policy ${name} on ${key}` })),
  );
}

/** The expressions of policies that this migration writes. */
export function expressionsOf(
  folder: Folder,
  migration: string,
): { expression: Expression; object: string }[] {
  return [...folder.tables].flatMap(([key, { policies }]) =>
    [...policies].flatMap(([name, { expressions }]) =>
      [expressions.using, expressions.check].flatMap((expression) =>
        expression?.at.migration === migration ? [{ expression, object: `policy ${name} on ${key}` }] : [],
      ),
    ),
  );
}

/** Functions this migration says the last word about. */
export function routinesOf(folder: Folder, migration: string): { routine: Routine; object: string }[] {
  return [...folder.routines]
    .filter(({ at }) => at.migration === migration)
    .map((routine) => ({
      routine,
      object: `${keyOf(routine.schema, routine.name)}(${routine.signature})`,
    }));
}

/** Whether the Data API serves what lies in the schema. */
export function isExposed({ schema }: { readonly schema: string }): boolean {
  return schema === EXPOSED;
}
