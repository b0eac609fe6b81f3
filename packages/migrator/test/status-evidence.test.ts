import { expect, test } from 'vitest';
import { createMigrator } from '../src/index.ts';
import { cli, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { SHADOW_DIRECTORY } from './open-shadow.ts';

const FILES = {
  '0001_a.sql': `CREATE TABLE a (id int PRIMARY KEY, owner uuid);
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON a FOR SELECT TO authenticated USING (auth.uid() = owner);
UPDATE a SET id = 2 WHERE id = 1;`,
  '0002_b.sql': 'CREATE TABLE b (id int);',
};

test('status shows the evidence of what was adopted when asked, and JSON has it always', async () => {
  const { url, sql } = await openDatabase();
  await sql.unsafe(`CREATE TABLE a (id int PRIMARY KEY, owner uuid); ALTER TABLE a ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON a FOR SELECT TO authenticated`);
  const cwd = writeFolder(FILES);
  await createMigrator({ directory: cwd, url, shadowDirectory: SHADOW_DIRECTORY }).up();

  const status = (...flags: string[]) => cli(['status', '--dir', '.', ...flags], { url, cwd });
  expect((await status()).stdout.join('\n')).not.toMatch(/recorded|mended/);
  const lines = (await status('--verbose')).stdout.map((line) => line.trim());
  expect(lines).toEqual([
    expect.stringMatching(/^📁/),
    expect.stringMatching(/^✅ 0001_a\.sql {2}completed {2}\d{4}-/),
    expect.stringMatching(/^recorded by postgres in run 1/),
    expect.stringMatching(/^was in effect: [1-9]\d* facts of it found$/),
    expect.stringMatching(/^found [0-9a-f]{16}, proven [0-9a-f]{16}$/),
    'mended with: ALTER POLICY "own" ON "public"."a" TO "authenticated" USING ((auth.uid() = owner))',
    'data, line 4: it would change no row',
    expect.stringMatching(/^✅ 0002_b\.sql {2}applied {2}/),
    expect.stringMatching(/^recorded by postgres in run 1, \d+ ms$/),
    expect.stringMatching(/^✅ Up to date/),
  ]);
  const { migrations } = JSON.parse((await status('--json')).stdout.at(-1) ?? '');
  expect(migrations[0].row.evidence).toMatchObject({
    verdict: 'in_effect',
    mends: [expect.stringContaining('ALTER POLICY')],
    data: { 'line 4': 'it would change no row' },
  });
  expect(migrations[1].row).not.toHaveProperty('evidence');
});
