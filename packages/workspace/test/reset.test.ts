import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '@groundwork/local-postgres/testing';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScratchWorkspace, repository } from './open-scratch-workspace.ts';

let root = '';
let command = '';
let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  ({ root, command } = await openScratchWorkspace('reset'));
  database = await openTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
  await rm(root, { recursive: true, force: true });
});

function reset(url: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [command, 'reset', ...args], {
    cwd: root,
    env: {
      ...process.env,
      INIT_CWD: root,
      MIGRATE_DIR: join(repository, 'packages/db/drizzle'),
      DATABASE_URL: url,
      DIRECT_URL: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

it('empties a database it cannot drop, and migrates it: what is Supabase’s stays', async () => {
  await sql.unsafe(`
    CREATE EXTENSION citext;
    CREATE SCHEMA mine; CREATE TABLE mine.things (id int);
    CREATE TYPE public.mood AS ENUM ('good'); CREATE DOMAIN public.small AS int CHECK (value < 9);
    CREATE TYPE public.pair AS (a int, b int); CREATE TYPE public.span AS RANGE (subtype = int);
    CREATE TABLE public.profiles (id serial, mood public.mood, small public.small);
    CREATE VIEW public.seen AS SELECT id FROM public.profiles;
    CREATE MATERIALIZED VIEW public.kept AS SELECT id FROM public.seen;
    CREATE FUNCTION public.late() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
    CREATE TRIGGER late AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.late();
    INSERT INTO auth.users (id, email) VALUES (gen_random_uuid(), 'gone@example.com');
  `);
  const grantsBefore = await readPublic();
  const { code, output } = await reset(database.url, '--yes');
  expect([code, output]).toEqual([0, expect.stringContaining('✅ All migrations completed successfully!')]);
  expect(output).toMatch(new RegExp(`^✅ Emptied .*/${database.name}\\.`, 'm'));
  const left = await sql`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r','v','m','S')
    UNION SELECT typname FROM pg_type t WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e','d','r')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = t.oid AND deptype = 'e')
    UNION SELECT nspname FROM pg_namespace WHERE nspname = 'mine'
    ORDER BY 1`;
  expect(left.map(({ name }) => name)).toEqual(['notes', 'profiles', 'subscription_plans']);
  expect((await sql`SELECT count(*)::int AS n FROM auth.users`)[0]?.n).toBe(0);
  expect((await sql`SELECT extname FROM pg_extension WHERE extname = 'citext'`).length).toBe(1);
  const triggers =
    await sql`SELECT tgname FROM pg_trigger WHERE tgrelid = 'auth.users'::regclass AND NOT tgisinternal ORDER BY 1`;
  expect(triggers.map(({ tgname }) => tgname)).toEqual([
    'on_auth_user_created',
    'on_auth_user_email_changed',
  ]);
  expect(await readPublic()).toEqual(grantsBefore);
  expect((await reset(database.url, '--yes')).code).toBe(0);
});

/** Who may use the schema, and what new objects in it are open to. */
async function readPublic() {
  const [row] = await sql`
    SELECT nspacl::text AS acl, (SELECT array_agg(defaclacl::text ORDER BY defaclrole, defaclobjtype)::text
      FROM pg_default_acl WHERE defaclnamespace = 'public'::regnamespace) AS defaults
    FROM pg_namespace WHERE nspname = 'public'`;
  return row;
}

it('asks first, and does nothing to a database elsewhere', async () => {
  await sql`INSERT INTO auth.users (id, email) VALUES (gen_random_uuid(), 'stays@example.com')`;
  const unasked = await reset(database.url);
  expect(unasked).toEqual({
    code: 2,
    output:
      '❌ Nothing was done. [reset_refused]\n   Type yes at the prompt, or `npm run db:reset -- --yes`.\n',
  });
  const remote = await reset('postgresql://postgres:hunter2@db.example.supabase.co:5432/postgres', '--yes');
  expect(remote.code).toBe(2);
  expect(remote.output).toContain(
    'db.example.supabase.co:5432/postgres (DATABASE_URL) is not on this machine',
  );
  expect(remote.output).not.toContain('hunter2');
  expect((await sql`SELECT count(*)::int AS n FROM auth.users`)[0]?.n).toBe(1);
});
