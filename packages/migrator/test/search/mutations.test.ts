import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MUTATIONS, type Mutation, SCHEMA } from '../catalog-mutations.ts';
import { type AdoptedWorld, openAdoptedWorld } from './adopted-world.ts';
import { mutationsOf } from './mutations-of.ts';

const FOLDER = join(import.meta.dirname, '../../../db/drizzle');

const TEMPLATE = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));

const USER = '00000000-0000-0000-0000-000000000001';

const worlds = {
  template: {
    files: TEMPLATE,
    rows: `INSERT INTO auth.users (id, email, raw_user_meta_data) VALUES ('${USER}', 'a@b.c', '{"name": "Ann"}');
      INSERT INTO public.notes (owner, title) VALUES ('${USER}', 'first');`,
  },
  kinds: {
    files: [{ name: '0000_schema.sql', text: SCHEMA }],
    rows: `INSERT INTO public.owners (name) VALUES ('Ann'); INSERT INTO public.pets (owner, name, price) VALUES (1, 'Rex', 5);
      INSERT INTO private."Odd.Name" VALUES (1, 'a'); INSERT INTO public.events VALUES ('2026-05-05', 'x');
      REFRESH MATERIALIZED VIEW public.counts;`,
  },
};

const opened = new Map<string, AdoptedWorld>();
beforeAll(async () => {
  for (const [name, { files, rows }] of Object.entries(worlds))
    opened.set(name, await openAdoptedWorld(files, rows));
}, 1_800_000);
afterAll(async () => {
  for (const world of opened.values()) await world.close();
});

function worldOf(name: keyof typeof worlds): AdoptedWorld {
  const world = opened.get(name);
  if (world === undefined) throw new Error(`no world ${name}`);
  return world;
}

/** The object is named before or after the run, or the run has put it back. */
async function expectDetected(name: keyof typeof worlds, mutation: Mutation): Promise<void> {
  const { changed, findings, run, left } = await worldOf(name).judge(mutation);
  expect(changed, 'it changes something').not.toEqual([]);
  if (left?.length === 0 && run.length > 0) return;
  const told = findings.map(({ object, message }) => object ?? message);
  expect(told.filter((text) => changed.some((object) => text.includes(object)))).not.toEqual([]);
}

/** Nothing is told and nothing runs. */
async function expectUnnoticed(name: keyof typeof worlds, mutation: Mutation): Promise<void> {
  const { findings, run, left, changed } = await worldOf(name).judge(mutation);
  expect(findings).toEqual([]);
  expect(run).toEqual([]);
  expect(left).toEqual(changed);
}

test('every object of the template, dropped or altered, is told or put back', async () => {
  const world = worldOf('template');
  const mutations = mutationsOf(world.catalog, world.touched);
  expect(mutations.length).toBeGreaterThan(87);
  const survivors: string[] = [];
  for (const mutation of mutations) {
    await expectDetected('template', mutation).catch((error: unknown) => {
      survivors.push(`${mutation.name}: ${mutation.sql}\n${error instanceof Error ? error.message : error}`);
    });
  }
  expect(survivors).toEqual([]);
}, 600_000);

/** They stand beside our objects, which mean what they meant. */
const APART = new Set(['function more', 'table more', 'default privileges']);

describe('one object of every kind', () => {
  test.each(MUTATIONS.filter(({ name }) => !APART.has(name)))('$name', (mutation) =>
    expectDetected('kinds', mutation),
  );
  test.each(MUTATIONS.filter(({ name }) => APART.has(name)))("$name is nobody's business", (mutation) =>
    expectUnnoticed('kinds', mutation),
  );
});

/** Cluster-wide, and so dropped again. */
const ROLE = `test_benign_${randomBytes(4).toString('hex')}`;

const BENIGN: readonly (Mutation & { readonly world: keyof typeof worlds })[] = [
  { world: 'template', name: 'nothing', sql: 'SELECT 1' },
  {
    world: 'template',
    name: 'another owner',
    sql: 'ALTER TABLE public.subscription_plans OWNER TO supabase_admin',
    admin: true,
  },
  {
    world: 'template',
    name: 'another order of columns',
    sql: `ALTER TABLE public.profiles DROP COLUMN phone, ADD COLUMN phone text;
      ALTER TABLE public.profiles ADD CONSTRAINT profiles_phone_e164 CHECK (phone ~ '^[+][1-9][0-9]{6,14}$');
      GRANT UPDATE (phone) ON public.profiles TO authenticated`,
  },
  { world: 'template', name: 'a table more', sql: 'CREATE TABLE public.extra (id serial PRIMARY KEY)' },
  {
    world: 'template',
    name: 'rows',
    sql: `INSERT INTO public.notes (owner, title) SELECT '${USER}', 'more ' || n FROM generate_series(1, 500) n`,
  },
  { world: 'template', name: 'statistics', sql: 'ANALYZE' },
  {
    world: 'template',
    name: 'default privileges',
    sql: 'ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM anon, authenticated, service_role',
  },
  { world: 'template', name: 'an extension', sql: 'CREATE EXTENSION hstore SCHEMA extensions', admin: true },
  { world: 'template', name: 'a role', sql: `CREATE ROLE ${ROLE}`, admin: true },
  {
    world: 'kinds',
    name: 'positions of sequences',
    sql: `SELECT setval('public.tickets', 5000), setval('public.pets_id_seq', 77)`,
  },
  {
    world: 'kinds',
    name: 'rows in a partition',
    sql: `INSERT INTO public.events SELECT '2026-01-01', n FROM generate_series(1, 99) n`,
  },
  { world: 'kinds', name: 'a refreshed view', sql: 'REFRESH MATERIALIZED VIEW public.counts' },
];

describe('what changes nothing', () => {
  afterAll(() => worldOf('template').judge({ sql: `DROP ROLE IF EXISTS ${ROLE}`, admin: true }));
  test.each(BENIGN)('$name', (change) => expectUnnoticed(change.world, change));
});
