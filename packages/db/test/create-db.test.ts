import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createDb, type NewNote, type Note, type Profile, type SubscriptionPlan } from '../src/index.ts';
import { type MigratedDatabase, openMigratedDatabase } from './open-migrated-database.ts';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await openMigratedDatabase();
});
afterAll(() => database.close());

it('reads the seeded plans with their types, by table name and by relation', async () => {
  const db = createDb(database.url);
  try {
    const plans: SubscriptionPlan[] = await db.query.subscriptionPlans.findMany({
      orderBy: (plan, { asc }) => asc(plan.price),
    });
    expect(plans.map(({ name, price }) => [name, price])).toEqual([
      ['Free', '0.00'],
      ['Pro', '12.00'],
    ]);
    expect(plans.every(({ features }) => Array.isArray(features) && features.length > 0)).toBe(true);
  } finally {
    await db.close();
  }
});

it('connects with a URL that carries other programs’ parameters', async () => {
  const db = createDb(`${database.url}?pgbouncer=true&connection_limit=1&application_name=web`);
  try {
    expect(await db.execute(`select current_setting('application_name') as name`)).toEqual([{ name: 'web' }]);
  } finally {
    await db.close();
  }
});

it('uses no named statements, so a transaction pooler can serve it', async () => {
  const db = createDb(database.url, { max: 1 });
  try {
    await db.query.profiles.findMany({ limit: 1 });
    expect(await db.execute('select name from pg_prepared_statements')).toEqual([]);
  } finally {
    await db.close();
  }
});

it('prints nothing when the server sends a notice', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  const db = createDb(database.url);
  try {
    await db.execute('drop table if exists public.nothing_of_that_name');
    expect(print).not.toHaveBeenCalled();
  } finally {
    print.mockRestore();
    await db.close();
  }
});

it('lets go of its connections on close', async () => {
  const db = createDb(database.url, { max: 1 });
  const [own] = await db.execute<{ pid: number }>('select pg_backend_pid() as pid');
  await db.close();
  await vi.waitFor(async () => {
    expect(await database.sql`select from pg_stat_activity where pid = ${own?.pid ?? 0}`).toHaveLength(0);
  });
  await expect(db.execute('select 1')).rejects.toMatchObject({ cause: { code: 'CONNECTION_ENDED' } });
});

it('has row types that know what is null and what has a default', () => {
  const note: NewNote = { title: 'only what has no default' };
  const read: Pick<Note, 'owner' | 'createdAt'> = { owner: '', createdAt: new Date() };
  const profile: Pick<Profile, 'email' | 'phone' | 'plan'> = { email: null, phone: null, plan: 'Free' };
  // @ts-expect-error a plan is never null
  const wrong: Profile['plan'] = null;
  expect([note, read, profile, wrong]).toHaveLength(4);
});
