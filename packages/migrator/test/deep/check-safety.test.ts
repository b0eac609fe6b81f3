import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { check, copyTemplate } from '../check-world.ts';
import { openDatabase } from '../open-database.ts';

test('the credentials of drizzle.config.ts are not used, and its questions not asked', async () => {
  const { url, sql } = await openDatabase();
  const copy = copyTemplate();
  copy.edit('drizzle.config.ts', (text) =>
    text.replace(
      '...(url ?',
      `strict: true, verbose: true, dbCredentials: { url: '${url}' },\n  ...(false ?`,
    ),
  );
  // Its packages are the repository's, where other tests write.
  const listed = () =>
    readdirSync(copy.folder, { recursive: true }).filter(
      (path) => !path.toString().startsWith('node_modules'),
    );
  const before = listed();
  const run = await check(copy.drizzle, ['--only', 'schema,push']);
  expect(run.stderr).toEqual([]);
  expect(run.exitCode).toBe(0);
  const [found] = await sql`SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'`;
  expect(found?.tables).toBe(0);
  expect(listed()).toEqual(before);
});

test('nor is a database that the environment names', async () => {
  const { url, sql } = await openDatabase();
  const copy = copyTemplate();
  const run = await check(copy.drizzle, ['--skip', 'undo,hazards'], { url });
  expect(run.exitCode).toBe(0);
  expect(run.stdout.join('\n')).toMatch(/✅ history +journal and disk, and 0 rows of 127\.0\.0\.1/);
  const rows = await sql`SELECT nspname FROM pg_namespace WHERE nspname = 'migrator'
    UNION ALL SELECT tablename FROM pg_tables WHERE schemaname = 'public'`;
  expect([...rows]).toEqual([]);
});

test('a config that writes to another folder says nothing about this one', async () => {
  const copy = copyTemplate();
  copy.edit('drizzle.config.ts', (text) => text.replace("out: './drizzle'", "out: './elsewhere'"));
  const run = await check(copy.drizzle, ['--only', 'schema,push']);
  expect(run.exitCode).toBe(0);
  expect(run.stdout.slice(0, 2)).toEqual([
    expect.stringMatching(/^⏭️ {2}schema +skipped: drizzle\.config writes to .*elsewhere$/),
    expect.stringMatching(/^⏭️ {2}push +skipped: drizzle\.config writes to .*elsewhere$/),
  ]);
});

test('on a server that SHADOW_DATABASE_URL names the same is proven', async () => {
  const { url, sql } = await openDatabase();
  const before = await sql`SELECT datname FROM pg_database WHERE datname LIKE 'groundwork_shadow%'`;
  const copy = copyTemplate();
  const run = await check(copy.drizzle, ['--only', 'replay,idempotent,push'], {
    env: { SHADOW_DATABASE_URL: url },
  });
  expect(run.stderr).toEqual([]);
  expect(run.exitCode).toBe(0);
  const after = await sql`SELECT datname FROM pg_database WHERE datname LIKE 'groundwork_shadow%'`;
  expect([...after]).toEqual([...before]);
});
