import type { Table } from '../folder/folder.ts';
import { isExposed } from '../made-by.ts';
import type { Rule } from '../rule.ts';

/** The roles that default privileges may or may not have given rights. */
const ROLES = ['anon', 'authenticated', 'service_role'] as const;

/** Whether Supabase's default privileges serve a new table to the Data API has changed more than once. */
export const tableWithoutGrants: Rule = {
  name: 'table-without-grants',
  find: (_, { tables }) =>
    tables.flatMap(({ table, at, key }) => {
      const open = ROLES.filter((role) => !table.settled.has(role));
      if (open.length === 0 || !isExposed(table)) return [];
      return [
        {
          at,
          message: `What ${open.join(', ')} may do with ${key} is left to default privileges, which differ from project to project.`,
          hint: 'REVOKE ALL, then GRANT what is meant, column by column where it matters.',
          object: key,
          sql: [
            `REVOKE ALL ON TABLE ${key} FROM PUBLIC, anon, authenticated, service_role;`,
            ...grantsFor(table, key),
            `GRANT ${COMMANDS.join(', ')} ON TABLE ${key} TO service_role;`,
          ],
        },
      ];
    }),
};

const COMMANDS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/**
 * What the policies are for: a policy without its grant lets nobody in, a grant without a policy neither. Only one that
 * names anon is taken to mean it: a TO that was left out is no reason to open a table.
 */
function grantsFor({ policies }: Table, key: string): string[] {
  return (['anon', 'authenticated'] as const).flatMap((role) => {
    const theirs = [...policies.values()].filter(
      ({ roles }) => roles.includes(role) || (role === 'authenticated' && roles.includes('PUBLIC')),
    );
    const meant = COMMANDS.filter((command) =>
      theirs.some((policy) => policy.command === 'all' || policy.command === command.toLowerCase()),
    );
    return meant.length === 0 ? [] : [`GRANT ${meant.join(', ')} ON TABLE ${key} TO ${role};`];
  });
}
