import type { Rule } from '../rule.ts';
import { exposedTables } from './made-here.ts';

/** Without row level security, who may read a table reads all of its rows. */
export const tableWithoutRls: Rule = {
  name: 'table-without-rls',
  find: ({ name }, folder) =>
    exposedTables(folder, name)
      .filter(({ table }) => !table.rls)
      .map(({ made, key }) => ({
        at: made,
        message: `${key} has no row level security: whom the Data API lets read it reads every row.`,
        hint: 'Switch it on, and say in policies which rows are whose.',
        object: key,
        sql: [`ALTER TABLE ${key} ENABLE ROW LEVEL SECURITY;`],
      })),
};
