import { rolesOf } from '../../sql/roles-of.ts';
import { childOf, listOf, textOf } from '../../sql/tree.ts';
import { type Place, type Policy, type ReadStatement, relationOf, tableOf } from './folder.ts';
import { byteOf } from './read-constraint.ts';

export const readCreatePolicy: ReadStatement = (folder, tree, at) => {
  const table = tableOf(folder, relationOf(folder, childOf(tree, 'table')));
  table.policies.set(textOf(tree, 'policy_name') ?? '', {
    at,
    // Where TO is left out the grammar puts in PUBLIC, at no place.
    named: listOf(tree, 'roles').some((role) => byteOf(childOf(role, 'RoleSpec')) !== undefined),
    command: textOf(tree, 'cmd_name') ?? 'all',
    roles: rolesOf(tree, 'roles'),
    expressions: expressionsOf(tree, at),
  });
};

/** What it leaves out stays as it is. */
export const readAlterPolicy: ReadStatement = (folder, tree, at) => {
  const table = tableOf(folder, relationOf(folder, childOf(tree, 'table')));
  const name = textOf(tree, 'policy_name') ?? '';
  const before = table.policies.get(name);
  const roles = rolesOf(tree, 'roles');
  table.policies.set(name, {
    at,
    // Of one that no file creates only what is said here can be judged.
    named: before === undefined || before.named || roles.length > 0,
    command: before?.command ?? 'all',
    roles: roles.length > 0 ? roles : (before?.roles ?? []),
    expressions: { ...before?.expressions, ...expressionsOf(tree, at) },
  });
};

function expressionsOf(tree: unknown, at: Place): Policy['expressions'] {
  const using = childOf(tree, 'qual');
  const check = childOf(tree, 'with_check');
  return {
    ...(using === undefined ? {} : { using: { at, tree: using } }),
    ...(check === undefined ? {} : { check: { at, tree: check } }),
  };
}
