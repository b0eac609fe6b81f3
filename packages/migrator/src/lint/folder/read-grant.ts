import { rolesOf } from '../../sql/roles-of.ts';
import { childOf, listOf, textOf } from '../../sql/tree.ts';
import { type DefaultGrant, type Folder, keyOf, type ReadStatement, relationOf } from './folder.ts';
import { findRoutines, signatureOf } from './read-routine.ts';

/** GRANT ALL and REVOKE ALL settle what a role may do, whatever it could before; anything less does not. */
export const readGrant: ReadStatement = (folder, tree) => {
  const roles = rolesOf(tree, 'grantees');
  for (const settled of settledBy(folder, tree)) for (const role of roles) settled.add(role);
};

export const readDefaultPrivileges: ReadStatement = (folder, tree) => {
  const action = childOf(tree, 'action');
  const kind = kindOf(textOf(action, 'objtype'));
  if (kind === undefined || !namesAll(action, kind) || !isOurs(optionOf(tree, 'roles'))) return;
  const schemas = optionOf(tree, 'schemas').map((one) => textOf(one, 'String', 'sval'));
  for (const schema of schemas.length === 0 ? [undefined] : schemas)
    for (const role of rolesOf(action, 'grantees')) folder.defaults.push({ kind, schema, role });
};

/** The sets of settled roles of the objects a GRANT or REVOKE names. */
function settledBy(folder: Folder, tree: unknown): Set<string>[] {
  const kind = kindOf(textOf(tree, 'objtype'));
  if (kind === undefined || !namesAll(tree, kind)) return [];
  const objects = listOf(tree, 'objects');
  if (textOf(tree, 'targtype') === 'ACL_TARGET_ALL_IN_SCHEMA') {
    const schemas = objects.map((one) => textOf(one, 'String', 'sval'));
    const all = kind === 'table' ? [...folder.tables.values()] : [...folder.routines];
    return all.filter(({ schema }) => schemas.includes(schema)).map(({ settled }) => settled);
  }
  if (kind === 'routine') {
    return objects
      .flatMap((one) => findRoutines(folder, signatureOf(folder, childOf(one, 'ObjectWithArgs'))))
      .map(({ settled }) => settled);
  }
  return objects.flatMap((one) => {
    const { schema, name } = relationOf(folder, childOf(one, 'RangeVar'));
    return folder.tables.get(keyOf(schema, name))?.settled ?? [];
  });
}

/** No list of privileges is ALL; EXECUTE is all there is on a function. */
function namesAll(tree: unknown, kind: DefaultGrant['kind']): boolean {
  const privileges = listOf(tree, 'privileges');
  if (privileges.length === 0) return true;
  return kind === 'routine' && privileges.some((one) => textOf(one, 'AccessPriv', 'priv_name') === 'execute');
}

function kindOf(type: string | undefined): DefaultGrant['kind'] | undefined {
  if (type === 'OBJECT_TABLE') return 'table';
  return type === 'OBJECT_FUNCTION' || type === 'OBJECT_PROCEDURE' || type === 'OBJECT_ROUTINE'
    ? 'routine'
    : undefined;
}

/** Default privileges are those of who creates the object: `postgres`, or whoever runs the file. */
function isOurs(roles: readonly unknown[]): boolean {
  return roles.length === 0 || roles.some((one) => textOf(one, 'RoleSpec', 'rolename') === 'postgres');
}

function optionOf(tree: unknown, name: string): readonly unknown[] {
  const option = listOf(tree, 'options').find((one) => textOf(one, 'DefElem', 'defname') === name);
  return listOf(option, 'DefElem', 'arg', 'List', 'items');
}
