import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codesOf, openRollbackWorld } from './rollback-world.ts';

const FILES = {
  '0001_notes.sql': 'CREATE TABLE notes (id int PRIMARY KEY, title text);',
  '0002_body.sql': 'ALTER TABLE notes ADD COLUMN body text;',
};

const readRows = (world: Awaited<ReturnType<typeof openRollbackWorld>>) =>
  world.sql`SELECT filename, outcome, left(checksum, 8) AS checksum, statements FROM migrator.__manual_migrations ORDER BY id`;

test('an edit that says the same in other words is accepted without a word', async () => {
  const world = await openRollbackWorld(FILES);
  world.write({ '0002_body.sql': '-- why\nALTER TABLE notes ADD body text; SELECT 1;' });
  expect((await world.run('status', '--check')).exitCode).toBe(1);
  const before = await readRows(world);
  const unasked = await world.run('repair', '--accept', '0002_body.sql');
  expect([unasked.exitCode, codesOf(unasked)]).toEqual([2, ['not_confirmed']]);
  expect(await readRows(world)).toEqual(before);
  const run = await world.run('repair', '--accept', '0002_body', '--yes');
  expect([run.exitCode, run.stderr]).toEqual([0, []]);
  expect(run.stdout[1]).toMatch(
    /0002_body\.sql in the history of .*: applied, checksum \w{8} → applied, checksum \w{8}$/,
  );
  expect((await readRows(world))[1]).toMatchObject({ statements: 2 });
  expect((await world.run('status', '--check')).exitCode).toBe(0);
});

test('where the edited file says something else, that is told, and the database is not touched', async () => {
  const world = await openRollbackWorld(FILES);
  const facts = await world.readFacts();
  world.write({ '0002_body.sql': 'ALTER TABLE notes ADD COLUMN body varchar(10);' });
  const run = await world.run('repair', '--accept', '0002_body.sql', '--yes');
  expect([run.exitCode, codesOf(run)]).toEqual([0, ['drift']]);
  expect(run.stderr.join('\n')).toContain('Expected: varchar(10)'.replace('varchar', 'character varying'));
  expect(await world.movedSince(facts)).toEqual([]);
  expect((await world.run('status', '--check')).exitCode).toBe(0);
  expect((await world.run('drift')).exitCode).toBe(1);
});

test('an edited file that can not run is not accepted', async () => {
  const world = await openRollbackWorld(FILES);
  world.write({ '0002_body.sql': 'ALTER TABLE nothing ADD COLUMN body text;' });
  const run = await world.run('repair', '--accept', '0002_body.sql', '--yes');
  expect([run.exitCode, codesOf(run)]).toEqual([3, ['shadow_replay_failed']]);
  expect((await world.run('status', '--check')).exitCode).toBe(1);
});

test('a file that was undone by hand is forgotten, one that is in effect is not', async () => {
  const world = await openRollbackWorld(FILES);
  const kept = await world.run('repair', '--forget', '0002_body.sql', '--yes');
  expect([kept.exitCode, codesOf(kept)]).toEqual([3, ['still_in_effect']]);
  expect(kept.stderr[0]).toContain('column body of table public.notes');
  expect(await world.recorded()).toHaveLength(2);
  await world.sql`ALTER TABLE notes DROP COLUMN body`;
  const run = await world.run('repair', '--forget', '0002_body.sql', '--yes');
  expect([run.exitCode, run.stderr]).toEqual([0, []]);
  expect(await world.recorded()).toEqual(['0001_notes.sql']);
  expect((await world.run('up')).exitCode).toBe(0);
  expect((await world.run('drift')).exitCode).toBe(0);
});

test('a file in between, with one half undone by hand, stays recorded', async () => {
  const world = await openRollbackWorld({
    ...FILES,
    '0003_two.sql': 'CREATE TABLE one (id int); CREATE TABLE two (id int);',
    '0004_last.sql': 'CREATE TABLE last (id int);',
  });
  await world.sql`DROP TABLE two`;
  const run = await world.run('repair', '--forget', '0003_two.sql', '--yes');
  expect([run.exitCode, codesOf(run)]).toEqual([3, ['still_in_effect']]);
  await world.sql`DROP TABLE one`;
  expect((await world.run('repair', '--forget', '0003_two.sql', '--yes')).exitCode).toBe(0);
  expect(await world.recorded()).toEqual(['0001_notes.sql', '0002_body.sql', '0004_last.sql']);
});

test('a file that is gone from disk is forgotten, and what it left is told', async () => {
  const world = await openRollbackWorld(FILES);
  rmSync(join(world.directory, '0002_body.sql'));
  const run = await world.run('repair', '--forget', '0002_body.sql', '--yes');
  expect([run.exitCode, codesOf(run)]).toEqual([0, ['drift']]);
  expect(run.stderr[0]).toContain('The column body of table public.notes is made by no file');
  expect(await world.recorded()).toEqual(['0001_notes.sql']);
  expect((await world.run('up')).exitCode).toBe(0);
});

/** Stops behind VACUUM, with two of its statements done. */
const STOPPED = 'CREATE TABLE u (id int);\nVACUUM;\nSELECT 1/0;';

test('an interrupted file that was edited where it is done goes on when somebody says so', async () => {
  const world = await openRollbackWorld(FILES);
  world.write({ '0003_u.sql': STOPPED });
  expect((await world.run('up')).exitCode).toBe(3);
  await world.sql`ALTER TABLE u ALTER COLUMN id TYPE bigint`;
  world.write({ '0003_u.sql': 'CREATE TABLE u (id bigint);\nVACUUM;\nCREATE INDEX u_id ON u (id);' });
  const stuck = await world.run('up');
  expect([stuck.exitCode, codesOf(stuck)]).toEqual([3, ['in_progress', 'resume_edited']]);
  const run = await world.run('repair', '--resume', '0003_u.sql', '--yes');
  expect([run.exitCode, run.stderr]).toEqual([0, []]);
  expect(run.stdout[1]).toMatch(/in progress, 2 statements done, .* goes on at line 3$/);
  expect((await world.run('up')).exitCode).toBe(0);
  expect((await readRows(world))[2]).toMatchObject({ outcome: 'applied', statements: 3 });
  expect(await world.sql`SELECT to_regclass('u_id')::text AS u_id`).toEqual([{ u_id: 'u_id' }]);
  expect((await world.run('drift')).exitCode).toBe(0);
});

test('an interrupted file is discarded when nothing of it is left, and not before', async () => {
  const world = await openRollbackWorld(FILES);
  world.write({ '0003_u.sql': STOPPED });
  expect((await world.run('up')).exitCode).toBe(3);
  const kept = await world.run('repair', '--discard', '0003_u.sql', '--yes');
  expect([kept.exitCode, codesOf(kept)]).toEqual([3, ['still_in_effect']]);
  const forget = await world.run('repair', '--forget', '0003_u.sql', '--yes');
  expect([forget.exitCode, forget.stderr[0]]).toEqual([2, expect.stringContaining('is half done')]);
  await world.sql`DROP TABLE u`;
  const run = await world.run('repair', '--discard', '0003_u.sql', '--yes');
  expect([run.exitCode, run.stderr]).toEqual([0, []]);
  expect(await world.recorded()).toEqual(Object.keys(FILES));
  const rollback = await world.run('rollback', '--yes');
  expect([rollback.exitCode, rollback.stderr]).toEqual([0, []]);
});

test('a file that is half done is not rolled back, nor what ran before it', async () => {
  const world = await openRollbackWorld(FILES);
  world.write({ '0003_u.sql': STOPPED });
  expect((await world.run('up')).exitCode).toBe(3);
  const run = await world.run('rollback', '--yes', '--step', '2');
  expect([run.exitCode, codesOf(run)]).toEqual([1, ['in_progress']]);
  expect(await world.recorded()).toHaveLength(3);
});

test.each([
  [['--resume', '0001_notes.sql'], /recorded as a whole/],
  [['--accept', '0009_x.sql'], /0009_x\.sql is not recorded/],
  [['--accept', '0001_notes.sql'], /recorded as it is on disk/],
  [[], /has to be told how/],
  [['--accept', 'a', '--forget', 'b'], /has to be told how/],
])('what is typed wrong changes nothing: %j', async (argv, says) => {
  const world = await openRollbackWorld(FILES);
  const run = await world.run('repair', '--yes', ...argv);
  expect([run.exitCode, run.stderr[0]]).toEqual([2, expect.stringMatching(says)]);
  expect(await world.recorded()).toHaveLength(2);
});
