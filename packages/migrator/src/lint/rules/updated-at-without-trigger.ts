import { joinName } from '../../sql/relation-names.ts';
import type { Folder } from '../folder/folder.ts';
import type { Rule } from '../rule.ts';

const COLUMN = 'updated_at';

/** Where a trigger keeps the column of one table, nobody expects that of another it stays as it was. */
export const updatedAtWithoutTrigger: Rule = {
  name: 'updated-at-without-trigger',
  find: (_, { tables }, folder) =>
    tables.flatMap(({ table: { columns, triggers }, key, at }) => {
      if (!columns.has(COLUMN)) return [];
      if ([...triggers.values()].some(({ beforeUpdate }) => beforeUpdate)) return [];
      const known = keeperIn(folder);
      if (known === undefined) return [];
      return [
        {
          at,
          message: `No trigger keeps ${COLUMN} of ${key}, as ${known.routine} does for ${known.table}.`,
          hint: 'Add the trigger: the default counts for new rows only.',
          object: key,
          sql: [
            `CREATE OR REPLACE TRIGGER ${joinName([known.trigger])} BEFORE UPDATE ON ${key} FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION ${known.routine}();`,
          ],
        },
      ];
    }),
};

/** The trigger that keeps the column for another table: one whose name or function says so. */
function keeperIn(folder: Folder): { table: string; trigger: string; routine: string } | undefined {
  for (const [table, { columns, triggers }] of folder.tables) {
    if (!columns.has(COLUMN)) continue;
    for (const [trigger, { routine, beforeUpdate }] of triggers)
      if (beforeUpdate && `${trigger} ${routine}`.includes('updated')) return { table, trigger, routine };
  }
  return undefined;
}
