import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readHazards } from '../src/lint/read-hazards.ts';
import { readMigrationFolder } from '../src/source/read-migration-folder.ts';
import { cli } from './folder.ts';
import { TEMPLATE, TEMPLATE_FOLDER } from './push-template.ts';

/** The number of the next file there, which grows with the template. */
const NEXT = String(readdirSync(TEMPLATE_FOLDER).filter((name) => name.endsWith('.sql')).length).padStart(
  4,
  '0',
);

/** A copy of the template, whose schema may be changed. */
function copyTemplate(): {
  directory: string;
  change: (file: string, edit: (text: string) => string) => void;
} {
  const directory = mkdtempSync(join(tmpdir(), 'generate-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const part of ['drizzle', 'src', 'drizzle.config.ts', 'package.json'])
    cpSync(join(TEMPLATE, part), join(directory, part), { recursive: true });
  symlinkSync(join(TEMPLATE, 'node_modules'), join(directory, 'node_modules'), 'dir');
  return {
    directory,
    change(file, edit) {
      const path = join(directory, 'src', file);
      writeFileSync(path, edit(readFileSync(path, 'utf8')));
    },
  };
}

const TEAMS = `import { sql } from 'drizzle-orm';
import { pgPolicy, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { authenticatedRole, authUsers } from 'drizzle-orm/supabase';

export const teams = pgTable(
  'teams',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    owner: uuid('owner').notNull().references(() => authUsers.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    pgPolicy('teams_select_own', {
      for: 'select',
      to: authenticatedRole,
      using: sql\`\${table.owner} = (select auth.uid())\`,
    }),
  ],
);
`;

function withTeams({ directory, change }: ReturnType<typeof copyTemplate>): void {
  writeFileSync(join(directory, 'src/schema/teams.ts'), TEAMS);
  change('schema.ts', (text) => `${text}export * from './schema/teams.ts';\n`);
}

test('a new table: the file, then what drizzle-kit cannot make, with SQL to paste', async () => {
  const copy = copyTemplate();
  withTeams(copy);
  const run = await cli(['generate', '--dir', 'drizzle', '--name', 'teams'], { cwd: copy.directory });
  expect(run.exitCode).toBe(0);
  expect(run.stdout.slice(-2)).toEqual([
    `📝 Generated: drizzle/${NEXT}_teams.sql`,
    '⚠️  3 things to look at before it runs; drizzle-kit makes no grants, triggers or functions: "migrate new" begins a file for them',
  ]);
  const shown = run.stderr.filter((line) => !line.includes('│'));
  expect(shown.map((line) => line.replace(NEXT, 'NEXT'))).toMatchInlineSnapshot(`
    [
      "⚠️  What anon, authenticated, service_role may do with public.teams is left to default privileges, which differ from project to project. [hazard table-without-grants]",
      "   drizzle/NEXT_teams.sql:1:1",
      "   SQL that would mend it:",
      "     REVOKE ALL ON TABLE public.teams FROM PUBLIC, anon, authenticated, service_role;",
      "     GRANT SELECT ON TABLE public.teams TO authenticated;",
      "     GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public.teams TO service_role;",
      "   Next: REVOKE ALL, then GRANT what is meant, column by column where it matters.",
      "⚠️  No trigger keeps updated_at of public.teams, as public.set_updated_at does for public.notes. [hazard updated-at-without-trigger]",
      "   drizzle/NEXT_teams.sql:1:1",
      "   SQL that would mend it:",
      "     CREATE OR REPLACE TRIGGER set_updated_at BEFORE UPDATE ON public.teams FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION public.set_updated_at();",
      "   Next: Add the trigger: the default counts for new rows only.",
      "⚠️  No index of public.teams begins with owner: each DELETE and key UPDATE of the referenced table reads all of public.teams. [hazard foreign-key-without-index]",
      "   drizzle/NEXT_teams.sql:9:25",
      "   SQL that would mend it:",
      "     CREATE INDEX IF NOT EXISTS teams_owner_idx ON public.teams (owner);",
      "   Next: Add an index, in the drizzle schema where there is one; on a table with many rows CONCURRENTLY, in a file of its own.",
    ]
  `);

  // What it proposes, in a file of its own, is all there is to do; the index belongs into the schema.
  const sql = run.stderr.filter((line) => /^ {5}\S.*;$/.test(line) && !line.includes('INDEX'));
  const [next = ''] = (await cli(['new', 'teams rights', '--dir', 'drizzle'], { cwd: copy.directory }))
    .stdout;
  writeFileSync(join(copy.directory, next), sql.join('--> statement-breakpoint\n'));
  const again = await cli(['generate', '--dir', 'drizzle'], { cwd: copy.directory });
  expect({ ...again, stdout: again.stdout.at(-1) }).toEqual({
    exitCode: 0,
    stdout: '✅ No new file in drizzle',
    stderr: [],
  });
  const folder = await readMigrationFolder(join(copy.directory, 'drizzle'), copy.directory);
  const left = await readHazards(folder, { judged: () => true, cwd: copy.directory });
  expect(left.map(({ rule, migration }) => [rule, migration])).toEqual([
    ['foreign-key-without-index', `${NEXT}_teams.sql`],
  ]);
});

test('in JSON the result is all there is on stdout', async () => {
  const copy = copyTemplate();
  withTeams(copy);
  const run = await cli(['generate', '--json', '--dir', 'drizzle', '--name=teams'], { cwd: copy.directory });
  expect(run.stdout).toHaveLength(1);
  const result = JSON.parse(run.stdout[0] ?? '');
  expect(result).toMatchObject({
    type: 'result',
    command: 'generate',
    created: [join(copy.directory, `drizzle/${NEXT}_teams.sql`)],
  });
  expect(result.findings.map(({ rule }: { rule: string }) => rule)).toEqual([
    'table-without-grants',
    'updated-at-without-trigger',
    'foreign-key-without-index',
  ]);
  expect(run.stderr.join('\n')).toContain(`${NEXT}_teams.sql`);
});

test('a column: what it would break; no word of files that were there', async () => {
  const copy = copyTemplate();
  copy.change('schema/notes.ts', (text) =>
    text.replace("title: text('title')", "color: text('color').notNull(),\n    title: text('title')"),
  );
  const run = await cli(['generate', '--dir', 'drizzle'], { cwd: copy.directory });
  expect(run.exitCode).toBe(0);
  expect(run.stdout.at(-2)).toMatch(new RegExp(`^📝 Generated: drizzle/${NEXT}_\\w+\\.sql$`));
  expect(run.stderr.filter((line) => line.startsWith('⚠️'))).toEqual([
    expect.stringMatching(/\[hazard adding-required-field\]$/),
  ]);
});

test('an empty file for hand-written SQL', async () => {
  const copy = copyTemplate();
  const run = await cli(['generate', '--dir', 'drizzle', '--custom', '--name', 'backfill'], {
    cwd: copy.directory,
  });
  expect(run.exitCode).toBe(0);
  expect(run.stdout.at(-1)).toBe(`📝 Generated: drizzle/${NEXT}_backfill.sql`);
  expect(run.stderr).toEqual([]);
});

test('where drizzle-kit has to ask and cannot, that is no success', async () => {
  const copy = copyTemplate();
  copy.change('schema/notes.ts', (text) => text.replace("title: text('title')", "title: text('heading')"));
  const run = await cli(['generate', '--dir', 'drizzle'], { cwd: copy.directory });
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toEqual([
    '❌ drizzle-kit generate has written nothing. [drizzle_kit_failed]',
    '   Next: It has to ask whether something was renamed: run it in a terminal.',
  ]);
});

test('a schema that cannot be loaded, and a folder without a project', async () => {
  const copy = copyTemplate();
  copy.change('schema.ts', (text) => `${text}this is no TypeScript`);
  const broken = await cli(['generate', '--dir', 'drizzle'], { cwd: copy.directory });
  expect(broken.exitCode).toBe(2);
  expect(broken.stderr.join('\n')).toContain('[drizzle_kit_failed]');
  rmSync(join(copy.directory, 'drizzle.config.ts'));
  const none = await cli(['generate', '--dir', 'drizzle'], { cwd: copy.directory });
  expect(none.exitCode).toBe(2);
  expect(none.stderr.join('\n')).toContain('[drizzle_kit_missing]');
});

test('the first migration of a project: the folder is not there yet', async () => {
  const copy = copyTemplate();
  rmSync(join(copy.directory, 'drizzle'), { recursive: true });
  const run = await cli(['generate', '--dir', 'drizzle', '--name', 'first'], { cwd: copy.directory });
  expect(run.exitCode).toBe(0);
  expect(run.stdout.at(-2)).toBe('📝 Generated: drizzle/0000_first.sql');
  expect(run.stderr.filter((line) => line.startsWith('⚠️')).map((line) => line.replace(/.*\[/, '['))).toEqual([
    '[hazard table-without-grants]',
    '[hazard table-without-grants]',
    '[hazard table-without-grants]',
  ]);
});
