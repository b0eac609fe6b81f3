import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '@groundwork/local-postgres/testing';
import { type Stack, startStack } from '@groundwork/local-supabase';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScratchWorkspace, repository } from './open-scratch-workspace.ts';

const files = readdirSync(join(repository, 'packages/db/drizzle')).filter((name) =>
  name.endsWith('.sql'),
).length;
let root = '';
let command = '';
let database: TestDatabase;
let stack: Stack;

beforeAll(async () => {
  ({ root, command } = await openScratchWorkspace('doctor'));
  database = await openTestDatabase();
  stack = await startStack({ database, port: 0, directory: join(root, 'keys') });
  // A developer's file, read for want of anything in the environment; as editors on Windows begin one.
  writeFileSync(
    join(root, '.env.local'),
    `\uFEFFDATABASE_URL=${database.url}\nNEXT_PUBLIC_SUPABASE_URL=${stack.apiUrl}\nNEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY=${stack.publishableKey}\n`,
  );
});
afterAll(async () => {
  await stack.stop();
  await database.drop();
  await rm(root, { recursive: true, force: true });
});

async function run(args: readonly string[], env: Record<string, string> = {}, script = command) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: {
      ...process.env,
      INIT_CWD: root,
      MIGRATE_DIR: join(repository, 'packages/db/drizzle'),
      DATABASE_URL: '',
      DIRECT_URL: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out };
}

const doctor = (env: Record<string, string> = {}) => run(['doctor'], env);

it('follows a workspace from unmigrated to well, and to a broken trigger', async () => {
  const pending = await doctor();
  expect(pending.out).toContain(`⚠️  history: 0 of ${files} migrations are applied.\n   → npm run migrate\n`);
  expect(pending.out).not.toContain('triggers:');
  expect(pending.code).toBe(0);

  await run(['migrate'], {}, join(repository, 'scripts/run.mjs'));
  const well = await doctor();
  expect(well.out).toContain(`✅ API: ${stack.apiUrl} answers, and knows the key.`);
  expect(well.out).toContain('from DATABASE_URL in .env.local: a Postgres on this machine.');
  expect(well.out).toContain(`✅ history: ${files} of ${files} migrations are applied`);
  expect(well.out).toContain('✅ triggers: 4 are in place');
  expect(well.out).toMatch(/✅ All is well\.\n$/);
  expect(well.out).not.toContain(new URL(database.url).password);
  expect(well.code).toBe(0);

  const sql = postgres(database.adminUrl, { max: 1 });
  await sql`ALTER TABLE auth.users DISABLE TRIGGER on_auth_user_created`;
  await sql.end();
  const broken = await doctor();
  expect(broken.out).toContain('❌ triggers: ');
  expect(broken.out).toMatch(/\n❌ First triggers: npm run verify-triggers tells which, and why\.\n$/);
  expect(broken.code).toBe(1);
});

it('names the first thing to mend last, and the same to programs', async () => {
  const env = { NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_of_another' };
  const { out, code } = await doctor(env);
  expect(out).toContain(`❌ API: ${stack.apiUrl} does not know the publishable key.`);
  expect([code, out.trim().split('\n').at(-1)]).toEqual([1, '❌ First API: Copy the key of that project.']);
  const json = await run(['doctor', '--json'], env);
  const lines: unknown[] = json.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({
    type: 'result',
    command: 'doctor',
    first: { name: 'API', level: 'fail', next: 'Copy the key of that project.' },
  });
  expect(lines.length).toBeGreaterThan(6);
});

it('reaches a verdict where nothing can be reached', async () => {
  const { out, code } = await doctor({
    DATABASE_URL: 'postgresql://postgres:hunter2@127.0.0.1:1/postgres',
    NEXT_PUBLIC_SUPABASE_URL: 'http://127.0.0.1:1',
  });
  expect(code).toBe(1);
  expect(out).toContain('❌ API: Nothing answers at http://127.0.0.1:1');
  expect(out).toContain('❌ history: Nothing listens at 127.0.0.1:1.');
  expect(out).not.toContain('hunter2');
});
