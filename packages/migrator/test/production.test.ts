import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../src/cli/run-cli.ts';
import { writeFolder } from './folder.ts';
import { openDatabase, recordedFiles } from './open-database.ts';
import { openRole } from './open-role.ts';

const FILES = {
  '0001_a.sql': 'CREATE TABLE a (id int PRIMARY KEY);\nALTER TABLE a ENABLE ROW LEVEL SECURITY;',
  '0002_b.sql': 'ALTER TABLE a ADD COLUMN n int NOT NULL;',
};

interface Asked {
  readonly env?: Readonly<Record<string, string>>;
  readonly typed?: string;
}

async function production(cwd: string, argv: readonly string[], { env = {}, typed }: Asked = {}) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const questions: string[] = [];
  const exitCode = await runCli(['up', '--production', '--dir', '.', ...argv], {
    out: (line) => stdout.push(...line.split('\n')),
    err: (line) => stderr.push(...line.split('\n')),
    colors: false,
    env,
    cwd,
    ...(typed === undefined
      ? {}
      : {
          type: async (question: string) => {
            questions.push(question);
            return typed;
          },
        }),
  });
  return { exitCode, questions, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
}

test('no database in the environment: .env files are not read, and the embedded one is not meant', async () => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder(FILES);
  for (const name of ['.env', '.env.local']) writeFileSync(join(cwd, name), `DATABASE_URL=${url}\n`);
  writeFileSync(join(cwd, 'pnpm-workspace.yaml'), '');
  const refused = await production(cwd, ['--yes']);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain('[production_refused]');
  const named = await production(cwd, ['--yes', '--env-file', '.env']);
  expect(named.stderr).toContain('--production takes no --env-file. [production_refused]');
  expect(await recordedFiles(sql)).toEqual([]);
});

test('another machine without encryption is refused', async () => {
  const refused = await production(writeFolder(FILES), ['--yes'], {
    env: { DATABASE_URL: 'postgres://u:hunter2@db.example.com/x?sslmode=disable' },
  });
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain('without encryption. [production_refused]');
  expect(refused.stderr).not.toContain('hunter2');
});

test('plan and hazards first; nothing runs until somebody says so; triggers are verified after', async () => {
  const { url, sql } = await openDatabase();
  const cwd = writeFolder(FILES);
  const env = { DATABASE_URL: url };
  const nobody = await production(cwd, [], { env });
  expect(nobody.exitCode).toBe(2);
  expect(nobody.stderr).toContain('[not_confirmed]');
  expect(nobody.stdout).toContain('🚀 Would run: 0002_b.sql');
  expect(nobody.stderr).toContain('[hazard ');
  expect(nobody.stdout).toContain('127.0.0.1');

  const mistaken = await production(cwd, [], { env, typed: 'localhost' });
  expect(mistaken.exitCode).toBe(2);
  expect(mistaken.questions).toHaveLength(1);
  expect(await recordedFiles(sql)).toEqual([]);

  const typed = await production(cwd, [], { env, typed: '127.0.0.1' });
  expect(typed.exitCode, typed.stderr).toBe(0);
  expect(typed.stdout).toContain('✅ All migrations completed successfully!');
  expect(typed.stdout).toMatch(/trigger/);
  expect(await recordedFiles(sql)).toEqual(Object.keys(FILES));

  // With nothing to run nobody is asked.
  expect((await production(cwd, [], { env })).exitCode).toBe(0);
});

test.each([
  ['--yes', ['--yes'], {}],
  ['CI', [], { CI: 'true' }],
])('%s stands for the answer', async (_title, argv, more) => {
  const { url, sql } = await openDatabase();
  const run = await production(writeFolder(FILES), argv, { env: { DATABASE_URL: url, ...more } });
  expect(run.exitCode, run.stderr).toBe(0);
  expect(await recordedFiles(sql)).toEqual(Object.keys(FILES));
});

test('what the role may not do is found before anything runs', async () => {
  const { url: role, admin, role: name, database } = await openRole();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  onTestFinished(() => sql.end());
  await sql.unsafe(
    'CREATE TABLE theirs (id int); CREATE SCHEMA shut; CREATE INDEX theirs_id ON theirs (id);',
  );
  await admin.unsafe(`GRANT CREATE ON DATABASE "${new URL(role).pathname.slice(1)}" TO ${name};
    GRANT USAGE, CREATE ON SCHEMA public TO ${name}; GRANT USAGE ON SCHEMA shut, auth TO ${name};
    CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE far (id int) SERVER s;`);
  const cwd = writeFolder({
    '0001_a.sql': 'CREATE TABLE mine (id int);\nALTER TABLE mine ADD n int;',
    '0002_b.sql': `ALTER TABLE theirs ADD n int;
DROP INDEX theirs_id;
DROP FOREIGN TABLE far;
CREATE TABLE shut.x (id int);
CREATE FOREIGN TABLE shut.y (id int) SERVER s;
CREATE TRIGGER t AFTER INSERT ON auth.users EXECUTE FUNCTION now();
ALTER SYSTEM SET work_mem = '1GB';
CREATE ROLE somebody;`,
  });
  const run = await production(cwd, ['--yes'], { env: { DATABASE_URL: role } });
  expect(run.exitCode).toBe(1);
  const found = [...run.stderr.matchAll(/may not run a statement of (\S+): (.*?)\. \[not_permitted\]/g)];
  expect(found.map(([, file, what]) => `${file} ${what}`)).toEqual([
    '0002_b.sql theirs belongs to postgres',
    '0002_b.sql theirs_id belongs to postgres',
    '0002_b.sql far belongs to supabase_admin',
    '0002_b.sql it has no CREATE right on schema shut',
    '0002_b.sql it has no CREATE right on schema shut',
    '0002_b.sql it has no TRIGGER right on auth.users, which belongs to supabase_auth_admin',
    '0002_b.sql only a superuser may',
    '0002_b.sql it has no CREATEROLE',
  ]);
  expect(await recordedFiles(sql)).toEqual([]);
  expect(await sql`SELECT to_regclass('mine') AS mine`).toEqual([{ mine: null }]);
});
