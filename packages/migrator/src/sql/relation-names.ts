import { asNode, childOf, listOf, textOf } from './tree.ts';

/** Kinds of object that share their names with tables, as DROP, RENAME and SET SCHEMA have them. */
export const RELATION_KINDS: ReadonlySet<string> = new Set([
  'OBJECT_TABLE',
  'OBJECT_VIEW',
  'OBJECT_MATVIEW',
  'OBJECT_SEQUENCE',
  'OBJECT_FOREIGN_TABLE',
]);

/** `schema.name` of a RangeVar node (bare, or wrapped in its tag), quoted where it must be; undefined for anything else. */
export function relationName(value: unknown): string | undefined {
  const node = childOf(value, 'RangeVar') ?? value;
  const name = textOf(node, 'relname');
  if (name === undefined) return undefined;
  return joinName([textOf(node, 'schemaname'), name]);
}

/** The names of the RangeVar nodes in the list below `keys`. */
export function relationNames(value: unknown, ...keys: readonly string[]): readonly string[] {
  return listOf(value, ...keys).flatMap((item) => relationName(item) ?? []);
}

/** The parts of a qualified name, as DROP and COMMENT have them: `[schema, table, trigger]`. */
export function nameParts(object: unknown): readonly string[] {
  const node = asNode(object);
  const items = node && 'List' in node ? listOf(node, 'List', 'items') : [object];
  return items.flatMap((item) => textOf(item, 'String', 'sval') ?? []);
}

export function joinName(parts: readonly (string | undefined)[]): string {
  return parts
    .flatMap((part) => part ?? [])
    .map((part) => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`))
    .join('.');
}

/** Whether two names are the same relation, where one may leave out the schema `public`. */
export function sameRelation(one: string, other: string): boolean {
  return one.replace(/^public\./, '') === other.replace(/^public\./, '');
}
