import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashText } from '../sql/hash-text.ts';
import { LAYOUTS } from './layouts.ts';
import { readMigrationFolder } from './read-migration-folder.ts';

const FIXTURES = join(import.meta.dirname, '../../test/fixtures/layouts');

const EXPECTED: Readonly<Record<(typeof LAYOUTS)[number]['name'], readonly string[]>> = {
  drizzle: ['0000_pets.sql', '0001_visits.sql', '0002_backfill.sql'],
  'drizzle-folders': ['20261123015910_pets', '20261123015912_visits', '20261123015914_backfill'],
  prisma: ['20260105093000_init', '20260106101500_add_species'],
  supabase: ['20261123015914_pets.sql', '20261123015916_add_species.sql'],
  plain: ['9_pets.sql', '10_add_species.sql'],
};

describe('the folder each tool writes', () => {
  it.each(LAYOUTS.map(({ name }) => name))('%s', async (name) => {
    const folder = await readMigrationFolder(name, FIXTURES);
    expect(folder.layout).toBe(name);
    expect(folder.directory).toBe(join(FIXTURES, name));
    expect(folder.migrations.map((migration) => migration.name)).toEqual(EXPECTED[name]);
    expect(folder.findings).toEqual([]);
    const checksums = folder.migrations.map(({ checksum }) => checksum);
    for (const checksum of checksums) expect(checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(checksums).not.toContain(hashText(''));
  });
});
