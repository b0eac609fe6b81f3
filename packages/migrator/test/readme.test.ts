import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runCli } from '../src/cli/run-cli.ts';
import { writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';

const README = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');

test("the README's example runs, and does what it says", async () => {
  const { url, sql } = await openDatabase();
  const directory = writeFolder({ '0001_a.sql': 'CREATE TABLE a (id int); SELECT 1;' });
  const [example = ''] = [...README.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
  // Beside the sources, so that the import resolves as it does for a user.
  const folder = join(import.meta.dirname, `.readme-${process.pid}`);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(folder);
  const code = example
    .replace("'@groundwork/migrator'", "'../../src/index.ts'")
    .replace("'drizzle'", JSON.stringify(directory));
  writeFileSync(join(folder, 'example.ts'), code);
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
  vi.stubEnv('DATABASE_URL', url);
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  await import(join(folder, 'example.ts'));
  expect(lines.map((line) => line.replace(/\d+ ms/, '… ms'))).toEqual([
    '0001_a.sql: 2 statements',
    '0001_a.sql took … ms',
    'completed',
    'up to date',
  ]);
  expect(await sql`SELECT to_regclass('a')::text AS a`).toEqual([{ a: 'a' }]);
});

test('the README names every command', async () => {
  const help: string[] = [];
  const io = { out: (line: string) => help.push(line), err: () => {}, colors: false, env: {}, cwd: '/' };
  await runCli(['--help'], io);
  const commands = [...help.join('\n').matchAll(/^ {2}(\w[\w-]*)\b.*\n/gm)].map(([, name]) => name);
  expect(commands).toContain('plan');
  const block = README.slice(README.indexOf('```\nmigrate'), README.indexOf('`migrate COMMAND'));
  expect(commands.filter((name) => name !== 'up' && !block.includes(`migrate ${name}`))).toEqual([]);
});
