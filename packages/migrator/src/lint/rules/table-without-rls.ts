import { isExposed } from '../made-by.ts';
import type { Rule } from '../rule.ts';

/** Without row level security, who may read a table reads all of its rows. */
export const tableWithoutRls: Rule = {
  name: 'table-without-rls',
  find: (_, { tables }) =>
    tables
      .filter(({ table }) => isExposed(table) && !table.rls)
      .map(({ at, key }) => ({
        at,
        message: `${key} has no row level security: whom the Data API lets read it reads every row.`,
        hint: 'Switch it on, and say in policies which rows are whose.',
        object: key,
        sql: [`ALTER TABLE ${key} ENABLE ROW LEVEL SECURITY;`],
      })),
};
