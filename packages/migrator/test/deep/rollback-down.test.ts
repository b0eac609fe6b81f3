import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { codesOf, openRollbackWorld } from '../rollback-world.ts';

const NOTES = { '0001_notes.sql': 'CREATE TABLE notes (id int PRIMARY KEY, title text);' };
const MORE = {
  '0002_seed.sql': `INSERT INTO notes VALUES (1, 'seed');`,
  '0003_body.sql': 'ALTER TABLE notes ADD COLUMN body text;',
};

test('an inverse its author wrote runs instead of a generated one', async () => {
  const world = await openRollbackWorld(NOTES, MORE);
  world.write({ '0002_seed.down.sql': `-- only the seed\nDELETE FROM notes WHERE title = 'seed';` });
  await world.sql`INSERT INTO notes VALUES (2, 'mine')`;
  const run = await world.run('rollback', '--yes');
  expect([run.exitCode, run.stderr]).toEqual([0, []]);
  expect(run.stdout).toContain('↩️  To roll back: 0002_seed.sql (its own inverse, 1 statement)');
  expect(await world.sql`SELECT * FROM notes`).toEqual([{ id: 2, title: 'mine' }]);
  expect(await world.recorded()).toEqual(['0001_notes.sql']);
  expect((await world.run('up')).exitCode).toBe(0);
});

test('one that leaves something is taken as it is, and what it leaves is told', async () => {
  const world = await openRollbackWorld(NOTES, MORE);
  world.write({ '0003_body.down.sql': 'ALTER TABLE notes ALTER COLUMN body SET DEFAULT 1;' });
  const run = await world.run('rollback', '--yes', '--step', '1');
  expect([run.exitCode, codesOf(run)]).toEqual([0, ['down_differs', 'down_differs']]);
  expect(run.stderr.join('\n')).toContain('0003_body.down.sql leaves the column body of table public.notes');
  expect(await world.recorded()).toHaveLength(2);
});

test.each([
  ['ALTER TABLE notes DROP COLUMN nothing;', /column "nothing" of relation "notes" does not exist/],
  ['DROP INDEX CONCURRENTLY notes_pkey;', /can not run in the one transaction/],
  ['COMMIT; DROP TABLE notes;', /can not run in the one transaction/],
])('one that can not run is found on the shadow: %s', async (down, says) => {
  const world = await openRollbackWorld(NOTES, MORE);
  world.write({ '0003_body.down.sql': down });
  const run = await world.run('rollback', '--yes', '--allow-data-loss');
  expect([run.exitCode, codesOf(run)]).toEqual([3, ['down_failed']]);
  expect(run.stderr.join('\n')).toMatch(says);
  expect(run.stderr.join('\n')).toContain('0003_body.down.sql:1:');
  expect(await world.recorded()).toHaveLength(3);
});

test('one that fails on the rows of the target is rolled back with all that ran before it', async () => {
  const world = await openRollbackWorld(NOTES, MORE);
  world.write({
    '0002_seed.down.sql': `SELECT 1;\nALTER TABLE notes ADD CHECK (id <> 2);`,
    '0003_body.down.sql': 'ALTER TABLE notes DROP COLUMN body;',
  });
  await world.sql`INSERT INTO notes VALUES (2, 'only here')`;
  const before = await world.readFacts();
  const run = await world.run('rollback', '--yes');
  expect(run.exitCode).toBe(3);
  expect(codesOf(run).at(-1)).toBe('statement_failed');
  const said = run.stderr.join('\n');
  expect(said).toMatch(/Undoing 0002_seed\.sql failed: check constraint/);
  expect(said).toContain('0002_seed.down.sql:2:1');
  expect(said).toContain('Everything was rolled back, and the files are still recorded.');
  expect(await world.movedSince(before)).toEqual([]);
  expect(await world.recorded()).toHaveLength(3);
});

test.each([
  ['what no file touches', 'DROP TABLE by_hand;', 'table public.by_hand'],
  ['what the files touch', 'ALTER TABLE notes ADD COLUMN body int;', 'column body of table public.notes'],
])(
  'where it does something else here than on the shadow nothing is kept: %s',
  async (_title, other, object) => {
    const world = await openRollbackWorld(NOTES, MORE);
    world.write({
      '0003_body.down.sql': `ALTER TABLE notes DROP COLUMN body;
DO $$ BEGIN IF EXISTS (SELECT FROM notes WHERE title = 'only here') THEN ${other} END IF; END $$;`,
    });
    await world.sql`INSERT INTO notes VALUES (2, 'only here'); CREATE TABLE by_hand (id int)`.simple();
    const before = await world.readFacts();
    const run = await world.run('rollback', '--yes', '--step', '1');
    expect(run.exitCode).toBe(3);
    expect(codesOf(run)).toContain('not_proven');
    expect(run.stderr.join('\n')).toContain(
      `With the files undone the ${object} is not what it was before them.`,
    );
    expect(await world.movedSince(before)).toEqual([]);
    expect(await world.recorded()).toHaveLength(3);
  },
);

/** Waits on the target, where somebody has added a row, and not on the shadow. */
const SLOW = `ALTER TABLE notes DROP COLUMN body;
DO $$ BEGIN IF EXISTS (SELECT FROM notes WHERE title = 'only here') THEN PERFORM pg_sleep(SECONDS); END IF; END $$;`;

test('a connection that is cut in the middle leaves all of it', async () => {
  const world = await openRollbackWorld(NOTES, MORE);
  world.write({ '0003_body.down.sql': SLOW.replace('SECONDS', '120') });
  await world.sql`INSERT INTO notes VALUES (2, 'only here')`;
  const before = await world.readFacts();
  const running = world.run('rollback', '--yes', '--step', '1');
  for (let killed = 0; killed === 0; await sleep(50)) {
    killed = (
      await world.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'PgSleep' AND pid <> pg_backend_pid()`
    ).length;
  }
  const run = await running;
  expect([run.exitCode, codesOf(run).at(-1)]).toEqual([3, 'connection_lost']);
  expect(await world.movedSince(before)).toEqual([]);
  expect(await world.recorded()).toHaveLength(3);
  world.write({ '0003_body.down.sql': SLOW.replace('SECONDS', '0') });
  expect((await world.run('rollback', '--yes', '--step', '1')).exitCode).toBe(0);
});

test('of two at once one does it, and the other does not go on with the files before', async () => {
  const world = await openRollbackWorld(NOTES, {
    '0002_body.sql': 'ALTER TABLE notes ADD COLUMN body text;',
  });
  const runs = await Promise.all([world.run('rollback', '--yes'), world.run('rollback', '--yes')]);
  expect(runs.map(({ exitCode }) => exitCode).sort()).toEqual([0, 2]);
  expect(runs.flatMap(codesOf)).toEqual(['history_moved']);
  expect(await world.recorded()).toEqual(['0001_notes.sql']);
});
