import { isExposed } from '../made-by.ts';
import type { Rule } from '../rule.ts';

/** PUBLIC by Postgres's own default, the other two by Supabase's. */
const CALLERS = ['PUBLIC', 'anon', 'authenticated'] as const;

/** A definer function in an exposed schema is a way around every policy for whoever may execute it. */
export const definerExecutableByApi: Rule = {
  name: 'definer-executable-by-api',
  find: (_, { routines }) =>
    routines
      .filter(({ routine }) => routine.definer && isExposed(routine))
      .flatMap(({ routine, object }) => {
        const open = CALLERS.filter((role) => !routine.settled.has(role));
        if (open.length === 0) return [];
        return [
          {
            at: routine.at,
            message: `${object} is SECURITY DEFINER, and by default ${open.join(', ')} may call it through the Data API.`,
            hint: 'Take EXECUTE away, then grant it to whom it is for; a trigger fires without.',
            object,
            sql: [`REVOKE EXECUTE ON ROUTINE ${object} FROM PUBLIC, anon, authenticated;`],
          },
        ];
      }),
};
