import type { QualifiedName } from '../model/trigger.ts';
import { joinName } from '../sql/relation-names.ts';
import { listOf, textOf } from '../sql/tree.ts';

/** Of a RangeVar. @param schema Where an unqualified name is looked up. */
export function relationOf(node: unknown, schema: string): QualifiedName | undefined {
  const name = textOf(node, 'relname');
  return name === undefined ? undefined : { schema: textOf(node, 'schemaname') ?? schema, name };
}

/** Of a list of name parts. */
export function partsOf(list: readonly unknown[], schema: string): QualifiedName | undefined {
  const parts = list.flatMap((part) => textOf(part, 'String', 'sval') ?? []);
  const name = parts.at(-1);
  return name === undefined ? undefined : { schema: parts.at(-2) ?? schema, name };
}

/** Of a function named with its arguments; undefined when it has some, for no trigger function does. */
export function routineOf(node: unknown, schema: string): QualifiedName | undefined {
  if (listOf(node, 'objargs').length > 0) return undefined;
  return partsOf(listOf(node, 'objname'), schema);
}

/** For people, and for SQL: quoted where it must be. */
export function showName({ schema, name }: QualifiedName): string {
  return joinName([schema, name]);
}

export function sameName(one: QualifiedName, other: QualifiedName): boolean {
  return one.schema === other.schema && one.name === other.name;
}

/** `on_sign_up on auth.users`. */
export function showTrigger({ name, table }: { name: string; table: QualifiedName }): string {
  return `${joinName([name])} on ${showName(table)}`;
}

/** Where sign-ups arrive. */
export const USERS: QualifiedName = { schema: 'auth', name: 'users' };
