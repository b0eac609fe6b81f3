import type { ParsedMigration } from '../../model/statement.ts';
import { type GrantedObject, grantedObjects } from '../../sql/granted-objects.ts';
import { rolesOf } from '../../sql/roles-of.ts';

/** One GRANT or REVOKE of a file: whom it names, and on what. */
export interface NamedGrant extends GrantedObject {
  /** Index of the file among those judged. */
  readonly file: number;
  /** Role name, or `PUBLIC`. */
  readonly grantee: string;
}

/** Every object × grantee that a GRANT or REVOKE of the files names; default privileges are facts of their own. */
export function readGrants(files: readonly ParsedMigration[]): NamedGrant[] {
  return files.flatMap(({ statements }, file) =>
    statements
      .filter(({ kind }) => kind === 'GrantStmt')
      .flatMap(({ tree }) => {
        const grantees = rolesOf(tree, 'grantees');
        const objects = grantedObjects(tree);
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
