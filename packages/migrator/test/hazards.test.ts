import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHazards } from '../src/lint/read-hazards.ts';
import { readMigrationFolder } from '../src/source/read-migration-folder.ts';
import { cli, stable, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';

const TEMPLATE = join(import.meta.dirname, '../../db/drizzle');

test("the template's own files are clean, with no allow too many", async () => {
  const folder = await readMigrationFolder(TEMPLATE, TEMPLATE);
  expect(folder.migrations.length).toBeGreaterThanOrEqual(6);
  expect(await readHazards(folder, { judged: () => true, cwd: TEMPLATE })).toEqual([]);
});

test('a folder that is known is not read when no file is judged', async () => {
  const directory = writeFolder({ '1_a.sql': 'CREATE TABLE t (id int);' });
  const folder = await readMigrationFolder(directory, directory);
  const changed = { ...folder, migrations: folder.migrations.map((one) => ({ ...one, path: '/nowhere' })) };
  expect(await readHazards(changed, { judged: () => false, cwd: directory })).toEqual([]);
});

describe('plan', () => {
  test('hazards of pending files do not change the exit code, nor what would run', async () => {
    const { url } = await openDatabase();
    const cwd = writeFolder({
      '1_t.sql': 'CREATE TABLE IF NOT EXISTS t (id int PRIMARY KEY, owner uuid REFERENCES auth.users);',
      '2_open.sql':
        '-- migrate: allow table-without-rls\nGRANT ALL ON t TO anon, authenticated, service_role;',
    });
    const run = await cli(['plan', '--dir', '.'], { url, cwd });
    expect(run.exitCode).toBe(0);
    expect(
      run.stderr.filter((line) => /^[❌⚠]/u.test(line) || / {3}\S+:\d+:\d+$/.test(line)),
    ).toMatchInlineSnapshot(`
      [
        "⚠️  public.t has no row level security: whom the Data API lets read it reads every row. [hazard table-without-rls]",
        "   1_t.sql:1:1",
        "⚠️  No index of public.t begins with owner: each DELETE and key UPDATE of the referenced table reads all of public.t. [hazard foreign-key-without-index]",
        "   1_t.sql:1:62",
        "⚠️  "allow table-without-rls" silences nothing here. [allow_unused table-without-rls]",
        "   2_open.sql:1:1",
      ]
    `);
    expect(stable(run.stdout).at(-1)).toBe('📝 2 migrations would run (HOST/DATABASE)');
  });

  test('in JSON a hazard has its rule, place and SQL', async () => {
    const { url } = await openDatabase();
    const cwd = writeFolder({ '1_v.sql': 'CREATE OR REPLACE VIEW v AS SELECT 1 AS one;' });
    const run = await cli(['plan', '--dir', '.', '--json'], { url, cwd });
    const { findings } = JSON.parse(run.stdout.at(-1) ?? '');
    expect(findings).toEqual([
      {
        code: 'hazard',
        rule: 'view-without-security-invoker',
        severity: 'warning',
        migration: '1_v.sql',
        at: expect.objectContaining({ file: '1_v.sql', line: 1, column: 1 }),
        message: expect.stringContaining('public.v'),
        hint: 'Create it WITH (security_invoker = true).',
        object: 'public.v',
        sql: ['ALTER VIEW public.v SET (security_invoker = true);'],
      },
    ]);
  });

  test('the layout tells whose files a tool writes', async () => {
    const { url } = await openDatabase();
    const text = 'CREATE TYPE "public"."kind" AS ENUM(\'a\');';
    const journal = JSON.stringify({
      version: '7',
      dialect: 'postgresql',
      entries: [{ idx: 0, version: '7', when: 1, tag: '0000_a', breakpoints: true }],
    });
    const drizzle = writeFolder({ '0000_a.sql': text, 'meta/_journal.json': journal });
    const plain = writeFolder({ '0000_a.sql': text });
    const rulesIn = async (cwd: string) => {
      const run = await cli(['plan', '--dir', '.', '--json'], { url, cwd });
      return JSON.parse(run.stdout.at(-1) ?? '').findings.map(({ rule }: { rule: string }) => rule);
    };
    expect(await rulesIn(drizzle)).toEqual([]);
    expect(await rulesIn(plain)).toEqual(['not-rerunnable']);
  });
});
