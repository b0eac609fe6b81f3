import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMigration } from '../src/source/create-migration.ts';
import { readMigrationFolder } from '../src/source/read-migration-folder.ts';
import { cli, writeFolder } from './folder.ts';

const LAYOUTS = join(import.meta.dirname, 'fixtures', 'layouts');
const NOW = new Date('2026-12-01T02:03:04Z');

/** A copy of a fixture that may be written to. */
function copyLayout(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'new-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  cpSync(join(LAYOUTS, name), directory, { recursive: true });
  return directory;
}

const list = (directory: string) => readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
const create = (directory: string, name: string) =>
  createMigration(directory, name, { base: directory, now: NOW });
const readJson = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

test.each([
  ['plain', ['11_add_phone.sql']],
  ['supabase', ['20261201020304_add_phone.sql']],
  ['prisma', ['20261201020304_add_phone', '20261201020304_add_phone/migration.sql']],
  [
    'drizzle-folders',
    [
      '20261201020304_add_phone',
      '20261201020304_add_phone/migration.sql',
      '20261201020304_add_phone/snapshot.json',
    ],
  ],
  ['drizzle', ['0003_add_phone.sql', 'meta/0003_snapshot.json']],
])('in the layout %s', async (layout, expected) => {
  const directory = copyLayout(layout);
  const before = list(directory);
  const { path } = await create(directory, 'Add phone');
  expect(list(directory).filter((file) => !before.includes(file))).toEqual(expected);
  expect(before.filter((file) => !list(directory).includes(file))).toEqual([]);
  const folder = await readMigrationFolder(directory, directory);
  expect(folder.layout).toBe(layout);
  expect(folder.findings).toEqual([]);
  expect(folder.migrations.at(-1)?.path).toBe(path);
});

describe('drizzle', () => {
  test('the journal and the snapshot say what drizzle-kit would', async () => {
    const directory = copyLayout('drizzle');
    const before = readJson(directory, 'meta', '_journal.json');
    await create(directory, 'backfill again');
    const journal = readJson(directory, 'meta', '_journal.json');
    expect(journal).toEqual({
      ...before,
      entries: [
        ...before.entries,
        { idx: 3, version: '7', when: NOW.getTime(), tag: '0003_backfill_again', breakpoints: true },
      ],
    });
    const previous = readJson(directory, 'meta', '0002_snapshot.json');
    const { id, prevId, ...rest } = readJson(directory, 'meta', '0003_snapshot.json');
    expect(prevId).toBe(previous.id);
    expect(id).not.toBe(prevId);
    expect({ ...rest, id: previous.id, prevId: previous.prevId }).toEqual(previous);
  });

  test('a clock that is behind: the time is after the newest entry all the same', async () => {
    const directory = copyLayout('drizzle');
    await createMigration(directory, 'late', { base: directory, now: new Date('2020-01-01') });
    const times = readJson(directory, 'meta', '_journal.json').entries.map(
      ({ when }: { when: number }) => when,
    );
    expect(times).toEqual([...times].sort((a: number, b: number) => a - b));
    expect(new Set(times).size).toBe(times.length);
  });

  test('a file drizzle does not know counts for the number, and the next idx is after it', async () => {
    const directory = copyLayout('drizzle');
    writeFileSync(join(directory, '0007_by_hand.sql'), 'SELECT 1;');
    await create(directory, 'next');
    expect(readJson(directory, 'meta', '_journal.json').entries.at(-1)).toMatchObject({
      idx: 8,
      tag: '0008_next',
    });
  });

  test('a missing snapshot: nothing is written', async () => {
    const directory = copyLayout('drizzle');
    rmSync(join(directory, 'meta', '0002_snapshot.json'));
    const before = list(directory);
    await expect(create(directory, 'x')).rejects.toMatchObject({ code: 'journal_invalid' });
    expect(list(directory)).toEqual(before);
  });
});

test('drizzle 1.x: the snapshot follows every one nobody follows', async () => {
  const directory = copyLayout('drizzle-folders');
  await create(directory, 'one');
  const [first] = list(directory).filter((file) => file.endsWith('_one/snapshot.json'));
  const backfill = readJson(directory, '20261123015914_backfill', 'snapshot.json');
  expect(readJson(directory, first ?? '')).toEqual({
    ...backfill,
    id: expect.any(String),
    prevIds: [backfill.id],
  });
});

describe('the command', () => {
  test('prints the path, and that alone', async () => {
    const cwd = writeFolder({ '0099_a.sql': '' });
    const run = await cli(['new', 'Add', 'phone', '--dir', '.'], { cwd });
    expect(run).toEqual({ exitCode: 0, stdout: ['0100_add_phone.sql'], stderr: [] });
    expect(readFileSync(join(cwd, '0100_add_phone.sql'), 'utf8')).toBe('-- Add phone\n');
    const json = await cli(['new', 'x', '--dir', '.', '--json'], { cwd });
    expect(JSON.parse(json.stdout[0] ?? '')).toEqual({
      type: 'result',
      command: 'new',
      path: join(cwd, '0101_x.sql'),
      others: [],
    });
  });

  test('needs no database, not even a valid URL', async () => {
    const cwd = writeFolder({ '1_a.sql': '' });
    expect((await cli(['new', 'b', '--dir', '.'], { cwd, url: 'nonsense' })).exitCode).toBe(0);
  });

  test('in an empty folder begins with plain numbers, in supabase/migrations with a timestamp', async () => {
    const cwd = writeFolder({});
    expect((await cli(['new', 'a', '--dir', '.'], { cwd })).stdout).toEqual(['0001_a.sql']);
    mkdirSync(join(cwd, 'supabase', 'migrations'), { recursive: true });
    const { stdout } = await cli(['new', 'a', '--dir', 'supabase/migrations'], { cwd });
    expect(stdout[0]).toMatch(/^supabase\/migrations\/20\d{12}_a\.sql$/);
  });

  test.each([
    ['a name without letters', ['new', '!!!'], {}, 2, 'usage'],
    ['a folder of two layouts', ['new', 'x'], { '1_a.sql': '', 'b/migration.sql': '' }, 2, 'layout_unknown'],
    ['a folder that is not there', ['new', 'x', '--dir', 'nowhere'], {}, 2, 'folder_missing'],
  ])('%s is refused', async (_title, argv, files, exitCode, code) => {
    const cwd = writeFolder({});
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(cwd, name, '..'), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
    const before = list(cwd);
    const run = await cli(argv.includes('--dir') ? argv : [...argv, '--dir', '.'], { cwd });
    expect(run.exitCode).toBe(exitCode);
    expect(run.stderr.join('\n')).toContain(`[${code}]`);
    expect(list(cwd)).toEqual(before);
  });

  test('a file that is in the way is never overwritten, and nothing else is left', async () => {
    const directory = copyLayout('drizzle');
    writeFileSync(join(directory, 'meta', '0003_snapshot.json'), 'mine');
    const before = list(directory);
    await expect(create(directory, 'x')).rejects.toMatchObject({ code: 'file_unwritable' });
    expect(list(directory)).toEqual(before);
    expect(readFileSync(join(directory, 'meta', '0003_snapshot.json'), 'utf8')).toBe('mine');
  });

  test('a title that reads like a directive is a comment', async () => {
    const cwd = writeFolder({ '1_a.sql': '' });
    await cli(['new', 'migrate: everything', '--dir', '.'], { cwd });
    expect(readFileSync(join(cwd, '2_migrate_everything.sql'), 'utf8')).toBe('-- migrate everything\n');
  });
});
