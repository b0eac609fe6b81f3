import { afterEach, expect, it } from 'vitest';
import { openTestStack, signUp, type TestStack } from './open-test-stack.ts';

let stack: TestStack;
afterEach(() => stack.close());

it('sees tables, columns and functions made while it runs, and no longer those dropped', async () => {
  stack = await openTestStack({ files: [] });
  const server = stack.client(stack.secretKey);
  expect((await server.from('late').select()).error?.code).toBe('PGRST205');
  await stack.execute('CREATE TABLE public.late (id int); GRANT ALL ON public.late TO service_role');
  expect((await server.from('late').insert({ id: 1 })).error).toBeNull();
  await stack.execute('ALTER TABLE public.late ADD COLUMN name text');
  expect((await server.from('late').update({ name: 'n' }).eq('id', 1).select()).data).toEqual([
    { id: 1, name: 'n' },
  ]);
  await stack.execute(`CREATE FUNCTION public.doubled(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n'`);
  expect((await server.rpc('doubled', { n: 21 })).data).toBe(42);
  await stack.execute('ALTER TABLE public.late DROP COLUMN name');
  expect((await server.from('late').select()).data).toEqual([{ id: 1 }]);
  await stack.execute('DROP TABLE public.late');
  expect((await server.from('late').select()).error?.code).toBe('PGRST205');
});

it('follows a foreign key made while it runs', async () => {
  stack = await openTestStack({ files: [] });
  const server = stack.client(stack.secretKey);
  await stack.execute(`CREATE TABLE public.authors (id int PRIMARY KEY);
    CREATE TABLE public.books (id int PRIMARY KEY, author int);
    GRANT ALL ON public.authors, public.books TO service_role;
    INSERT INTO public.authors VALUES (1); INSERT INTO public.books VALUES (7, 1)`);
  expect((await server.from('authors').select('id, books(id)')).error?.code).toBe('PGRST200');
  await stack.execute('ALTER TABLE public.books ADD FOREIGN KEY (author) REFERENCES public.authors');
  expect((await server.from('authors').select('id, books(id)')).data).toEqual([
    { id: 1, books: [{ id: 7 }] },
  ]);
});

it('obeys RLS that is switched on while it runs, though there was none before', async () => {
  stack = await openTestStack({ files: [] });
  const { client, id } = await signUp(stack, 'late@example.com');
  await stack.execute(`CREATE TABLE public.things (owner uuid, what text);
    GRANT SELECT ON public.things TO anon, authenticated;
    INSERT INTO public.things VALUES ('${id}', 'his'), (gen_random_uuid(), 'another')`);
  expect((await client.from('things').select('what')).data).toHaveLength(2);
  await stack.execute('ALTER TABLE public.things ENABLE ROW LEVEL SECURITY');
  expect((await client.from('things').select('what')).data).toEqual([]);
  await stack.execute(
    'CREATE POLICY own ON public.things TO authenticated USING (owner = (select auth.uid()))',
  );
  expect((await client.from('things').select('what')).data).toEqual([{ what: 'his' }]);
  expect((await stack.client().from('things').select('what')).data).toEqual([]);
});

it('refuses what default privileges do not open, and opens what they do, as hosted of either kind', async () => {
  for (const [defaultPrivileges, code] of [
    ['strict', '42501'],
    ['permissive', undefined],
  ] as const) {
    stack = await openTestStack({ files: [], defaultPrivileges });
    const { client } = await signUp(stack, 'a@example.com');
    await stack.execute('CREATE TABLE public.plain (id int)');
    expect((await client.from('plain').select()).error?.code).toBe(code);
    expect((await stack.client().from('plain').select()).error?.code).toBe(code);
    if (defaultPrivileges === 'strict') await stack.close();
  }
});

it('works on after its database was dropped and made anew', async () => {
  stack = await openTestStack();
  await signUp(stack, 'before@example.com');
  await stack.database.server.dropDatabase(stack.database.name);
  await stack.database.server.createDatabase(stack.database.name);
  expect((await stack.client().from('subscription_plans').select()).error?.code).toBe('PGRST205');
  const { client } = await signUp(stack, 'before@example.com');
  expect((await client.auth.getUser()).data.user?.email).toBe('before@example.com');
});
