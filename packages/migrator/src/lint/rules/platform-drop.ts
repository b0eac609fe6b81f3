import { nameParts } from '../../sql/relation-names.ts';
import { listOf, textOf } from '../../sql/tree.ts';
import type { Rule } from '../rule.ts';

const PLATFORM = new Set(['auth', 'storage', 'realtime']);

const KINDS: Readonly<Record<string, { word: string; hint: string }>> = {
  OBJECT_TRIGGER: {
    word: 'DROP TRIGGER',
    hint: 'Write CREATE OR REPLACE TRIGGER; to be rid of one, DROP FUNCTION … CASCADE of the function it calls.',
  },
  OBJECT_POLICY: {
    word: 'DROP POLICY',
    hint: 'Change it with ALTER POLICY, and create it only where pg_policies does not list it.',
  },
};

/** `postgres` does not own the platform's tables: what needs ownership works at home and fails on hosted Supabase. */
export const platformDrop: Rule = {
  name: 'platform-drop',
  find: ({ name, statements }) =>
    statements.flatMap(({ index, kind, tree }) => {
      const dropped = KINDS[textOf(tree, 'removeType') ?? ''];
      if (kind !== 'DropStmt' || dropped === undefined) return [];
      return listOf(tree, 'objects').flatMap((object) => {
        const parts = nameParts(object);
        if (parts.length < 3 || !PLATFORM.has(parts.at(-3) ?? '')) return [];
        const table = parts.slice(-3, -1).join('.');
        return [
          {
            at: { migration: name, statement: index },
            message: `${dropped.word} on ${table} needs its owner, which postgres is not on Supabase, and locks it against everybody.`,
            hint: dropped.hint,
            object: `${parts.at(-1)} on ${table}`,
          },
        ];
      });
    }),
};
