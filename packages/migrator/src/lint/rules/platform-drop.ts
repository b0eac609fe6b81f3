import { isPlatform } from '../../sql/platform.ts';
import { nameParts } from '../../sql/relation-names.ts';
import { listOf, textOf } from '../../sql/tree.ts';
import type { Rule } from '../rule.ts';

const KINDS: Readonly<Record<string, { word: string; harm: string; hint: string }>> = {
  OBJECT_TRIGGER: {
    word: 'DROP TRIGGER',
    harm: "needs the table's owner, which postgres is not on hosted Supabase: the file fails there",
    hint: 'Write CREATE OR REPLACE TRIGGER; to be rid of one, DROP FUNCTION … CASCADE of the function it calls.',
  },
  OBJECT_POLICY: {
    word: 'DROP POLICY',
    harm: 'is reported to lock all platform tables of a hosted project until the commit, sign-ins included',
    hint: 'Change it with ALTER POLICY; create it in a DO block, where pg_policies does not list it.',
  },
};

/** `postgres` does not own the platform's tables: what works where one is superuser fails or locks on hosted Supabase. */
export const platformDrop: Rule = {
  name: 'platform-drop',
  find: ({ name, statements }) =>
    statements.flatMap(({ index, kind, tree }) => {
      const dropped = KINDS[textOf(tree, 'removeType') ?? ''];
      if (kind !== 'DropStmt' || dropped === undefined) return [];
      return listOf(tree, 'objects').flatMap((object) => {
        const parts = nameParts(object);
        if (!isPlatform(parts.at(-3))) return [];
        const table = parts.slice(-3, -1).join('.');
        return [
          {
            at: { migration: name, statement: index },
            message: `${dropped.word} on ${table} ${dropped.harm}.`,
            hint: dropped.hint,
            object: `${parts.at(-1)} on ${table}`,
          },
        ];
      });
    }),
};
