import type { ParsedMigration } from '../model/statement.ts';
import { childOf, listOf, textOf } from '../sql/tree.ts';

/** One GRANT or REVOKE of a file: whom it names, and on what. */
export interface NamedGrant {
  /** Index of the file among those judged. */
  readonly file: number;
  /** Role name, or `PUBLIC`. */
  readonly grantee: string;
  /** undefined: the search path decides, so any schema may be meant. */
  readonly schema: string | undefined;
  /** undefined: everything of its kind in the schema. */
  readonly name: string | undefined;
}

/** Every object × grantee that a GRANT or REVOKE of the files names; default privileges are facts of their own. */
export function readGrants(files: readonly ParsedMigration[]): NamedGrant[] {
  return files.flatMap(({ statements }, file) =>
    statements
      .filter(({ kind }) => kind === 'GrantStmt')
      .flatMap(({ tree }) => {
        const grantees = listOf(tree, 'grantees').map(granteeOf);
        const objects = objectsOf(tree);
        return grantees.flatMap((grantee) => objects.map((object) => ({ file, grantee, ...object })));
      }),
  );
}

/** Whether a GRANT names this object and grantee. */
export function namesGrant(
  grant: NamedGrant,
  { grantee, schema, name }: { grantee: string; schema: string | undefined; name: string },
): boolean {
  return (
    grant.grantee === grantee &&
    (grant.schema === undefined || grant.schema === schema) &&
    (grant.name === undefined || grant.name === name)
  );
}

function granteeOf(node: unknown): string {
  const role = childOf(node, 'RoleSpec');
  return textOf(role, 'roletype') === 'ROLESPEC_PUBLIC' ? 'PUBLIC' : (textOf(role, 'rolename') ?? '');
}

function objectsOf(tree: unknown): { schema: string | undefined; name: string | undefined }[] {
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
function objectOf(object: unknown): { schema: string | undefined; name: string | undefined } {
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
