import { expect, test } from 'vitest';
import { mendingSql } from '../src/catalog/mending-sql.ts';
import { readCatalog } from '../src/catalog/read-catalog.ts';
import { SCHEMA } from './catalog-mutations.ts';
import { openSessions } from './catalog-sessions.ts';
import { touchedKeys } from './touched-keys.ts';

test('what can not be planned does not hide the rest, and nothing else is proposed', async () => {
  const { session } = await openSessions(SCHEMA);
  const before = await readCatalog(session);
  await session.run(`ALTER TABLE public.pets ADD extra integer;
    CREATE VIEW public.by_hand AS SELECT extra FROM public.pets;
    CREATE TABLE public.by_hand_too (id integer);
    ALTER POLICY everyone ON public.pets USING (false)`);
  const after = await readCatalog(session);
  const statements = await mendingSql(after, before, [
    'column:public.pets.extra',
    'policy:public.pets.everyone',
    'table:public.pets',
  ]);
  expect(statements).toEqual([
    'ALTER POLICY "everyone" ON "public"."pets" TO "anon", "authenticated" USING (true)',
  ]);
  expect(await mendingSql(after, before, ['column:public.pets.extra', 'view:public.by_hand'])).toEqual([
    'DROP VIEW "public"."by_hand"',
    'ALTER TABLE "public"."pets" DROP COLUMN "extra"',
  ]);
});

test('a missing table comes whole, with its grants and nobody as its owner', async () => {
  const { session } = await openSessions(SCHEMA);
  const before = await readCatalog(session);
  await session.run('DROP TABLE public.pets CASCADE');
  const after = await readCatalog(session);
  const statements = await mendingSql(after, before, touchedKeys(before, after));
  expect(statements.filter((sql) => /OWNER TO|supabase_admin/.test(sql))).toEqual([]);
  for (const sql of statements) await session.run(sql);
  expect(touchedKeys(before, await readCatalog(session))).toEqual(new Set());
});
