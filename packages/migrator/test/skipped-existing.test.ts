import { expect, test } from 'vitest';
import { parseUrl } from '../src/config/parse-url.ts';
import { createMigrator, type MigratorEvent } from '../src/index.ts';
import { cli, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { SHADOW_DIRECTORY } from './open-shadow.ts';

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

async function openHalfMade(made: string) {
  const { url, sql } = await openDatabase();
  // Recorded first, so that what is there is not taken for somebody else's work.
  await cli(['--dir', '.'], { url, cwd: writeFolder({ '0001_a.sql': FILES['0001_a.sql'] }) });
  await sql.unsafe(made);
  return url;
}

const up = (url: string, flags: readonly string[] = [], cwd = writeFolder(FILES)) =>
  cli(['--dir', '.', ...flags], { url, cwd });

test('what IF NOT EXISTS left as it was is compared, and told where it differs', async () => {
  const url = await openHalfMade('CREATE TABLE a (id int); CREATE TABLE other (id text)');
  const run = await up(url);
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toEqual([
    '⚠️  0003_c.sql:1: look here',
    '⚠️  The column title of table public.a is not what the files say: 0002_b.sql found relation "a" there (line 1), and IF NOT EXISTS left it as it was. [skipped_differs]',
    '   Expected: text',
    '   Found: absent',
    '   SQL that would mend it:',
    '     ALTER TABLE "public"."a" ADD COLUMN "title" text;',
    '   Next: The file is recorded. Run the SQL by hand, then "migrate drift" until it finds nothing.',
    '⚠️  All files ran and are recorded, but what was there before is not what they say: see above.',
  ]);
  expect(run.stdout).not.toContain('✅ All migrations completed successfully!');
});

test('the same in the result, in events and in JSON; the SQL makes drift clean', async () => {
  const events: MigratorEvent[] = [];
  const { url, sql } = await openDatabase();
  await cli(['--dir', '.'], { url, cwd: writeFolder({ '0001_a.sql': FILES['0001_a.sql'] }) });
  await sql`CREATE TABLE a (id int)`;
  const directory = writeFolder(FILES);
  const migrator = createMigrator({
    directory,
    url,
    shadowDirectory: SHADOW_DIRECTORY,
    onEvent: (event) => events.push(event),
  });
  const { findings, outcome } = await migrator.up();
  expect(outcome).toBe('completed');
  expect(findings).toEqual([
    expect.objectContaining({ code: 'skipped_differs', migration: '0002_b.sql', severity: 'warning' }),
  ]);
  expect(events.filter(({ type }) => type === 'finding')).toEqual([
    { type: 'finding', finding: findings[0] },
  ]);
  expect((await migrator.drift()).findings).toHaveLength(1);
  await sql.unsafe(findings[0]?.sql?.join('\n') ?? '');
  expect(await migrator.drift()).toMatchObject({ clean: true });
  const json = await up(await openHalfMade('CREATE TABLE a (id int)'), ['--json'], directory);
  expect(JSON.parse(json.stdout.at(-1) ?? '').findings).toEqual(findings);
});

test('what is as the files say is not told', async () => {
  const run = await up(await openHalfMade('CREATE TABLE a (id int, title text)'));
  expect(run).toMatchObject({ exitCode: 0, stderr: ['⚠️  0003_c.sql:1: look here'] });
  expect(run.stdout.at(-1)).toBe('✅ All migrations completed successfully!');
});

test('without a shadow it is named, with the reason and the way on', async () => {
  const migrator = createMigrator({
    directory: writeFolder(FILES),
    url: await openHalfMade('CREATE TABLE a (id int)'),
    shadow: parseUrl('postgresql://postgres:secret@127.0.0.1:1/none', 'SHADOW_DATABASE_URL'),
  });
  const { outcome, findings } = await migrator.up();
  expect(outcome).toBe('completed');
  expect(findings).toEqual([
    expect.objectContaining({
      code: 'skipped_existing',
      severity: 'warning',
      migration: '0002_b.sql',
      message: expect.stringMatching(
        /^0002_b\.sql left out what is there already: relation "a" \(line 1\), column "id" of relation "a" \(line 3\), schema "public" \(line 4\)\. It could not be compared with the files: .*127\.0\.0\.1:1/,
      ),
      hint: expect.stringContaining('"migrate drift"'),
    }),
  ]);
});

test('a file that was rolled back has none', async () => {
  const url = await openHalfMade('CREATE TABLE a (id int)');
  const cwd = writeFolder({
    '0001_a.sql': 'SELECT 1;',
    '0002_b.sql': 'CREATE TABLE IF NOT EXISTS a (); SELECT 1/0;',
  });
  const { stdout } = await cli(['--dir', '.', '--json'], { url, cwd });
  expect(JSON.parse(stdout.at(-1) ?? '')).toMatchObject({ outcome: 'failed', findings: [] });
});
