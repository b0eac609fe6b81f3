import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseUrl } from '../../src/config/parse-url.ts';
import { createMigrator } from '../../src/migrator.ts';
import { cli, scratchWorkspace } from '../folder.ts';
import { codesOf, openRollbackWorld } from '../rollback-world.ts';

const NOTES = { '0001_notes.sql': 'CREATE TABLE notes (id int PRIMARY KEY, title text);' };
const BODY = { '0002_body.sql': `ALTER TABLE notes ADD COLUMN body text; CREATE TABLE tags (name text);` };

type World = Awaited<ReturnType<typeof openRollbackWorld>>;

/** Nothing ran and nothing is forgotten. */
async function expectRefused(world: World, codes: readonly string[], exitCode = 3): Promise<string> {
  const [before, recorded] = [await world.readFacts(), await world.recorded()];
  const run = await world.run('rollback', '--yes');
  expect([run.exitCode, codesOf(run)], run.stderr.join('\n')).toEqual([exitCode, codes]);
  expect(await world.movedSince(before)).toEqual([]);
  expect(await world.recorded()).toEqual(recorded);
  return run.stderr.join('\n');
}

test('a database that is no longer what the files left is named, with what mends it', async () => {
  const world = await openRollbackWorld(NOTES, BODY);
  await world.sql`ALTER TABLE notes ALTER COLUMN body TYPE varchar(10)`;
  const said = await expectRefused(world, ['drift']);
  expect(said).toContain('The column body of table public.notes is not what the files left');
  expect(said).toContain('ALTER TABLE "public"."notes" ALTER COLUMN "body" TYPE text');
});

test('what somebody put on an object that goes would go unseen', async () => {
  const world = await openRollbackWorld(NOTES, BODY);
  await world.sql`CREATE INDEX by_hand ON tags (name)`;
  expect(await expectRefused(world, ['drift'])).toContain('The index public.by_hand is made by no file');
  await world.sql`DROP INDEX by_hand; GRANT SELECT ON tags TO anon; COMMENT ON TABLE tags IS 'by hand'`.simple();
  expect((await world.run('rollback', '--yes')).exitCode).toBe(0);
});

test('a view made by hand needs the column: Postgres says so, and nothing is undone', async () => {
  const world = await openRollbackWorld(NOTES, BODY);
  await world.sql`CREATE VIEW by_hand AS SELECT body FROM notes`;
  const said = await expectRefused(world, ['statement_failed']);
  expect(said).toContain('Undoing 0002_body.sql failed: cannot drop column body');
  expect(said).toContain('view by_hand depends on column body');
  expect(said).toContain('0002_body.sql (generated inverse):1:1');
});

test('what stands beside and is of no file does not matter', async () => {
  const world = await openRollbackWorld(NOTES, BODY);
  await world.sql`ALTER TABLE notes ADD COLUMN by_hand int; CREATE TABLE other (id int)`.simple();
  expect((await world.run('rollback', '--yes')).exitCode).toBe(0);
  expect(await world.sql`SELECT by_hand FROM notes, other`).toEqual([]);
});

test('a file that was edited or deleted since can not be undone by what it says now', async () => {
  const world = await openRollbackWorld(NOTES, BODY);
  world.write({ '0002_body.sql': 'ALTER TABLE notes ADD COLUMN body varchar(3);' });
  await expectRefused(world, ['edited'], 1);
  rmSync(join(world.directory, '0001_notes.sql'));
  world.write(BODY);
  await expectRefused(world, ['deleted'], 1);
});

test('what concerns the whole server has no inverse', async () => {
  const role = `test_${Math.random().toString(36).slice(2)}`;
  const world = await openRollbackWorld(NOTES, {
    '0002_role.sql': `CREATE ROLE ${role}; GRANT SELECT ON notes TO ${role};`,
  });
  const said = await expectRefused(world, ['no_inverse']);
  expect(said).toContain('CREATE ROLE acts on the whole server');
  world.write({ '0002_role.down.sql': `REVOKE ALL ON notes FROM ${role}; DROP ROLE ${role};` });
  const run = await world.run('rollback', '--yes');
  expect([run.exitCode, run.stderr]).toEqual([0, []]);
  expect(await world.sql`SELECT 1 FROM pg_roles WHERE rolname = ${role}`).toEqual([]);
});

const FUNCTION = `CREATE FUNCTION public.on_sign_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;`;
const TRIGGER = `CREATE TRIGGER on_sign_up AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.on_sign_up();`;

test('a trigger on a table of the platform goes with its function', async () => {
  const world = await openRollbackWorld(NOTES, {
    '0002_trigger.sql': `${FUNCTION} ${TRIGGER}
CREATE TRIGGER on_note BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION public.on_sign_up();`,
  });
  expect(
    await world.sql`SELECT pg_has_role('postgres', relowner, 'USAGE') AS owns FROM pg_class
    WHERE oid = 'auth.users'::regclass`,
  ).toEqual([{ owns: false }]);
  const run = await world.run('rollback', '--yes');
  expect([run.exitCode, run.stderr]).toEqual([0, []]);
  expect(run.stdout.join('\n')).toContain('DROP FUNCTION "public"."on_sign_up"() CASCADE;');
  expect(run.stdout.join('\n')).not.toContain('ON "auth"."users"');
  expect((await world.run('drift')).exitCode).toBe(0);
  expect((await world.run('up')).exitCode).toBe(0);
});

test('it can not go where the function stays, and it is said who needs that', async () => {
  const world = await openRollbackWorld(
    {
      ...NOTES,
      '0002_function.sql': `${FUNCTION}
CREATE TRIGGER on_note BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION public.on_sign_up();`,
    },
    { '0003_trigger.sql': TRIGGER },
  );
  const said = await expectRefused(world, ['no_inverse']);
  expect(said).toContain(
    'function public.on_sign_up(), which was there before the file, and the trigger on_note on public.notes needs it',
  );
});

test('a trigger of the platform that a file replaced becomes what it was', async () => {
  const world = await openRollbackWorld(
    { ...NOTES, '0002_trigger.sql': `${FUNCTION} ${TRIGGER}` },
    {
      '0003_trigger.sql': TRIGGER.replace('CREATE', 'CREATE OR REPLACE').replace(
        'INSERT',
        'INSERT OR UPDATE OF email',
      ),
    },
  );
  const run = await world.run('rollback', '--yes');
  expect([run.exitCode, run.stderr]).toEqual([0, []]);
  expect(run.stdout.join('\n')).toContain('CREATE OR REPLACE TRIGGER');
  expect((await world.run('drift')).exitCode).toBe(0);
});

test('files that were adopted are undone like those that ran', async () => {
  const world = await openRollbackWorld();
  await world.sql.unsafe(NOTES['0001_notes.sql'] + BODY['0002_body.sql']);
  await world.up({ ...NOTES, ...BODY });
  expect(await world.sql`SELECT DISTINCT outcome FROM migrator.__manual_migrations`).toEqual([
    { outcome: 'adopted' },
  ]);
  expect((await world.run('rollback', '--yes', '--step', '1')).exitCode).toBe(0);
  expect(await world.sql`SELECT to_regclass('tags') AS tags, to_regclass('notes')::text AS notes`).toEqual([
    { tags: null, notes: 'notes' },
  ]);
});

test('where others deploy too, it is said that history should only go forward', async () => {
  const world = await openRollbackWorld(NOTES, BODY);
  const rollback = (kind: 'local' | 'remote', dryRun: boolean) =>
    createMigrator({
      directory: world.directory,
      target: { ...parseUrl(world.url, 'the test'), kind },
      cwd: scratchWorkspace(),
    }).rollback({ dryRun });
  const codes = async (kind: 'local' | 'remote', dryRun: boolean) =>
    (await rollback(kind, dryRun)).findings.map(({ code, severity }) => `${severity} ${code}`);
  expect(await codes('local', true)).toEqual([]);
  expect(await codes('remote', true)).toEqual([]);
  expect(await codes('remote', false)).toEqual(['warning rollback_remote']);
  expect(await world.recorded()).toEqual(Object.keys(NOTES));
});

test('a database that nothing ran in has nothing to undo, and gets no history', async () => {
  const world = await openRollbackWorld();
  world.write(NOTES);
  const run = await cli(['rollback', '--yes', '--dir', world.directory], {
    url: world.url,
    cwd: scratchWorkspace(),
  });
  expect([run.exitCode, run.stdout.at(-1)]).toEqual([0, '✅ Nothing to roll back']);
  expect(await world.recorded()).toEqual([]);
  expect(existsSync(join(world.directory, '0001_notes.sql'))).toBe(true);
});
