import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asUser, type Claims, createDb, type Db, InvalidClaimsError, notes, profiles } from '../src/index.ts';
import { type MigratedDatabase, openMigratedDatabase } from './open-migrated-database.ts';
import { signUp } from './sign-up.ts';

let database: MigratedDatabase;
let db: Db;
let alice: string;
let bob: string;
beforeAll(async () => {
  database = await openMigratedDatabase();
  // One connection: what a call leaves behind, the next one finds.
  db = createDb(database.url, { max: 1 });
  alice = await signUp(database.auth, { email: 'alice@example.test' });
  bob = await signUp(database.auth, { email: 'bob@example.test' });
  await database.sql`insert into public.notes (owner, title) values (${bob}, 'his')`;
});
afterAll(async () => {
  await db.close();
  await database.close();
});

const session = sql`
  select current_user as role, auth.uid() as uid, current_setting('request.jwt.claims', true) as claims`;

async function expectNothingLeft(): Promise<void> {
  const [left] = await db.execute(session);
  expect(left).toEqual({ role: 'postgres', uid: null, claims: '' });
}

describe('asUser', () => {
  it('sees and writes what is the user’s, typed', async () => {
    const note = await asUser(db, { sub: alice, role: 'authenticated' }, async (tx) => {
      const [made] = await tx.insert(notes).values({ title: "O'Brien's" }).returning();
      expect(await tx.select({ id: profiles.id }).from(profiles)).toEqual([{ id: alice }]);
      expect((await tx.update(notes).set({ title: 'mine now' }).where(eq(notes.owner, bob))).count).toBe(0);
      return made;
    });
    expect(note).toMatchObject({ owner: alice, title: "O'Brien's", body: '' });
    expect(await db.select().from(notes).where(eq(notes.owner, alice))).toEqual([note]);
    await expectNothingLeft();
  });

  it('is refused where the Data API would be', async () => {
    const upgrade = asUser(db, { sub: alice }, (tx) => tx.update(profiles).set({ plan: 'Pro' }));
    await expect(upgrade).rejects.toMatchObject({ cause: { code: '42501' } });
    const peek = asUser(db, {}, (tx) => tx.select().from(profiles));
    await expect(peek).rejects.toMatchObject({ cause: { code: '42501' } });
    await expectNothingLeft();
  });

  it('rolls back with its callback', async () => {
    const failing = asUser(db, { sub: alice }, async (tx) => {
      await tx.insert(notes).values({ title: 'lost' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await db.select().from(notes).where(eq(notes.title, 'lost'))).toEqual([]);
    await expectNothingLeft();
  });

  it('chooses the role by the sub when the token names none', async () => {
    expect(await asUser(db, {}, (tx) => tx.execute(session))).toMatchObject([{ role: 'anon', uid: null }]);
    expect(await asUser(db, { sub: bob }, (tx) => tx.execute(session))).toMatchObject([
      { role: 'authenticated', uid: bob },
    ]);
  });

  const payloads = [
    "O'Brien",
    "', true); set role postgres; --",
    "x', true), set_config('role', 'postgres', true); select set_config('a.b', '",
    `"}'; reset role; update public.profiles set plan = 'Pro'; --`,
    '$1 $$ \\ \\\' " ; \n',
  ];
  it.each(payloads)('takes user_metadata as data: %j', async (full_name) => {
    const claims = {
      sub: alice,
      role: 'authenticated',
      user_metadata: { full_name, [full_name]: [full_name] },
    };
    const [seen] = await asUser(db, claims, (tx) => tx.execute(session));
    expect(seen).toMatchObject({ role: 'authenticated', uid: alice });
    expect(JSON.parse(String(seen?.claims))).toEqual(claims);
    expect(await db.select({ plan: profiles.plan }).from(profiles)).toEqual([
      { plan: 'Free' },
      { plan: 'Free' },
    ]);
    await expectNothingLeft();
  });

  const user = '6d1e5b4a-7c1f-4f63-9a55-0d0a6d5f5c11';
  const refused: [what: string, claims: unknown][] = [
    ['service_role', { sub: user, role: 'service_role' }],
    ['postgres', { sub: user, role: 'postgres' }],
    ['none, that is RESET ROLE', { sub: user, role: 'none' }],
    ['an empty role', { sub: user, role: '' }],
    ['a null role', { sub: user, role: null }],
    ['a list of roles', { sub: user, role: ['authenticated'] }],
    ['SQL as role', { sub: user, role: "authenticated'; reset role; --" }],
    ['authenticated without a sub', { role: 'authenticated' }],
    ['an empty sub', { sub: '', role: 'authenticated' }],
    ['a null sub', { sub: null }],
    ['SQL as sub', { sub: `${user}'; reset role; --` }],
    ['a sub with a line after it', { sub: `${user}\n` }],
    ['a list as sub', { sub: [user] }],
    ['anon with a sub that is no UUID', { sub: 'x', role: 'anon' }],
  ];
  it.each(refused)('refuses %s before anything runs', async (_, claims) => {
    let ran = false;
    // As it comes out of a token: nothing has checked its types.
    const token: Claims = JSON.parse(JSON.stringify(claims));
    const call = asUser(db, token, async () => {
      ran = true;
    });
    await expect(call).rejects.toBeInstanceOf(InvalidClaimsError);
    expect(ran).toBe(false);
  });

  it('keeps users apart who share a pool', async () => {
    const pool = createDb(database.url, { max: 4 });
    try {
      const calls = Array.from({ length: 60 }, (_, n) =>
        n % 3 === 0 ? {} : { sub: n % 3 === 1 ? alice : bob },
      );
      const seen = await Promise.all(
        calls.map((claims) => asUser(pool, claims, (tx) => tx.execute(session))),
      );
      expect(seen.map(([row]) => row?.uid)).toEqual(calls.map((claims) => claims.sub ?? null));
    } finally {
      await pool.close();
    }
  });
});
