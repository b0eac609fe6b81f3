import { childOf, listOf, textOf } from './tree.ts';

/** Names of the roles in the list below `key`; `PUBLIC` for everybody. */
export function rolesOf(tree: unknown, key: string): string[] {
  return listOf(tree, key).map((one) => {
    const role = childOf(one, 'RoleSpec');
    return textOf(role, 'roletype') === 'ROLESPEC_PUBLIC' ? 'PUBLIC' : (textOf(role, 'rolename') ?? '');
  });
}
