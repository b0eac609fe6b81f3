import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createMigrator } from '@groundwork/migrator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listMigrations } from './apply-migrations.ts';
import { openMigratedDatabase } from './open-migrated-database.ts';
import { readCatalog } from './read-catalog.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const DRIZZLE_KIT = join(PACKAGE, 'node_modules', 'drizzle-kit', 'bin.cjs');

/** The number of the next file, and of the one after it. */
const count = (await listMigrations()).length;
const [next, afterNext] = [count, count + 1].map((number) => String(number).padStart(4, '0'));

/** A copy of what drizzle-kit reads, so that it may write. */
let copy: string;
beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'groundwork-schema-'));
  for (const part of ['drizzle', 'src', 'drizzle.config.ts', 'package.json']) {
    await cp(join(PACKAGE, part), join(copy, part), { recursive: true });
  }
  await symlink(join(PACKAGE, 'node_modules'), join(copy, 'node_modules'), 'dir');
});
afterEach(() => rm(copy, { recursive: true }));

async function drizzleKit(...words: string[]): Promise<string> {
  const environment = { ...process.env };
  delete environment.DATABASE_URL;
  delete environment.DIRECT_URL;
  const run = await promisify(execFile)(process.execPath, [DRIZZLE_KIT, ...words], {
    cwd: copy,
    env: environment,
  });
  return run.stdout + run.stderr;
}

describe('schema.ts and the migration files', () => {
  it('agree: drizzle-kit has nothing to generate', async () => {
    const before = await readdir(join(copy, 'drizzle'), { recursive: true });
    expect(await drizzleKit('generate')).toContain('No schema changes');
    expect(await readdir(join(copy, 'drizzle'), { recursive: true })).toEqual(before);
  });

  it('would disagree after a change', async () => {
    const file = join(copy, 'src', 'schema', 'notes.ts');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace("title: text('title')", "title: text('title'), extra: text('extra')"));
    expect(await drizzleKit('generate', '--name', 'extra')).toContain(`${next}_extra.sql`);
  });

  it('have snapshots drizzle-kit accepts', async () => {
    expect(await drizzleKit('check')).toContain("Everything's fine");
  });

  it('go on after a file of "migrate new", which drizzle-kit would have written the same', async () => {
    const { path } = await createMigrator({ directory: join(copy, 'drizzle') }).create('by hand');
    expect(path).toBe(join(copy, 'drizzle', `${next}_by_hand.sql`));
    expect(await drizzleKit('check')).toContain("Everything's fine");
    expect(await drizzleKit('generate')).toContain('No schema changes');
    await drizzleKit('generate', '--custom', '--name', 'by_drizzle');
    const read = async (...names: string[]) =>
      JSON.parse(await readFile(join(copy, 'drizzle', 'meta', ...names), 'utf8'));
    const [ours, theirs] = [await read(`${next}_snapshot.json`), await read(`${afterNext}_snapshot.json`)];
    expect(theirs).toEqual({ ...ours, id: theirs.id, prevId: ours.id });
    const [own, later] = (await read('_journal.json')).entries.slice(count);
    expect(later).toEqual({ ...own, idx: count + 1, when: later.when, tag: `${afterNext}_by_drizzle` });
    const sql = (name: string) => readFile(join(copy, 'drizzle', name), 'utf8');
    expect((await sql(`${next}_by_hand.sql`)).trim()).toBe(await sql(`${afterNext}_by_drizzle.sql`));
  });

  it('make the same tables: the hand edits changed the form, not the outcome', async () => {
    // From nothing, in one file: what the schema alone says.
    await rm(join(copy, 'drizzle'), { recursive: true });
    await drizzleKit('generate', '--name', 'whole');
    const generated = await readFile(join(copy, 'drizzle', '0000_whole.sql'), 'utf8');
    const migrated = await openMigratedDatabase();
    const fresh = await openMigratedDatabase({ migrations: [] });
    try {
      await fresh.sql.begin((tx) => tx.unsafe(generated));
      const { shape } = await readCatalog(migrated.sql);
      expect(shape.length).toBeGreaterThan(40);
      expect(shape).toEqual((await readCatalog(fresh.sql)).shape);
    } finally {
      await Promise.all([migrated.close(), fresh.close()]);
    }
  });

  it('say in a sentence that push has no database', async () => {
    await expect(drizzleKit('push')).rejects.toMatchObject({
      stderr: expect.stringContaining('No database: set DATABASE_URL'),
    });
  });
});
