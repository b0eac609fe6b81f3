import { expect, test } from 'vitest';
import { runCli } from '../src/cli/run-cli.ts';
import { scratchWorkspace, stable } from './folder.ts';
import { codesOf, openRollbackWorld } from './rollback-world.ts';

const NOTES = {
  '0001_notes.sql': `CREATE TABLE notes (id int PRIMARY KEY, title text NOT NULL);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;`,
  '0002_policy.sql': 'CREATE POLICY everyone ON notes FOR SELECT TO anon USING (true);',
};
const BODY = {
  '0003_body.sql': `ALTER TABLE notes ADD COLUMN body text NOT NULL DEFAULT '';`,
  '0004_index.sql':
    'CREATE INDEX notes_title ON notes (title); ALTER POLICY everyone ON notes USING (id > 0);',
};

test('the last run is undone, newest first; up runs it again, and the database is as it was', async () => {
  const world = await openRollbackWorld(NOTES);
  const before = await world.readFacts();
  await world.up(BODY);
  const after = await world.readFacts();
  const run = await world.run('rollback', '--yes');
  expect(run.stderr).toEqual([]);
  expect(stable(run.stdout)).toMatchInlineSnapshot(`
    [
      "📁 Found 4 migration files in FOLDER for HOST/DATABASE",
      "↩️  To roll back: 0004_index.sql (generated inverse, tried on a shadow, 2 statements)",
      "     DROP INDEX "public"."notes_title";",
      "     ALTER POLICY "everyone" ON "public"."notes" TO "anon" USING (true);",
      "↩️  To roll back: 0003_body.sql (generated inverse, tried on a shadow, 1 statement)",
      "     ALTER TABLE "public"."notes" DROP COLUMN "body";",
      "✅ Rolled back 2 files; the database is as if they had never run, and \`migrate up\` runs them again",
    ]
  `);
  expect(run.exitCode).toBe(0);
  expect(await world.recorded()).toEqual(Object.keys(NOTES));
  expect(await world.movedSince(before)).toEqual([]);
  expect((await world.run('drift')).exitCode).toBe(0);
  expect((await world.run('up')).exitCode).toBe(0);
  expect(await world.recorded()).toEqual(Object.keys({ ...NOTES, ...BODY }));
  expect(await world.movedSince(after)).toEqual([]);
});

test('--step undoes the newest, --to stops at a file, --dry-run changes nothing', async () => {
  const world = await openRollbackWorld(NOTES, BODY);
  const all = Object.keys({ ...NOTES, ...BODY });
  const after = await world.readFacts();
  const dry = await world.run('rollback', '--to', '0001_notes', '--dry-run');
  expect(dry.stdout.at(-1)).toBe('📝 3 files would be rolled back; nothing was written');
  expect(dry.exitCode).toBe(0);
  expect(await world.recorded()).toEqual(all);
  expect(await world.movedSince(after)).toEqual([]);
  expect((await world.run('rollback', '--yes', '--step', '1')).exitCode).toBe(0);
  expect(await world.recorded()).toEqual(all.slice(0, 3));
  expect((await world.run('rollback', '--yes', '--to', 'drizzle/0001_notes.sql')).exitCode).toBe(0);
  expect(await world.recorded()).toEqual(all.slice(0, 1));
  const nothing = await world.run('rollback', '--yes', '--to', '0001_notes.sql');
  expect([nothing.exitCode, nothing.stdout.at(-1)]).toEqual([0, '✅ Nothing to roll back']);
  expect((await world.run('rollback', '--yes', '--step', '9')).exitCode).toBe(0);
  expect(await world.recorded()).toEqual([]);
  expect((await world.run('up')).exitCode).toBe(0);
  expect(await world.movedSince(after)).toEqual([]);
});

test.each([
  [['--to', '0009_x.sql'], /0009_x\.sql is not recorded/],
  [['--step', '0'], /--step 0 is no number of files/],
  [['--step', '1', '--to', '0001_notes.sql'], /the same thing in two ways/],
])('what is typed wrong undoes nothing: %j', async (argv, says) => {
  const world = await openRollbackWorld(NOTES);
  const run = await world.run('rollback', '--yes', ...argv);
  expect([run.exitCode, run.stderr[0]]).toEqual([2, expect.stringMatching(says)]);
  expect(await world.recorded()).toEqual(Object.keys(NOTES));
});

test('without a terminal it wants --yes, at one it asks, after it has shown what it would do', async () => {
  const world = await openRollbackWorld(NOTES, BODY);
  const unasked = await world.run('rollback');
  expect([unasked.exitCode, codesOf(unasked)]).toEqual([2, ['not_confirmed']]);
  expect(unasked.stdout.join('\n')).toContain('DROP COLUMN "body"');
  expect(await world.recorded()).toHaveLength(4);

  const answer = async (yes: boolean) => {
    const out: string[] = [];
    let seen = '';
    const exitCode = await runCli(['rollback', '--dir', world.directory], {
      out: (line) => out.push(line),
      err: (line) => out.push(line),
      colors: false,
      env: { DATABASE_URL: world.url },
      cwd: scratchWorkspace(),
      confirm: async () => {
        seen = out.join('\n');
        return yes;
      },
    });
    expect(seen).toContain('DROP COLUMN "body"');
    return exitCode;
  };
  expect(await answer(false)).toBe(1);
  expect(await world.recorded()).toHaveLength(4);
  expect(await answer(true)).toBe(0);
  expect(await world.recorded()).toHaveLength(2);
});

test('rows and values that would go are counted; nothing is undone until they are given up', async () => {
  const world = await openRollbackWorld(NOTES, {
    ...BODY,
    '0005_tags.sql': `CREATE TABLE tags (name text); ALTER TABLE notes ADD COLUMN mood text;
CREATE TABLE empty (id int);`,
  });
  await world.sql`INSERT INTO notes (id, title, mood) VALUES (1, 'a', 'good'), (2, 'b', NULL)`;
  await world.sql`INSERT INTO tags VALUES ('x'), ('y'), ('z')`;
  const after = await world.readFacts();
  const refused = await world.run('rollback', '--yes', '--step', '1');
  expect(refused.exitCode).toBe(3);
  expect(refused.stderr.filter((line) => line.startsWith('❌'))).toEqual([
    '❌ Undoing 0005_tags.sql drops column mood of table public.notes with 1 value. [data_loss]',
    '❌ Undoing 0005_tags.sql drops table public.tags with 3 rows. [data_loss]',
    '❌ Nothing was rolled back: see above why.',
  ]);
  expect(await world.movedSince(after)).toEqual([]);
  const allowed = await world.run('rollback', '--yes', '--step', '1', '--allow-data-loss');
  expect([allowed.exitCode, codesOf(allowed)]).toEqual([0, ['data_loss', 'data_loss']]);
  expect(await world.sql`SELECT to_regclass('tags') AS tags, count(*)::int FROM notes`).toEqual([
    { tags: null, count: 2 },
  ]);
});

test('statements about rows have no inverse, unless the rows go with what is undone', async () => {
  const world = await openRollbackWorld(NOTES, {
    '0003_seed.sql': `INSERT INTO notes VALUES (1, 'one');`,
    '0004_own.sql': `CREATE TABLE own (id int); INSERT INTO own VALUES (1);
ALTER TABLE notes ADD COLUMN short text; UPDATE notes SET short = left(title, 1);`,
  });
  const own = await world.run('rollback', '--yes', '--step', '1');
  expect([own.exitCode, codesOf(own)]).toEqual([3, ['data_loss', 'data_loss']]);
  expect((await world.run('rollback', '--yes', '--step', '1', '--allow-data-loss')).exitCode).toBe(0);
  const seed = await world.run('rollback', '--yes', '--step', '1');
  expect([seed.exitCode, codesOf(seed)]).toEqual([3, ['data_left']]);
  expect(seed.stderr.join('\n')).toContain('0003_seed.sql:1:1');
  const left = await world.run('rollback', '--yes', '--step', '1', '--allow-data-loss');
  expect([left.exitCode, codesOf(left)]).toEqual([0, ['data_left']]);
  expect(await world.sql`SELECT id FROM notes`).toEqual([{ id: 1 }]);
  // Its table goes as well: nothing is left of the row.
  await world.sql`DELETE FROM notes`;
  expect((await world.run('up')).exitCode).toBe(0);
  const all = await world.run('rollback', '--yes', '--step', '4', '--allow-data-loss');
  expect([all.exitCode, codesOf(all)]).toEqual([0, ['data_loss', 'data_loss', 'data_loss']]);
});

test('a rename is taken back by name, and the rows stay', async () => {
  const world = await openRollbackWorld(
    {
      '0001_a.sql': `CREATE SCHEMA app; CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE a (id int PRIMARY KEY, x text, y text, m mood); CREATE FUNCTION f(int, text) RETURNS int LANGUAGE sql RETURN 1;`,
    },
    {
      '0002_b.sql': `ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME COLUMN x TO z; ALTER TABLE b RENAME y TO x;
CREATE TABLE a (id int); ALTER TYPE mood RENAME VALUE 'bad' TO 'sad'; ALTER TYPE mood RENAME TO feeling;
ALTER FUNCTION f(int, text) RENAME TO g; ALTER TABLE b RENAME CONSTRAINT a_pkey TO b_pkey; ALTER TABLE b SET SCHEMA app;`,
    },
  );
  await world.sql`INSERT INTO app.b VALUES (1, 'was x', 'was y', 'sad')`;
  const run = await world.run('rollback', '--yes');
  expect([run.exitCode, run.stderr]).toEqual([0, []]);
  expect(await world.sql`SELECT id, x, y, m::text FROM a`).toEqual([
    { id: 1, x: 'was x', y: 'was y', m: 'bad' },
  ]);
  expect((await world.run('drift')).exitCode).toBe(0);
  expect((await world.run('up')).exitCode).toBe(0);
});

test('what a file dropped comes back empty, and this is said', async () => {
  const world = await openRollbackWorld(NOTES, {
    '0003_drop.sql': 'ALTER TABLE notes DROP COLUMN title;',
    '0004_drop.sql': 'DROP TABLE notes;',
  });
  const run = await world.run('rollback', '--yes');
  expect([run.exitCode, codesOf(run)]).toEqual([0, ['rows_not_restored', 'rows_not_restored']]);
  expect(run.stderr[1]).toContain('0003_drop.sql dropped column title of table public.notes');
  expect((await world.run('drift')).exitCode).toBe(0);
});

test('an enum gets its labels back by a new type; a label in use keeps everything as it is', async () => {
  const world = await openRollbackWorld(
    { '0001_mood.sql': `CREATE TYPE mood AS ENUM ('good'); CREATE TABLE days (mood mood);` },
    { '0002_label.sql': `ALTER TYPE mood ADD VALUE 'bad';` },
  );
  await world.sql`INSERT INTO days VALUES ('good'), ('bad')`;
  const after = await world.readFacts();
  const inUse = await world.run('rollback', '--yes');
  expect([inUse.exitCode, codesOf(inUse)]).toEqual([3, ['statement_failed']]);
  expect(await world.movedSince(after)).toEqual([]);
  expect(await world.recorded()).toHaveLength(2);
  await world.sql`DELETE FROM days WHERE mood = 'bad'`;
  expect((await world.run('rollback', '--yes')).exitCode).toBe(0);
  expect(await world.sql`SELECT mood::text FROM days`).toEqual([{ mood: 'good' }]);
  expect((await world.run('drift')).exitCode).toBe(0);
});

test('--json tells the same as the text', async () => {
  const world = await openRollbackWorld(NOTES, BODY);
  await world.sql`INSERT INTO notes VALUES (1, 'a', 'b')`;
  const { stdout, exitCode } = await world.run('rollback', '--yes', '--json');
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout.at(-1) ?? '')).toMatchObject({
    type: 'result',
    command: 'rollback',
    outcome: 'refused',
    migrations: [
      { name: '0004_index.sql', source: 'generated' },
      {
        name: '0003_body.sql',
        source: 'generated',
        sql: ['ALTER TABLE "public"."notes" DROP COLUMN "body"'],
      },
    ],
    losses: [{ migration: '0003_body.sql', schema: 'public', table: 'notes', column: 'body', rows: 1 }],
    findings: [{ code: 'data_loss', severity: 'blocker' }],
  });
});
