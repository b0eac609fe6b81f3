import { childOf, listOf, textOf } from './tree.ts';

/** What a GRANT or REVOKE is about, as its text names it. */
export interface GrantedObject {
  /** undefined: the search path decides, so any schema may be meant. */
  readonly schema: string | undefined;
  /** undefined: everything of its kind in the schema. */
  readonly name: string | undefined;
}

/** The objects of a GRANT or REVOKE; none where it is about roles. */
export function grantedObjects(tree: unknown): GrantedObject[] {
  const objects = listOf(tree, 'objects');
  switch (textOf(tree, 'targtype')) {
    case 'ACL_TARGET_ALL_IN_SCHEMA':
      return objects.map((object) => ({ schema: textOf(object, 'String', 'sval'), name: undefined }));
    case 'ACL_TARGET_OBJECT':
      return objects.map(objectOf);
    default:
      return [];
  }
}

/** A table or sequence, a function with its arguments, or a plain name (schema, type, database, …). */
function objectOf(object: unknown): GrantedObject {
  const relation = childOf(object, 'RangeVar');
  if (relation !== undefined)
    return { schema: textOf(relation, 'schemaname'), name: textOf(relation, 'relname') };
  const parts = [
    ...listOf(object, 'ObjectWithArgs', 'objname'),
    ...listOf(object, 'List', 'items'),
    ...listOf(object, 'TypeName', 'names'),
    object,
  ].flatMap((part) => textOf(part, 'String', 'sval') ?? []);
  return { schema: parts.length > 1 ? parts.at(-2) : undefined, name: parts.at(-1) };
}
