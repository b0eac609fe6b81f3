import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMigrator } from '../src/index.ts';
import { readHazards } from '../src/lint/read-hazards.ts';
import { MIGRATION_KINDS, type MigrationKind } from '../src/model/migration.ts';
import { createMigration } from '../src/source/create-migration.ts';
import { readMigrationFolder } from '../src/source/read-migration-folder.ts';
import { cli, writeFolder } from './folder.ts';
import { openTestShadow, parse, rowsOf } from './open-shadow.ts';

const LAYOUTS = join(import.meta.dirname, 'fixtures', 'layouts');

/** What each is typed for, and what it needs there. */
const TYPED: Readonly<Record<MigrationKind, readonly [words: string, before: string][]>> = {
  table: [
    ['create teams table', ''],
    ['add order', ''],
  ],
  trigger: [
    ['create profile on sign up', ''],
    ['greet for each new user', ''],
    ['greet', ''],
    ['touch on notes', 'CREATE TABLE notes (id int);'],
    ['greet on users', ''],
  ],
  function: [['clean title', '']],
  index: [
    ['index email on profiles', 'CREATE TABLE profiles (email text);'],
    ['profiles full_name', 'CREATE TABLE profiles (full_name text);'],
    ['index order', 'CREATE TABLE public.order (id int);'],
  ],
  seed: [
    ['seed countries', 'CREATE TABLE countries (name text UNIQUE);'],
    ['default plans into subscription_plans', 'CREATE TABLE subscription_plans (name text UNIQUE);'],
  ],
  policy: [
    ['read own on notes', 'CREATE TABLE notes (owner uuid);'],
    ['members read teams', 'CREATE TABLE teams (owner uuid);'],
    ['select', 'CREATE TABLE public.select (owner uuid);'],
  ],
};
const cases = MIGRATION_KINDS.flatMap((kind) =>
  TYPED[kind].map(([words, before]) => ({ kind, words, before })),
);

/** What a shadow database holds, as far as these files could change it. */
const FACTS = `
  SELECT 'relation' AS kind, oid::regclass::text AS name, concat_ws(' ', relkind, relrowsecurity, relacl) AS value FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'column', attrelid::regclass || '.' || attname, concat_ws(' ', atttypid::regtype, attnotnull, attacl) FROM pg_attribute WHERE attnum > 0 AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'function', oid::regprocedure::text, concat_ws(' ', pg_get_functiondef(oid), proacl) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'policy', polname, concat_ws(' ', polrelid::regclass, polcmd, polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) FROM pg_policy
  ORDER BY 1, 2, 3`;

describe.each(cases)('$kind "$words"', ({ kind, words, before }) => {
  test('runs twice, and the second time changes nothing', async () => {
    const directory = writeFolder({ '1_before.sql': before === '' ? 'SELECT 1;' : before });
    const { path } = await createMigration(directory, words, { base: directory, kind });
    const text = readFileSync(path, 'utf8');
    const database = await (await openTestShadow()).open();
    if (before !== '') await database.replay(await parse('1_before.sql', before));
    const nothing = await rowsOf(database, FACTS);
    await database.replay(await parse('2.sql', text));
    const once = await rowsOf(database, FACTS);
    const rows = async () =>
      kind === 'seed' ? rowsOf(database, `SELECT name FROM ${/INTO (\S+)/.exec(text)?.[1]} ORDER BY 1`) : [];
    const seeded = await rows();
    await database.replay(await parse('2.sql', text));
    expect(await rowsOf(database, FACTS)).toEqual(once);
    expect(await rows()).toEqual(seeded);
    if (kind === 'seed') expect(seeded).toEqual([{ name: 'first' }, { name: 'second' }]);
    else expect(once).not.toEqual(nothing);
  });

  test('is free of hazards, and says what is to be changed', async () => {
    const directory = writeFolder({ '1_before.sql': before === '' ? 'SELECT 1;' : before });
    const { path } = await createMigration(directory, words, { base: directory, kind });
    const folder = await readMigrationFolder(directory, directory);
    const found = await readHazards(folder, {
      judged: ({ name }) => name !== '1_before.sql',
      cwd: directory,
    });
    expect(found).toEqual([]);
    expect(readFileSync(path, 'utf8')).toMatch(/^-- .+\n-- [^\n]*[\s\S]*\bCHANGE\b/);
  });
});

test.each(['drizzle', 'drizzle-folders', 'prisma', 'supabase', 'plain'])(
  'in the layout %s',
  async (layout) => {
    const directory = mkdtempSync(join(tmpdir(), 'skeleton-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    cpSync(join(LAYOUTS, layout), directory, { recursive: true });
    const { path } = await createMigrator({ directory }).create('create teams table', { kind: 'table' });
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(/^-- create teams table\n/);
    expect(text.split('--> statement-breakpoint\n').length).toBe(layout.startsWith('drizzle') ? 15 : 1);
    const folder = await readMigrationFolder(directory, directory);
    expect(folder.findings).toEqual([]);
    expect(folder.migrations.at(-1)?.path).toBe(path);
    expect((await parse('x.sql', text)).statements).toHaveLength(15);
  },
);

describe('the command', () => {
  test('writes the kind, and prints the path', async () => {
    const cwd = writeFolder({ '0001_a.sql': 'SELECT 1;' });
    const run = await cli(['new', 'members read teams', '--kind', 'policy', '--dir', '.'], { cwd });
    expect(run).toEqual({ exitCode: 0, stdout: ['0002_members_read_teams.sql'], stderr: [] });
    expect(readFileSync(join(cwd, '0002_members_read_teams.sql'), 'utf8')).toMatchInlineSnapshot(`
      "-- members read teams
      -- CHANGE command, roles and condition. auth.uid() stands in a sub-select, so that it is called once a query.
      -- A policy is changed by dropping and creating it in one file: both commit together.
      DROP POLICY IF EXISTS members_read_teams ON public.teams;

      CREATE POLICY members_read_teams ON public.teams FOR SELECT TO authenticated
        USING (owner = (select auth.uid()));
      "
    `);
  });

  test('names the kinds when another is asked for', async () => {
    const cwd = writeFolder({ '0001_a.sql': 'SELECT 1;' });
    const run = await cli(['new', 'x', '--kind', 'view', '--dir', '.'], { cwd });
    expect(run.exitCode).toBe(2);
    expect(run.stderr.join('\n')).toContain(
      'Allowed choices are table, trigger, function, index, seed, policy.',
    );
  });
});
