import type { Rule } from '../rule.ts';

/** Whoever calls a definer function chooses where its unqualified names lead, and it runs as its owner. */
export const definerWithoutSearchPath: Rule = {
  name: 'definer-without-search-path',
  find: (_, { routines }) =>
    routines
      .filter(({ routine }) => routine.definer && !routine.searchPath)
      .map(({ routine, object }) => ({
        at: routine.at,
        message: `${object} is SECURITY DEFINER and takes the search_path of whoever calls it, so the caller decides which tables and functions its names mean.`,
        hint: "Add SET search_path = '' and qualify every name in the body.",
        object,
        sql: [`ALTER ROUTINE ${object} SET search_path = '';`],
      })),
};
