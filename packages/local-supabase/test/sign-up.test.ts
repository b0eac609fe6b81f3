import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStack, signUp, type TestStack } from './open-test-stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await openTestStack();
});
afterAll(() => stack.close());

describe('supabase-js against the local API', () => {
  it('signs up, and the trigger has made a profile with the given name', async () => {
    const { client, id } = await signUp(stack, 'obrien@example.com', { full_name: "O'Brien" });
    const { data, error } = await client.from('profiles').select();
    expect(error).toBeNull();
    expect(data).toMatchObject([{ id, email: 'obrien@example.com', full_name: "O'Brien", plan: 'Free' }]);
  });

  it('shows each user his own rows, and lets nobody write another’s', async () => {
    const first = await signUp(stack, 'first@example.com', { full_name: 'First' });
    const second = await signUp(stack, 'second@example.com', { full_name: 'Second' });
    expect((await second.client.from('profiles').select('full_name')).data).toEqual([
      { full_name: 'Second' },
    ]);
    expect((await second.client.from('profiles').select().eq('id', first.id)).data).toEqual([]);
    const note = await first.client.from('notes').insert({ title: 'mine' }).select('id,owner').single();
    expect(note.data?.owner).toBe(first.id);
    const noteId: unknown = note.data?.id;
    expect((await second.client.from('notes').select()).data).toEqual([]);
    expect((await second.client.from('notes').delete().eq('id', noteId).select()).data).toEqual([]);
    const forged = await second.client.from('notes').insert({ title: 'x', owner: first.id });
    expect(forged.error?.code).toBe('42501');
    expect((await first.client.from('notes').select('title')).data).toEqual([{ title: 'mine' }]);
    const plan = await first.client.from('profiles').update({ plan: 'Pro' }).eq('id', first.id);
    expect(plan.error?.code).toBe('42501');
  });

  it('refuses anon where no grant is, and answers where there is one', async () => {
    const anon = stack.client();
    const refused = await anon.from('profiles').select();
    expect([refused.status, refused.error?.code, refused.error?.message]).toEqual([
      401,
      '42501',
      'permission denied for table profiles',
    ]);
    expect((await anon.from('subscription_plans').select('name').order('price')).data).toEqual([
      { name: 'Free' },
      { name: 'Pro' },
    ]);
    expect((await anon.from('nowhere').select()).error?.code).toBe('PGRST205');
  });

  it('lets the secret key past policies, within the grants', async () => {
    const server = stack.client(stack.secretKey);
    expect((await server.from('profiles').select('email')).data?.length).toBeGreaterThan(1);
    expect((await stack.client(stack.keys.serviceRoleKey).from('profiles').select('email')).error).toBeNull();
    expect((await stack.client(stack.keys.anonKey).from('profiles').select()).error?.code).toBe('42501');
  });

  it('signs in, out, and back in with the password', async () => {
    await signUp(stack, 'again@example.com');
    const client = stack.client();
    const wrong = await client.auth.signInWithPassword({ email: 'again@example.com', password: 'wrong one' });
    expect([wrong.error?.status, wrong.error?.code]).toEqual([400, 'invalid_credentials']);
    const right = await client.auth.signInWithPassword({
      email: 'again@example.com',
      password: 'correct horse',
    });
    expect(right.error).toBeNull();
    const token = right.data.session?.access_token ?? '';
    expect((await client.auth.getClaims(token)).data?.claims.email).toBe('again@example.com');
    expect((await client.auth.signOut()).error).toBeNull();
    // The session is gone, so its token is no longer anybody's.
    expect((await client.auth.getUser(token)).error?.name).toBe('AuthSessionMissingError');
  });
});

describe('what @supabase/lite does otherwise', () => {
  it('stores user metadata as an object, not as a string that holds one', async () => {
    const { id } = await signUp(stack, 'meta@example.com', { full_name: 'Meta', nested: { a: [1] } });
    const sql = postgres(stack.database.adminUrl, { max: 1 });
    const [row] = await sql`
      SELECT jsonb_typeof(raw_user_meta_data) AS user_type, jsonb_typeof(raw_app_meta_data) AS app_type,
        raw_user_meta_data -> 'nested' AS nested FROM auth.users WHERE id = ${id}`;
    const [identity] = await sql`
      SELECT jsonb_typeof(identity_data) AS type FROM auth.identities WHERE user_id = ${id}`;
    await sql.end();
    expect(row).toEqual({ user_type: 'object', app_type: 'object', nested: { a: [1] } });
    expect(identity).toEqual({ type: 'object' });
  });

  it('leaves json columns as they were sent: objects, lists and texts', async () => {
    await stack.execute(`CREATE TABLE public.documents (id int PRIMARY KEY, body jsonb, plain json);
      GRANT SELECT, INSERT ON public.documents TO service_role;`);
    const server = stack.client(stack.secretKey);
    const rows = [
      { id: 1, body: { a: "O'Brien" }, plain: [1, 'two'] },
      { id: 2, body: 'text', plain: null },
    ];
    expect((await server.from('documents').insert(rows)).error).toBeNull();
    expect((await server.from('documents').select().order('id')).data).toEqual(rows);
  });

  // A gap that is left, told of in docs/targets.md: PostgREST takes it.
  it('refuses true as the whole of a json column', async () => {
    const server = stack.client(stack.secretKey);
    expect((await server.from('documents').insert({ id: 9, body: true })).error?.code).toBe('42804');
    expect((await server.from('documents').insert({ id: 9, body: 7 })).error).toBeNull();
  });

  it('grants nothing by itself, whatever asks first', async () => {
    const sql = postgres(stack.database.adminUrl, { max: 1 });
    const grants = await sql`
      SELECT grantee, privilege_type FROM information_schema.table_privileges
      WHERE table_schema = 'public' AND table_name = 'profiles' AND grantee IN ('anon', 'authenticated')
      ORDER BY 1, 2`;
    await sql.end();
    expect([...grants]).toEqual([{ grantee: 'authenticated', privilege_type: 'SELECT' }]);
  });

  it('tells auth.email(), auth.uid(), auth.role() and auth.jwt() in functions and policies', async () => {
    await stack.execute(`CREATE FUNCTION public.whoami() RETURNS jsonb LANGUAGE sql STABLE SET search_path = '' AS
      $$ SELECT jsonb_build_object('email', auth.email(), 'uid', auth.uid(), 'role', auth.role(),
        'claim', auth.jwt() -> 'user_metadata' ->> 'full_name', 'user', current_user) $$`);
    const { client, id } = await signUp(stack, 'who@example.com', { full_name: 'Who "x" \\ ünï' });
    expect((await client.rpc('whoami')).data).toEqual({
      email: 'who@example.com',
      uid: id,
      role: 'authenticated',
      claim: 'Who "x" \\ ünï',
      user: 'authenticated',
    });
    expect((await stack.client().rpc('whoami')).data).toEqual({
      email: null,
      uid: null,
      role: 'anon',
      claim: null,
      user: 'anon',
    });
  });

  it('leaves nothing of one caller for the next on the same connection', async () => {
    const users = await Promise.all(
      [1, 2, 3].map((n) => signUp(stack, `mixed${n}@example.com`, { full_name: `M${n}` })),
    );
    const anon = stack.client();
    const answers = await Promise.all(
      Array.from({ length: 90 }, async (_, n) => {
        const user = users[n % 4];
        if (user === undefined) return (await anon.from('profiles').select('id')).error?.code;
        const { data } = await user.client.from('profiles').select('id');
        return data?.length === 1 && data[0]?.id === user.id;
      }),
    );
    expect(new Set(answers.filter((_, n) => n % 4 !== 3))).toEqual(new Set([true]));
    expect(new Set(answers.filter((_, n) => n % 4 === 3))).toEqual(new Set(['42501']));
  });
});
