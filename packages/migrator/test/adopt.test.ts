import { expect, test } from 'vitest';
import { readOutline } from '../src/catalog/read-catalog.ts';
import { adoptPushedHead, migrateTemplate } from './adopt-pushed-head.ts';
import { withSession } from './copy-database.ts';
import { cli, stable, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { pushTemplate } from './push-template.ts';
import { withoutTestRoles } from './without-test-roles.ts';

test('a database that drizzle-kit push filled: proven, mended, recorded, and the rest is run', async () => {
  const { url, sql } = await openDatabase();
  await pushTemplate(url);
  const first = await migrateTemplate(url);
  expect(first.exitCode, first.stderr.join('\n')).toBe(0);
  expect(stable(first.stdout)).toMatchInlineSnapshot(`
    [
      "📁 Found 7 migration files in FOLDER for HOST/DATABASE",
      "🚀 Running migration: 0000_green_blink.sql",
      "⚠️  Resources already exist (skipping) — 16 of 16 statements in effect, 7 policies mended (drizzle-kit push drops USING/WITH CHECK), proven against a shadow replay",
      "🚀 Running migration: 0001_auth_triggers.sql",
      "✅ Completed: 0001_auth_triggers.sql (… ms)",
      "🚀 Running migration: 0002_grants.sql",
      "✅ Completed: 0002_grants.sql (… ms)",
      "🚀 Running migration: 0003_add_phone.sql",
      "⚠️  Resources already exist (skipping) — 2 of 3 statements in effect, 1 run, proven against a shadow replay",
      "🚀 Running migration: 0004_index_profiles_email.sql",
      "⚠️  Resources already exist (skipping) — 1 of 1 statement in effect, proven against a shadow replay",
      "🚀 Running migration: 0005_seed_plans.sql",
      "✅ Completed: 0005_seed_plans.sql (… ms)",
      "🚀 Running migration: 0006_index_notes_updated_at.sql",
      "⚠️  Resources already exist (skipping) — 1 of 1 statement in effect, proven against a shadow replay",
      "✅ All migrations completed successfully!",
    ]
  `);
  const second = await migrateTemplate(url);
  expect(stable(second.stdout)).toMatchInlineSnapshot(`
    [
      "📁 Found 7 migration files in FOLDER for HOST/DATABASE",
      "⏭️  Skipping 0000_green_blink.sql (already executed)",
      "⏭️  Skipping 0001_auth_triggers.sql (already executed)",
      "⏭️  Skipping 0002_grants.sql (already executed)",
      "⏭️  Skipping 0003_add_phone.sql (already executed)",
      "⏭️  Skipping 0004_index_profiles_email.sql (already executed)",
      "⏭️  Skipping 0005_seed_plans.sql (already executed)",
      "⏭️  Skipping 0006_index_notes_updated_at.sql (already executed)",
      "✅ All migrations completed successfully!",
    ]
  `);
  expect((await migrateTemplate(url, 'drift')).exitCode).toBe(0);

  const lost = await sql`SELECT polname FROM pg_policy WHERE polqual IS NULL AND polwithcheck IS NULL`;
  expect([...lost]).toEqual([]);
  const rows = await sql`SELECT filename, outcome, evidence IS NOT NULL AS evidence
    FROM migrator.__manual_migrations ORDER BY id`;
  expect(rows.map(({ outcome, evidence }) => `${outcome} ${evidence}`)).toEqual([
    'completed true',
    // It makes profiles for users that were there before; the evidence says why that ran.
    'applied true',
    'applied false',
    'completed true',
    'adopted true',
    // Its seed leaves no trace, and a file behind it is in effect: why it ran is said with the evidence.
    'applied true',
    'adopted true',
  ]);
});

test('after the adoption of a pushed database a sign-up has its profile', async () => {
  const { url, sql } = await openDatabase();
  await pushTemplate(url);
  expect((await migrateTemplate(url)).exitCode).toBe(0);
  await sql`INSERT INTO auth.users (id, email) VALUES (gen_random_uuid(), 'ann@example.com')`;
  expect([...(await sql`SELECT email, plan FROM public.profiles`)]).toEqual([
    { email: 'ann@example.com', plan: 'Free' },
  ]);
  const plans = await sql`SELECT name FROM public.subscription_plans ORDER BY name`;
  expect(plans.map(({ name }) => name)).toEqual(['Free', 'Pro']);
});

test('some files by hand, then drizzle-kit push of the head', () => adoptPushedHead(4));

test('the SQL that is printed for a wrong column type, run as it stands, makes the next run succeed', async () => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder({
    '0001_notes.sql': 'CREATE TABLE public.notes (id integer PRIMARY KEY, title text NOT NULL);\n',
    '0002_index.sql': 'CREATE INDEX notes_title ON public.notes (title);\n',
  });
  await sql`CREATE TABLE public.notes (id integer PRIMARY KEY, title varchar(40) NOT NULL)`;
  await sql`INSERT INTO public.notes VALUES (1, 'kept')`;
  const before = await catalogOf(url);
  const refused = await cli(['--dir', '.'], { url, cwd });
  expect(refused.exitCode).toBe(3);
  expect(await catalogOf(url)).toEqual(before);
  expect([...(await sql`SELECT * FROM public.notes`)]).toEqual([{ id: 1, title: 'kept' }]);
  expect(refused.stderr.join('\n')).toMatchInlineSnapshot(`
    "🔎 Objects of these files are there already: comparing with a shadow replay, nothing is tried
    ❌ The column title of table public.notes is neither as the files leave it nor as it was before them. [conflict]
       0001_notes.sql:1:1
       1 │ CREATE TABLE public.notes (id integer PRIMARY KEY, title text NOT NULL);
         │ ^
       Expected: text NOT NULL
       Found: character varying(40) NOT NULL
       SQL that would mend it:
         ALTER TABLE "public"."notes" ALTER COLUMN "title" DROP DEFAULT;
         ALTER TABLE "public"."notes" ALTER COLUMN "title" TYPE text USING "title"::text;
    ❌ Nothing has run and nothing is recorded: the database is not what the files say."
  `);
  expect(await sql`SELECT to_regclass('migrator.__manual_migrations') AS history`).toEqual([
    { history: null },
  ]);

  const label = refused.stderr.findIndex((line) => line.includes('SQL that would mend it'));
  const printed = refused.stderr.slice(label + 1).filter((line) => /^ {5}/.test(line));
  await sql.unsafe(printed.join('\n'));
  const accepted = await cli(['--dir', '.'], { url, cwd });
  expect(accepted.exitCode, accepted.stderr.join('\n')).toBe(0);
  expect([...(await sql`SELECT * FROM public.notes`)]).toEqual([{ id: 1, title: 'kept' }]);
});

function catalogOf(url: string) {
  return withSession(url, async (session) => withoutTestRoles((await readOutline(session)).hashes));
}

test('what is refused says the same as text and as JSON', async () => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder({ '0001_t.sql': 'CREATE TABLE public.t (id integer PRIMARY KEY, v integer);\n' });
  await sql`CREATE TABLE public.t (id integer PRIMARY KEY, v text)`;
  const text = await cli(['--dir', '.'], { url, cwd });
  const json = await cli(['--dir', '.', '--json'], { url, cwd });
  expect([text.exitCode, json.exitCode]).toEqual([3, 3]);
  const result: { findings: { message: string; expected: string; found: string; sql: string[] }[] } =
    JSON.parse(json.stdout.at(-1) ?? '');
  const [finding] = result.findings;
  for (const part of [finding?.message, finding?.expected, finding?.found, finding?.sql.at(0)])
    expect(text.stderr.join('\n')).toContain(part);
});
