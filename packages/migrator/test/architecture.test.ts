import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '..', 'src');

/**
 * Which folder may import which; its own folder always. What is not listed is forbidden. `.` is the files that lie in
 * `src` itself.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  model: [],
  config: ['model', '@groundwork/local-postgres', 'dotenv'],
  source: ['model', 'sql'],
  sql: ['model', 'libpg-query'],
  plan: ['model'],
  database: ['model', 'postgres'],
  execute: ['model', 'database', 'sql'],
  '.': ['model', 'config', 'source', 'sql', 'plan', 'database', 'execute'],
  report: ['model', 'picocolors'],
  cli: ['.', 'config', 'report', 'model', 'commander'],
};

/** Libraries only one file may know. */
const ONE_KEEPER: Readonly<Record<string, string>> = {
  'libpg-query': 'sql/parser.ts',
  postgres: 'database/postgres.ts',
  '@groundwork/local-postgres': 'config/open-target.ts',
};

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({
    path,
    imports: importsOf(join(SOURCE, path)),
    text: readFileSync(join(SOURCE, path), 'utf8'),
  }));

test('every import follows an arrow of ARCHITECTURE.md', () => {
  const broken = files.flatMap(({ path, imports }) => {
    const from = folderOf(path);
    const allowed = ALLOWED[from] ?? [];
    return imports
      .map((name) =>
        name.startsWith('.') ? folderOf(relative(SOURCE, join(SOURCE, path, '..', name))) : name,
      )
      .filter(
        (to) =>
          to !== from &&
          !to.startsWith('node:') &&
          !allowed.includes(to.replace(/^picocolors\/.*/, 'picocolors')),
      )
      .map((to) => `${path} imports ${to}`);
  });
  expect(broken).toEqual([]);
});

test('a heavy library has one keeper', () => {
  const broken = files.flatMap(({ path, imports }) =>
    imports
      .filter((name) => name in ONE_KEEPER && ONE_KEEPER[name] !== path)
      .map((name) => `${path} imports ${name}`),
  );
  expect(broken).toEqual([]);
});

test('nobody prints and nobody exits but the command line', () => {
  const broken = files
    .filter(({ path }) => path !== 'cli/main.ts')
    .filter(({ text }) => /\bconsole\.|process\.(exit|stdout|stderr)\b/.test(text))
    .map(({ path }) => path);
  expect(broken).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  const long = files.filter(({ text }) => text.split('\n').length > 250).map(({ path }) => path);
  expect(long).toEqual([]);
});

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '.';
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return [
    ...text.matchAll(
      /^(?:import|export)\b[^'";]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}
