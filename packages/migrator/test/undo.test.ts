import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { differingKeys } from '../src/catalog/differing-keys.ts';
import { readOutline } from '../src/catalog/read-catalog.ts';
import { openUrl } from './catalog-sessions.ts';
import { cli, scratchWorkspace } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { openFolder } from './open-folder.ts';
import { codesOf } from './rollback-world.ts';

const TEMPLATE = join(import.meta.dirname, '../../db/drizzle');

/** Runs `up` with the folder as it is after each change, and says which facts the last change moved. */
async function openTarget(directory: string) {
  const { url, sql } = await openDatabase();
  const session = await openUrl(url);
  onTestFinished(() => session.close());
  return {
    sql,
    readFacts: () => readOutline(session),
    async up() {
      const run = await cli(['up', '--dir', directory], { url, cwd: scratchWorkspace() });
      expect(run.exitCode, run.stderr.join('\n')).toBe(0);
    },
  };
}

const PLAIN = {
  '0001_notes.sql': 'CREATE TABLE notes (id int PRIMARY KEY, title text);',
  '0002_tags.sql': `CREATE TABLE tags (name text); COMMENT ON TABLE tags IS 'it''s -- odd';
ALTER TABLE notes ADD COLUMN body text; INSERT INTO notes VALUES (1, 'seed');`,
  '0003_index.sql': 'CREATE INDEX notes_title ON notes (title);',
};

test('a file in the middle is reversed by a new one, which says what it does', async () => {
  const { directory, run, read, list } = openFolder(PLAIN);
  const written = await run('undo', '0002_tags');
  expect([written.exitCode, codesOf(written)]).toEqual([0, ['data_loss', 'data_loss', 'data_left']]);
  expect(written.stdout.at(-1)).toMatch(/0004_undo_tags\.sql$/);
  expect(list().at(-1)).toBe('0004_undo_tags.sql');
  expect(read('0004_undo_tags.sql')).toMatchInlineSnapshot(`
    "-- Undoes 0002_tags.sql: generated from the catalog before and after it, and tried on a shadow.
    -- DATA LOSS: this drops column body of table public.notes, with what it holds by then.
    -- DATA LOSS: this drops table public.tags, with what it holds by then.
    -- Not undone: 0002_tags.sql has a statement about rows, and nothing generated can take back what it did. (line 2)
    ALTER TABLE "public"."notes" DROP COLUMN IF EXISTS "body";
    DROP TABLE IF EXISTS "public"."tags";
    "
  `);
  const [without, target] = [openFolder(PLAIN), await openTarget(directory)];
  rmSync(join(without.directory, '0002_tags.sql'));
  const never = await openTarget(without.directory);
  await never.up();
  await target.up();
  const moved = [...differingKeys(await never.readFacts(), await target.readFacts())];
  expect(moved.filter((key) => !/^(role|membership):/.test(key))).toEqual([]);
});

test('a file that a later one needs is not reversed: which one, and its statement', async () => {
  const { run, list } = openFolder({
    ...PLAIN,
    '0004_check.sql': 'SELECT 1;\nALTER TABLE notes ADD CHECK (body <> title);',
  });
  const refused = await run('undo', '0002_tags.sql');
  expect([refused.exitCode, codesOf(refused)]).toEqual([3, ['later_file_depends']]);
  const said = refused.stderr.join('\n');
  expect(said).toContain(
    '0004_check.sql needs what 0002_tags.sql made; without it this fails: column "body" does not exist',
  );
  expect(said).toContain('0004_check.sql:2:');
  expect(list()).toHaveLength(4);
});

test('a later file that was undone itself is no hindrance: undone one after the other, all goes', async () => {
  const { directory, run, list } = openFolder({
    '0001_t.sql': 'CREATE TABLE t (id int);',
    '0002_notes.sql': 'CREATE TABLE notes (id int); ALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    '0003_access.sql':
      'CREATE POLICY all_of_them ON notes USING (true); CREATE INDEX notes_id ON notes (id); GRANT SELECT ON notes TO anon;',
  });
  expect(codesOf(await run('undo', '0002_notes.sql'))).toEqual(['later_file_depends']);
  expect((await run('undo', '0003_access.sql')).exitCode).toBe(0);
  const target = await openTarget(directory);
  await target.up();
  const second = await run('undo', '0002_notes.sql');
  expect([second.exitCode, list().at(-1)], second.stderr.join('\n')).toEqual([0, '0005_undo_notes.sql']);
  await target.up();
  expect([...(await target.sql`SELECT to_regclass('t') AS t, to_regclass('notes') AS notes`)]).toEqual([
    { t: 't', notes: null },
  ]);
  const again = await run('undo', '0003_access.sql');
  expect([again.exitCode, again.stderr[0]]).toEqual([
    3,
    expect.stringMatching(/nothing of what it did is left/),
  ]);
});

test('what later files made of the same object stays theirs', async () => {
  const { run, read } = openFolder({
    '0001_f.sql': 'CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1;',
    '0002_f.sql':
      'CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql RETURN 2; CREATE TABLE t (id int);',
    '0003_f.sql': 'CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql RETURN 3;',
  });
  expect((await run('undo', '0002_f.sql')).exitCode).toBe(0);
  expect(read('0004_undo_f.sql').split('\n').slice(2)).toEqual(['DROP TABLE IF EXISTS "public"."t";', '']);
});

test.each([
  ['0001_seed.sql', `INSERT INTO t VALUES (1);`, /it changed rows and nothing else/],
  ['0001_gone.sql', 'CREATE TABLE x (id int); DROP TABLE x;', /nothing of what it did is left/],
])('nothing to reverse in %s: nothing is written', async (name, text, says) => {
  const { run, list } = openFolder({ '0000_t.sql': 'CREATE TABLE t (id int);', [name]: text });
  const refused = await run('undo', name);
  expect([refused.exitCode, refused.stderr[0]]).toEqual([3, expect.stringMatching(says)]);
  expect(list()).toHaveLength(2);
});

test('the Supabase CLI names by time, and an inverse written by hand is used', async () => {
  const { directory, run, read, list } = openFolder({
    '20260101000000_t.sql': 'CREATE TABLE t (id int);',
    '20260102000000_seed.sql': 'INSERT INTO t VALUES (1);',
    '20260102000000_seed.down.sql': 'DELETE FROM t WHERE id = 1;',
  });
  const written = await run('undo', '20260102000000_seed.sql');
  expect([written.exitCode, written.stderr]).toEqual([0, []]);
  const name = list().find((each) => each.includes('undo')) ?? '';
  expect(name).toMatch(/^20\d{12}_undo_seed\.sql$/);
  expect(read(name)).toBe(
    '-- Undoes 20260102000000_seed.sql: as 20260102000000_seed.down.sql says.\nDELETE FROM t WHERE id = 1;\n',
  );
  const target = await openTarget(directory);
  await target.up();
  expect(await target.sql`SELECT * FROM t`).toEqual([]);
});

test('a folder a migration: its inverse is down.sql in there', async () => {
  const { directory, run, read, list } = openFolder({
    'migration_lock.toml': 'provider = "postgresql"\n',
    '20260101000000_t/migration.sql': 'CREATE TABLE t (id int); CREATE INDEX t_id ON t (id);',
    '20260102000000_u/migration.sql': 'CREATE TABLE u (id int);',
    '20260102000000_u/down.sql': 'DROP TABLE u;',
  });
  expect((await run('undo', '20260102000000_u')).exitCode).toBe(0);
  const name = list().find((each) => each.includes('undo')) ?? '';
  expect(read(`${name}/migration.sql`)).toContain('as 20260102000000_u/down.sql says');
  await (await openTarget(directory)).up();
});

/** The template's folder as it was after the files before number `end`; whole without one. */
function openTemplate(end = Number.POSITIVE_INFINITY) {
  const folder = openFolder();
  cpSync(TEMPLATE, folder.directory, { recursive: true });
  const meta = (file: string) => JSON.parse(folder.read(`meta/${file}`));
  const journal = meta('_journal.json');
  for (const path of [
    ...folder.list(),
    ...readdirSync(join(folder.directory, 'meta')).map((file) => `meta/${file}`),
  ]) {
    if (Number(/\d{4}/.exec(path)?.[0]) >= end) rmSync(join(folder.directory, path));
  }
  journal.entries = journal.entries.filter(({ idx }: { idx: number }) => idx < end);
  writeFileSync(join(folder.directory, 'meta/_journal.json'), JSON.stringify(journal));
  const count: number = journal.entries.length;
  const number = (index: number) => String(index).padStart(4, '0');
  return { ...folder, meta, next: number(count), last: number(count - 1), count };
}

test('drizzle: statements parted, journal and snapshot true, and what is left to do in schema.ts', async () => {
  const { directory, run, read, meta, next, last, count } = openTemplate();
  const target = await openTarget(directory);
  const middle = await run('undo', '0003_add_phone.sql');
  expect([middle.exitCode, codesOf(middle)]).toEqual([0, ['data_loss', 'schema_kept']]);
  expect(read(`${next}_undo_add_phone.sql`)).toContain(';--> statement-breakpoint\nALTER TABLE');
  expect(meta('_journal.json').entries.at(-1)).toMatchObject({ idx: count, tag: `${next}_undo_add_phone` });
  const { id: _id, prevId, ...schema } = meta(`${next}_snapshot.json`);
  const { id: previousId, prevId: _prevId, ...previous } = meta(`${last}_snapshot.json`);
  expect(prevId).toBe(previousId);
  expect(schema).toEqual(previous);
  await target.up();
  expect(
    await target.sql`SELECT attname FROM pg_attribute WHERE attname = 'phone' AND attrelid = 'profiles'::regclass`,
  ).toEqual([]);
});

test('taking back a file of grants opens tables to everybody again, and that is said, there and in the file', async () => {
  const { run, read, next } = openTemplate();
  const written = await run('undo', '0002_grants.sql');
  expect([written.exitCode, codesOf(written)]).toEqual([0, ['rights_given']]);
  const said = 'anon, authenticated rights on public.notes, public.profiles, public.subscription_plans';
  expect(written.stderr[0]).toContain(`The new migration gives ${said}`);
  expect(read(`${next}_undo_grants.sql`)).toContain(`-- RIGHTS: this gives ${said}`);
});

test('drizzle: the snapshot of a file that reverses the last one is that of before it', async () => {
  const { run, meta } = openTemplate(5);
  const written = await run('undo', '0004_index_profiles_email.sql');
  expect([written.exitCode, codesOf(written)]).toEqual([0, ['schema_kept']]);
  const { id: _id, prevId, ...schema } = meta('0005_snapshot.json');
  const { id: _before, prevId: _prevId, ...before } = meta('0003_snapshot.json');
  expect(prevId).toBe(meta('0004_snapshot.json').id);
  expect(schema).toEqual(before);
  expect(JSON.stringify(schema)).not.toContain('profiles_email_idx');
});
