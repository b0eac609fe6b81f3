import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attempt, type Outcome } from './attempt.ts';
import { type MigratedDatabase, openMigratedDatabase } from './open-migrated-database.ts';
import { signUp } from './sign-up.ts';

/** Everything below is Alice's; Bob has a profile and a note too, Carol neither. */
const ALICE = ':alice';
const BOB = ':bob';
const CAROL = ':carol';

type Row = [statement: string, anon: Outcome, alice: Outcome, bob: Outcome, service: Outcome];
const no = 'no grant';

/** Statement × who sends it: rows seen or changed, or why not. A table and an action that lack a line fail below. */
const matrix: Record<string, Record<string, Row[]>> = {
  profiles: {
    select: [
      ['select * from public.profiles', no, 1, 1, 2],
      [`select plan from public.profiles where id = ${ALICE}`, no, 1, 0, 1],
    ],
    insert: [
      [`insert into public.profiles (id) values (${CAROL})`, no, no, no, 1],
      [`insert into public.profiles (id) values (${ALICE}) on conflict do nothing`, no, no, no, 0],
    ],
    update: [
      [`update public.profiles set full_name = 'x' where id = ${ALICE}`, no, 1, 0, 1],
      [`update public.profiles set avatar_url = 'https://a.test/x' where id = ${ALICE}`, no, 1, 0, 1],
      [`update public.profiles set phone = '+4366012345678' where id = ${ALICE}`, no, 1, 0, 1],
      ["update public.profiles set full_name = 'x'", no, 1, 1, 2],
      [`update public.profiles set plan = 'Pro' where id = ${ALICE}`, no, no, no, 1],
      [`update public.profiles set full_name = 'x', plan = 'Pro' where id = ${ALICE}`, no, no, no, 1],
      [`update public.profiles set email = 'x@y.test' where id = ${ALICE}`, no, no, no, 1],
      [`update public.profiles set created_at = now() where id = ${ALICE}`, no, no, no, 1],
      [`update public.profiles set updated_at = now() where id = ${ALICE}`, no, no, no, 1],
      [`update public.profiles set id = ${CAROL} where id = ${ALICE}`, no, no, no, 1],
      // The caps hold for everyone.
      [
        `update public.profiles set full_name = repeat('x', 201) where id = ${ALICE}`,
        no,
        '23514',
        0,
        '23514',
      ],
      [`update public.profiles set avatar_url = 'javascript:1' where id = ${ALICE}`, no, '23514', 0, '23514'],
      [`update public.profiles set phone = '0660 123' where id = ${ALICE}`, no, '23514', 0, '23514'],
    ],
    delete: [[`delete from public.profiles where id = ${ALICE}`, no, no, no, 1]],
    truncate: [['truncate public.profiles', no, no, no, no]],
  },
  subscription_plans: {
    select: [['select name, price, features from public.subscription_plans', 2, 2, 2, 2]],
    insert: [
      ["insert into public.subscription_plans (name, price, features) values ('X', 1, '{}')", no, no, no, 1],
      [
        "insert into public.subscription_plans (name, price, features) values ('X', 'NaN', '{}')",
        no,
        no,
        no,
        '23514',
      ],
      [
        "insert into public.subscription_plans (name, price, features) values ('Pro', 1, '{}')",
        no,
        no,
        no,
        '23505',
      ],
    ],
    update: [["update public.subscription_plans set price = 0 where name = 'Pro'", no, no, no, 1]],
    delete: [["delete from public.subscription_plans where name = 'Pro'", no, no, no, 1]],
    truncate: [['truncate public.subscription_plans', no, no, no, no]],
  },
  notes: {
    select: [
      ['select * from public.notes', no, 1, 1, 2],
      [`select title from public.notes where owner = ${ALICE}`, no, 1, 0, 1],
    ],
    insert: [
      // The owner is whoever is signed in; a server has to name one.
      ["insert into public.notes (title) values ('x')", no, 1, 1, '23502'],
      [`insert into public.notes (owner, title) values (${ALICE}, 'x')`, no, 1, 'policy', 1],
      [`insert into public.notes (owner, title) values (${ALICE}, '')`, no, '23514', 'policy', '23514'],
    ],
    update: [
      [`update public.notes set title = 'x', body = 'y' where owner = ${ALICE}`, no, 1, 0, 1],
      ["update public.notes set title = 'x'", no, 1, 1, 2],
      [`update public.notes set owner = ${BOB} where owner = ${ALICE}`, no, no, no, 1],
      [`update public.notes set created_at = now() where owner = ${ALICE}`, no, no, no, 1],
    ],
    delete: [
      [`delete from public.notes where owner = ${ALICE}`, no, 1, 0, 1],
      ['delete from public.notes', no, 1, 1, 2],
    ],
    truncate: [['truncate public.notes', no, no, no, no]],
  },
  functions: {
    execute: [
      ['select public.handle_new_user()', no, no, no, no],
      ['select public.handle_user_email_change()', no, no, no, no],
      ['select public.set_updated_at()', no, no, no, no],
      [`select public.profile_full_name('{"name": "x"}')`, no, no, no, no],
      [`select public.profile_avatar_url('{}')`, no, no, no, no],
    ],
  },
};

describe.each(['permissive', 'strict'] as const)('with %s default privileges', (defaultPrivileges) => {
  let database: MigratedDatabase;
  let alice: string;
  let bob: string;
  let carol: string;
  beforeAll(async () => {
    database = await openMigratedDatabase({ defaultPrivileges });
    alice = await signUp(database.auth, { email: 'alice@example.test' });
    bob = await signUp(database.auth, { email: 'bob@example.test' });
    carol = await signUp(database.auth, { email: 'carol@example.test' });
    await database.sql`delete from public.profiles where id = ${carol}`;
    await database.sql`insert into public.notes (owner, title) values (${alice}, 'hers'), (${bob}, 'his')`;
  });
  afterAll(() => database.close());

  const lines = Object.values(matrix).flatMap((actions) => Object.values(actions).flat());
  it.each(lines)('%s', async (text, forAnon, forAlice, forBob, forService) => {
    const statement = text
      .replaceAll(ALICE, `'${alice}'`)
      .replaceAll(BOB, `'${bob}'`)
      .replaceAll(CAROL, `'${carol}'`);
    expect({
      anon: await attempt(database.sql, 'anon', statement),
      alice: await attempt(database.sql, { id: alice }, statement),
      bob: await attempt(database.sql, { id: bob }, statement),
      service_role: await attempt(database.sql, 'service_role', statement),
    }).toEqual({ anon: forAnon, alice: forAlice, bob: forBob, service_role: forService });
  });

  it('covers every table and every function', async () => {
    const tables = await database.sql`select tablename as name from pg_tables where schemaname = 'public'`;
    for (const { name } of tables) {
      expect(Object.keys(matrix[name] ?? {}), name).toEqual([
        'select',
        'insert',
        'update',
        'delete',
        'truncate',
      ]);
    }
    const functions = await database.sql`
      select proname as name from pg_proc where pronamespace = 'public'::regnamespace`;
    const called = matrix.functions?.execute?.map(([statement]) => statement).join() ?? '';
    for (const { name } of functions) expect(called).toContain(`public.${name}(`);
  });
});

it('starts from what it says: new tables are open in one case and closed in the other', async () => {
  for (const [defaultPrivileges, expected] of [
    ['permissive', 0],
    ['strict', no],
  ] as const) {
    const database = await openMigratedDatabase({ defaultPrivileges });
    try {
      await database.sql`create table public.bystander ()`;
      expect(await attempt(database.sql, 'anon', 'select from public.bystander')).toBe(expected);
    } finally {
      await database.close();
    }
  }
});
