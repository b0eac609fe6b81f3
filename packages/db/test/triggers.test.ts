import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMigrations, listMigrations } from './apply-migrations.ts';
import { type MigratedDatabase, openMigratedDatabase } from './open-migrated-database.ts';
import { signUp } from './sign-up.ts';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await openMigratedDatabase();
});
afterAll(() => database.close());

async function profileOf(id: string) {
  const [profile] = await database.sql`select * from public.profiles where id = ${id}`;
  return profile;
}

const json = JSON.stringify;
const address = (length: number) => 'https://img.test/'.padEnd(length, 'x');

describe('a sign-up makes a profile', () => {
  const cases: [what: string, metadata: string | null, fullName: string | null, avatarUrl: string | null][] =
    [
      ['no metadata', null, null, null],
      ['JSON null', 'null', null, null],
      ['an empty object', '{}', null, null],
      ['an array', json(['full_name', { full_name: 'Ada' }]), null, null],
      ['a string', json('full_name'), null, null],
      ['a number', '42', null, null],
      ['an apostrophe', json({ full_name: "O'Brien" }), "O'Brien", null],
      [
        'SQL in the name',
        json({ full_name: "'); drop table profiles; --" }),
        "'); drop table profiles; --",
        null,
      ],
      ['a name of 10 kB', json({ full_name: 'x'.repeat(10_240) }), 'x'.repeat(200), null],
      ['astral characters', json({ full_name: '🦉'.repeat(300) }), '🦉'.repeat(200), null],
      ['spaces around', json({ full_name: ' \n Ada \t' }), 'Ada', null],
      ['a blank name, then another', json({ full_name: ' \t ', name: 'Ada' }), 'Ada', null],
      ['a name that is an object', json({ full_name: { first: 'Ada' }, user_name: 'ada' }), 'ada', null],
      ['null names', json({ full_name: null, name: null, user_name: null }), null, null],
      ['Google', json({ name: 'Ada L', picture: address(60) }), 'Ada L', address(60)],
      ['GitHub', json({ user_name: 'ada', avatar_url: address(60) }), 'ada', address(60)],
      ['full_name before name', json({ user_name: 'c', name: 'b', full_name: 'a' }), 'a', null],
      ['the longest avatar', json({ avatar_url: address(2048) }), null, address(2048)],
      ['a longer avatar', json({ avatar_url: address(2049) }), null, null],
      [
        'a script as avatar',
        json({ avatar_url: 'javascript:alert(1)', picture: address(40) }),
        null,
        address(40),
      ],
      ['an avatar with a line break', json({ avatar_url: 'https://a.test/\nb' }), null, null],
      ['an avatar that is an array', json({ avatar_url: [address(40)] }), null, null],
    ];
  it.each(cases)('%s', async (what, metadata, fullName, avatarUrl) => {
    const email = `${what.replaceAll(/\W+/g, '-')}@example.test`;
    const id = await signUp(database.auth, { email, metadata });
    expect(await profileOf(id)).toMatchObject({ email, full_name: fullName, avatar_url: avatarUrl });
  });

  it('without an e-mail', async () => {
    const id = await signUp(database.auth, { email: null });
    expect(await profileOf(id)).toMatchObject({ email: null, plan: 'Free', phone: null });
  });

  it('whose plan and id are not the metadata’s to choose', async () => {
    const metadata = json({ plan: 'Pro', role: 'service_role', id: crypto.randomUUID(), email: 'x@y.test' });
    const id = await signUp(database.auth, { email: 'plan@example.test', metadata });
    expect(await profileOf(id)).toMatchObject({ id, email: 'plan@example.test', plan: 'Free' });
  });

  it('whatever JSON the metadata is', async () => {
    const keys = ['full_name', 'name', 'user_name', 'avatar_url', 'picture', 'plan'];
    // jsonb itself refuses NUL; GoTrue would fail before the trigger.
    const text = fc.string({ unit: 'binary', maxLength: 3000 }).map((s) => s.replaceAll('\0', ''));
    const url = text.map((s) => `https://${s}`);
    const value = fc.oneof(
      text,
      url,
      fc.integer(),
      fc.constant(null),
      fc.array(text),
      fc.dictionary(text, text),
    );
    const metadata = fc.oneof(
      { weight: 8, arbitrary: fc.dictionary(fc.constantFrom(...keys), value) },
      value,
    );
    const samples = fc.sample(metadata, { numRuns: 500, seed: 20260 });
    const { count } = await database.auth`
      insert into auth.users (id, raw_user_meta_data)
      select gen_random_uuid(), value from jsonb_array_elements(${json(samples)}::text::jsonb)`;
    expect(count).toBe(500);
    const [missing] = await database.sql`
      select count(*)::int from auth.users u where not exists (select from public.profiles p where p.id = u.id)`;
    expect(missing?.count).toBe(0);
  });

  it('with no plan in the table', async () => {
    await database.sql.begin(async (tx) => {
      await tx`delete from public.subscription_plans`;
      await tx`insert into auth.users (id) values ('00000000-0000-4000-8000-000000000001')`;
      expect(
        await tx`select plan from public.profiles where id = '00000000-0000-4000-8000-000000000001'`,
      ).toEqual([{ plan: 'Free' }]);
    });
  });

  it('when something else has made it already', async () => {
    await database.admin.unsafe(`
      create function public.eager() returns trigger language plpgsql security definer as
        $$ begin insert into public.profiles (id, full_name) values (new.id, 'eager'); return new; end $$;
      create trigger a_first after insert on auth.users for each row execute function public.eager();`);
    const id = await signUp(database.auth, { metadata: json({ full_name: 'late' }) });
    await database.admin.unsafe('drop function public.eager() cascade');
    expect(await profileOf(id)).toMatchObject({ full_name: 'eager' });
  });
});

describe('later changes of the user', () => {
  it('follow the e-mail, to another and to none', async () => {
    const id = await signUp(database.auth, {
      email: 'old@example.test',
      metadata: json({ full_name: 'Ada' }),
    });
    await database.auth`update auth.users set email = 'new@example.test' where id = ${id}`;
    expect(await profileOf(id)).toMatchObject({ email: 'new@example.test', full_name: 'Ada' });
    await database.auth`update auth.users set email = null where id = ${id}`;
    expect(await profileOf(id)).toMatchObject({ email: null });
  });

  it('leave the profile alone when the e-mail stays', async () => {
    const id = await signUp(database.auth, { email: 'same@example.test' });
    await database.sql`update public.profiles set email = 'edited@example.test' where id = ${id}`;
    await database.auth`
      update auth.users set email = 'same@example.test', last_sign_in_at = now() where id = ${id}`;
    expect(await profileOf(id)).toMatchObject({ email: 'edited@example.test' });
  });

  it('do not fail on a profile that is gone', async () => {
    const id = await signUp(database.auth, { email: 'gone@example.test' });
    await database.sql`delete from public.profiles where id = ${id}`;
    await database.auth`update auth.users set email = 'again@example.test' where id = ${id}`;
    expect(await profileOf(id)).toBeUndefined();
  });

  it('take profile and notes along on delete, and nobody else’s', async () => {
    const [leaves, stays] = [await signUp(database.auth), await signUp(database.auth)];
    for (const owner of [leaves, stays]) {
      await database.sql`insert into public.notes (owner, title) values (${owner}, 'n')`;
    }
    await database.auth`delete from auth.users where id = ${leaves}`;
    expect(await profileOf(leaves)).toBeUndefined();
    expect(await profileOf(stays)).toBeDefined();
    expect(await database.sql`select owner from public.notes`).toEqual([{ owner: stays }]);
  });
});

describe('updated_at', () => {
  it('moves with a change and only with one', async () => {
    const id = await signUp(database.auth, { metadata: json({ full_name: 'Ada' }) });
    // Compared by Postgres: a Date knows milliseconds only.
    const moved = async () => {
      const [profile] =
        await database.sql`select updated_at > created_at as moved from public.profiles where id = ${id}`;
      return profile?.moved;
    };
    await database.sql`update public.profiles set full_name = 'Ada' where id = ${id}`;
    expect(await moved()).toBe(false);
    await database.sql`update public.profiles set full_name = 'Eve', updated_at = 'epoch' where id = ${id}`;
    expect(await moved()).toBe(true);
  });
});

describe('the backfill', () => {
  it('gives users from before the trigger the profile a sign-up would, and keeps one that exists', async () => {
    const [tables = '', ...rest] = await listMigrations();
    const early = await openMigratedDatabase({ migrations: [tables] });
    try {
      const metadata = json({ name: "O'Brien", picture: address(40) });
      const old = await signUp(early.auth, { email: 'old@example.test', metadata });
      const bare = await signUp(early.auth);
      const known = await signUp(early.auth, { email: 'known@example.test', metadata });
      await early.sql`insert into public.profiles (id, full_name) values (${known}, 'by hand')`;
      await applyMigrations(early.sql, rest);
      const profiles = await early.sql`select id, email, full_name, avatar_url, plan from public.profiles`;
      expect(new Map(profiles.map(({ id, ...profile }) => [id, profile]))).toEqual(
        new Map([
          [old, { email: 'old@example.test', full_name: "O'Brien", avatar_url: address(40), plan: 'Free' }],
          [bare, { email: null, full_name: null, avatar_url: null, plan: 'Free' }],
          [known, { email: null, full_name: 'by hand', avatar_url: null, plan: 'Free' }],
        ]),
      );
    } finally {
      await early.close();
    }
  });
});
