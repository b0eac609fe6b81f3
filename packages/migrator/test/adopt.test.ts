import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { cli } from './folder.ts';
import { openDatabase } from './open-database.ts';

const run = promisify(execFile);
const TEMPLATE = join(import.meta.dirname, '../../db');
const DRIZZLE = join(TEMPLATE, 'drizzle');

async function push(url: string): Promise<void> {
  await run(join(TEMPLATE, 'node_modules/.bin/drizzle-kit'), ['push', '--force'], {
    cwd: TEMPLATE,
    env: { ...process.env, DATABASE_URL: url },
  });
}

test('a database that drizzle-kit push filled: proven, mended, recorded, and the rest is run', async () => {
  const { url, sql } = await openDatabase();
  await push(url);
  const first = await cli(['--dir', DRIZZLE], { url, cwd: TEMPLATE });
  console.log(first.stdout.join('\n'), first.stderr.join('\n'));
  expect(first.exitCode).toBe(0);
  const second = await cli(['--dir', DRIZZLE], { url, cwd: TEMPLATE });
  expect(second.stdout.filter((line) => line.startsWith('⏭️'))).toHaveLength(6);
  const lost = await sql`SELECT polname FROM pg_policy WHERE polqual IS NULL AND polwithcheck IS NULL`;
  expect([...lost]).toEqual([]);
});
