import { expect, test } from 'vitest';
import { createMigrator, type MigratorEvent } from '../src/index.ts';
import { cli, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';

const FILES = {
  '0001_a.sql': 'SELECT 1;',
  '0002_b.sql': `CREATE TABLE IF NOT EXISTS a (id int, title text);
CREATE TABLE IF NOT EXISTS b (id int);
ALTER TABLE a ADD COLUMN IF NOT EXISTS id int;
CREATE SCHEMA IF NOT EXISTS public;
DROP TABLE IF EXISTS nowhere;
CREATE INDEX IF NOT EXISTS b_id ON b (id);`,
  '0003_c.sql': "DO $$ BEGIN RAISE WARNING 'look here'; RAISE NOTICE 'not this'; END $$;",
};

const SENTENCE =
  '0002_b.sql left out what is there already: relation "a" (line 1), column "id" of relation "a" (line 3), schema "public" (line 4).';

async function openHalfMade() {
  const { url, sql } = await openDatabase();
  // Recorded first, so that what is there is not taken for somebody else's work.
  await cli(['--dir', '.'], { url, cwd: writeFolder({ '0001_a.sql': FILES['0001_a.sql'] }) });
  await sql`CREATE TABLE a (id int)`;
  return url;
}

test('what IF NOT EXISTS left out is one warning a file', async () => {
  const url = await openHalfMade();
  const run = await cli(['--dir', '.'], { url, cwd: writeFolder(FILES) });
  expect(run.exitCode).toBe(0);
  expect(run.stderr).toEqual([
    `⚠️  ${SENTENCE} [skipped_existing]`,
    '   Next: IF NOT EXISTS looks at the name alone: "migrate drift" compares what is there with the files.',
    '⚠️  0003_c.sql:1: look here',
  ]);
});

test('and a finding in the result, in events and in JSON', async () => {
  const events: MigratorEvent[] = [];
  const directory = writeFolder(FILES);
  const migrator = createMigrator({
    directory,
    url: await openHalfMade(),
    onEvent: (event) => events.push(event),
  });
  const { findings } = await migrator.up();
  expect(findings).toEqual([
    expect.objectContaining({
      code: 'skipped_existing',
      migration: '0002_b.sql',
      message: SENTENCE,
      severity: 'warning',
    }),
  ]);
  expect(events.filter(({ type }) => type === 'finding')).toEqual([
    { type: 'finding', finding: findings[0] },
  ]);
  const { stdout } = await cli(['--dir', '.', '--json'], { url: await openHalfMade(), cwd: directory });
  expect(JSON.parse(stdout.at(-1) ?? '').findings).toEqual(findings);
});

test('a file that was rolled back has none', async () => {
  const url = await openHalfMade();
  const cwd = writeFolder({
    '0001_a.sql': 'SELECT 1;',
    '0002_b.sql': 'CREATE TABLE IF NOT EXISTS a (); SELECT 1/0;',
  });
  const { stdout } = await cli(['--dir', '.', '--json'], { url, cwd });
  expect(JSON.parse(stdout.at(-1) ?? '')).toMatchObject({ outcome: 'failed', findings: [] });
});
