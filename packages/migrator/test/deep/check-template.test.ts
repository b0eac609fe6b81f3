import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check, copyTemplate, printed } from '../check-world.ts';
import { openDatabase } from '../open-database.ts';
import { TEMPLATE_FOLDER } from '../push-template.ts';

/** The template may have more files than today: its next number, and how many there are. */
function whateverTheNumber({ stdout, stderr }: ReturnType<typeof printed>): ReturnType<typeof printed> {
  const plain = (line: string) =>
    line
      .replaceAll(/\b\d{4}_(touch_plans|secrets)/g, 'NEXT_$1')
      .replace(/\b\d+ ((hand-written )?files)/, 'N $1');
  return { stdout: stdout.map(plain), stderr: stderr.map(plain) };
}

test('the template passes, part by part', async () => {
  const files = readdirSync(TEMPLATE_FOLDER).filter((name) => name.endsWith('.sql')).length;
  const run = await check(TEMPLATE_FOLDER);
  expect(printed(run, 'NO FOLDER')).toEqual({
    stdout: [
      `✅ replay     ${files} files from an empty database (0.0 s)`,
      '✅ schema     drizzle-kit generate would write nothing (0.0 s)',
      `✅ idempotent ${files - 1} hand-written files run twice, 1 generated; 1 data statement met an empty table: nothing to prove (0.0 s)`,
      expect.stringMatching(
        /^✅ push {7}pushed, then adopted: \d in effect, \d run whole or in part, 7 policies mended \(/,
      ),
      "✅ history    journal and disk; no URL is set, so no database's history (0.0 s)",
      `✅ hazards    ${files} files (0.0 s)`,
      `✅ undo       ${files} files undone (0.0 s)`,
      '⏭️  branches   skipped: no branch is named: --against REF',
      '✅ All checks passed (7 done, 1 skipped)',
    ],
    stderr: [],
  });
  expect(run.exitCode).toBe(0);
});

test('schema.ts ahead of the files: the SQL that is missing is shown', async () => {
  const copy = copyTemplate();
  copy.edit('src/schema/notes.ts', (text) =>
    text.replace("title: text('title')", "title: text('title'), mood: text('mood').default('calm')"),
  );
  const run = await check(copy.drizzle, ['--only', 'schema']);
  expect(run.exitCode).toBe(1);
  expect(whateverTheNumber(printed(run, copy.folder))).toMatchInlineSnapshot(`
    {
      "stderr": [
        "❌ The schema is ahead of the files: drizzle-kit generate would write a migration with the SQL below. [schema_ahead]",
        "   SQL that would mend it:",
        "     ALTER TABLE "notes" ALTER COLUMN "title" DROP NOT NULL;",
        "     ALTER TABLE "notes" ADD COLUMN "mood" text DEFAULT 'calm' NOT NULL;",
        "   Next: Run \`npm run db:generate\` and commit what it writes, or take the change out of the schema.",
        "❌ Findings in schema (0.0 s)",
      ],
      "stdout": [
        "❌ schema     drizzle-kit generate would write a file (0.0 s)",
      ],
    }
  `);
});

test('a column renamed in schema.ts: drizzle-kit would ask, and that is said', async () => {
  const copy = copyTemplate();
  copy.edit('src/schema/notes.ts', (text) => text.replaceAll("'title'", "'headline'"));
  const run = await check(copy.drizzle, ['--only', 'schema']);
  expect(run.exitCode).toBe(1);
  expect(run.stderr.join('\n')).toMatch(/drizzle-kit would ask whether .* \[schema_ambiguous\]/);
});

test('a schema.ts that is no TypeScript keeps parts from being done, and no other part', async () => {
  const copy = copyTemplate();
  copy.edit('src/schema.ts', (text) => `${text}\nexport const = 1;`);
  const run = await check(copy.drizzle, ['--only', 'schema,history']);
  expect(run.exitCode).toBe(2);
  expect(run.stdout[0]).toMatch(/^❌ schema .*could not be done/);
  expect(run.stderr[0]).toMatch(/drizzle-kit generate did not finish: .*error.* \[drizzle_kit_failed\]/i);
  expect(run.stdout[1]).toMatch(/^✅ history/);
});

test('a trigger file that can not run twice is named, with the statement', async () => {
  const copy = copyTemplate();
  await copy.add(
    'touch plans',
    `-- Written by hand.
CREATE TRIGGER touch_plans BEFORE UPDATE ON public.profiles
  FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();
`,
  );
  const run = await check(copy.drizzle, ['--only', 'idempotent']);
  expect(run.exitCode).toBe(1);
  expect(whateverTheNumber(printed(run, copy.folder))).toMatchInlineSnapshot(`
    {
      "stderr": [
        "❌ NEXT_touch_plans.sql can not run twice: trigger "touch_plans" for relation "profiles" already exists. [not_idempotent]",
        "   …/drizzle/NEXT_touch_plans.sql:2:1",
        "   2 │ CREATE TRIGGER touch_plans BEFORE UPDATE ON public.profiles",
        "     │ ^",
        "   Next: Make it say the end rather than the way: IF NOT EXISTS, OR REPLACE, DROP … IF EXISTS before CREATE, ON CONFLICT. Where that can not be: \`-- migrate: allow not-rerunnable\` on top of the file.",
        "❌ Findings in idempotent (0.0 s)",
      ],
      "stdout": [
        "❌ idempotent N hand-written files run twice, 1 generated; 1 data statement met an empty table: nothing to prove (0.0 s)",
      ],
    }
  `);
});

test('a generated file is exempt until somebody edits it', async () => {
  const copy = copyTemplate();
  copy.edit('drizzle/0000_green_blink.sql', (text) =>
    text.replace("DEFAULT '' NOT NULL", "DEFAULT 'none' NOT NULL"),
  );
  const run = await check(copy.drizzle, ['--only', 'idempotent']);
  expect(run.stderr.join('\n')).toMatch(
    /0000_green_blink\.sql can not run twice: relation "notes" already exists/,
  );
  expect(run.exitCode).toBe(1);
});

test('a journal that lists a file that is not there', async () => {
  const copy = copyTemplate();
  rmSync(join(copy.drizzle, '0005_seed_plans.sql'));
  const run = await check(copy.drizzle, ['--only', 'replay,history']);
  expect(run.exitCode).toBe(1);
  expect(whateverTheNumber(printed(run, copy.folder))).toMatchInlineSnapshot(`
    {
      "stderr": [
        "❌ 0005_seed_plans.sql is in drizzle's journal, but there is no such file. [journal_tag_without_file]",
        "   Next: Bring the file back from version control, or remove its entry from meta/_journal.json, and its snapshot beside it.",
        "❌ Findings in history (0.0 s)",
      ],
      "stdout": [
        "✅ replay     N files from an empty database (0.0 s)",
        "❌ history    journal and disk; no URL is set, so no database's history (0.0 s)",
      ],
    }
  `);
});

test('a table that schema.ts has lost is not pushed: the generated file that makes it would run', async () => {
  const copy = copyTemplate();
  copy.edit('src/schema.ts', (text) => text.replace(/^export .*subscription-plans.*$/m, ''));
  const run = await check(copy.drizzle, ['--only', 'push']);
  expect(run.exitCode).toBe(1);
  expect(run.stderr.join('\n')).toMatch(/0000_green_blink\.sql/);
});

test('with a URL the history is compared: an edited file is named', async () => {
  const { url, sql } = await openDatabase();
  const copy = copyTemplate();
  const { createMigrator } = await import('../../src/migrator.ts');
  await createMigrator({ directory: copy.drizzle, url }).up();
  expect((await check(copy.drizzle, ['--only', 'history'], { url })).exitCode).toBe(0);
  await sql`UPDATE migrator.__manual_migrations SET checksum = repeat('0', 64) WHERE filename LIKE '0004%'`;
  const run = await check(copy.drizzle, ['--only', 'history'], { url });
  expect(run.exitCode).toBe(1);
  expect(run.stderr[0]).toMatch(
    /0004_index_profiles_email\.sql was changed after it had been applied .*\[edited\]/,
  );
});

test('a new file with a table without row level security, and with its grants missing', async () => {
  const copy = copyTemplate();
  await copy.add('secrets', 'CREATE TABLE IF NOT EXISTS public.secrets (id int PRIMARY KEY);\n');
  const run = await check(copy.drizzle, ['--only', 'hazards']);
  expect(run.exitCode).toBe(1);
  expect(whateverTheNumber(printed(run, copy.folder))).toMatchInlineSnapshot(`
    {
      "stderr": [
        "⚠️  public.secrets has no row level security: whom the Data API lets read it reads every row. [hazard table-without-rls]",
        "   …/drizzle/NEXT_secrets.sql:1:1",
        "   1 │ CREATE TABLE IF NOT EXISTS public.secrets (id int PRIMARY KEY);",
        "     │ ^",
        "   SQL that would mend it:",
        "     ALTER TABLE public.secrets ENABLE ROW LEVEL SECURITY;",
        "   Next: Switch it on, and say in policies which rows are whose.",
        "⚠️  What anon, authenticated, service_role may do with public.secrets is left to default privileges, which differ from project to project. [hazard table-without-grants]",
        "   …/drizzle/NEXT_secrets.sql:1:1",
        "   1 │ CREATE TABLE IF NOT EXISTS public.secrets (id int PRIMARY KEY);",
        "     │ ^",
        "   SQL that would mend it:",
        "     REVOKE ALL ON TABLE public.secrets FROM PUBLIC, anon, authenticated, service_role;",
        "     GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public.secrets TO service_role;",
        "   Next: REVOKE ALL, then GRANT what is meant, column by column where it matters.",
        "❌ Findings in hazards (0.0 s)",
      ],
      "stdout": [
        "❌ hazards    N files (0.0 s)",
      ],
    }
  `);
});

test('a file that makes a role: the push is rehearsed without it', async () => {
  const copy = copyTemplate();
  await copy.add(
    'role',
    `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'check_reader') THEN CREATE ROLE check_reader; END IF;
END $$;--> statement-breakpoint
GRANT SELECT ON public.notes TO check_reader;
`,
  );
  const run = await check(copy.drizzle, ['--only', 'replay,idempotent,push']);
  expect(run.stderr).toEqual([]);
  expect(run.stdout[2]).toMatch(
    /^✅ push +pushed, then adopted: \d in effect, \d run whole or in part, 7 policies mended/,
  );
  expect(run.exitCode).toBe(0);
});
