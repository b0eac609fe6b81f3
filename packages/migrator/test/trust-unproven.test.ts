import { expect, test } from 'vitest';
import { createMigrator } from '../src/index.ts';
import { writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { SHADOW_DIRECTORY } from './open-shadow.ts';

const CAST = `CREATE TYPE color AS ENUM ('red');
CREATE FUNCTION to_int(color) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE CAST (color AS int) WITH FUNCTION to_int(color);`;

async function openAdoptable(files: Record<string, string>, by: string) {
  const { url, sql } = await openDatabase();
  await sql.unsafe(by);
  const directory = writeFolder(files);
  const migrator = (trustUnproven: boolean) =>
    createMigrator({ directory, url, shadowDirectory: SHADOW_DIRECTORY, trustUnproven });
  return { sql, migrator };
}

test('what can not be compared stops an adoption, unless it is trusted; then the record says so', async () => {
  const { sql, migrator } = await openAdoptable({ '0001_cast.sql': CAST }, CAST);
  const refused = await migrator(false).up();
  expect(refused.outcome).toBe('refused');
  expect(refused.findings).toEqual([
    {
      code: 'unproven',
      severity: 'blocker',
      message: 'The files make something that can not be compared (cast), so nothing can be proven of it.',
      hint: 'Make sure by hand that it is as the files say, then run again with --trust-unproven.',
    },
  ]);
  expect(await sql`SELECT to_regclass('migrator.__manual_migrations')::text AS name`).toEqual([
    { name: null },
  ]);

  const trusted = await migrator(true).up();
  expect(trusted).toMatchObject({
    outcome: 'completed',
    findings: [{ code: 'unproven', severity: 'warning' }],
    migrations: [{ result: 'adopted' }],
  });
  const [row] = await sql`SELECT evidence FROM migrator.__manual_migrations`;
  expect(row?.evidence.unproven).toEqual(['cast']);
  expect((await migrator(false).up()).migrations).toMatchObject([{ result: 'skipped' }]);
});

test('an extension the shadow lacks is named, and never taken for made where the database lacks it too', async () => {
  const files = { '0001_a.sql': 'CREATE EXTENSION IF NOT EXISTS vector; CREATE TABLE a (id int);' };
  const { sql, migrator } = await openAdoptable(files, 'CREATE TABLE a (id int)');
  await expect(migrator(false).up()).rejects.toMatchObject({
    code: 'shadow_extension_missing',
    message: 'The shadow has no extension "vector", which 0001_a.sql creates.',
    details: { hint: expect.stringMatching(/SHADOW_DATABASE_URL.*--trust-unproven/s) },
  });
  expect(await migrator(true).up()).toMatchObject({
    outcome: 'refused',
    findings: [
      {
        code: 'unproven',
        severity: 'blocker',
        message: 'The shadow has no extension "vector", and the database has not got it either.',
      },
    ],
  });
  expect(await sql`SELECT to_regclass('migrator.__manual_migrations')::text AS name`).toEqual([
    { name: null },
  ]);
});
