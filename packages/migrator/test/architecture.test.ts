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
  catalog: ['model', '@supabase/pg-delta'],
  shadow: ['model', 'database', 'sql', 'plan', '@groundwork/local-postgres'],
  execute: ['model', 'database', 'sql', 'plan'],
  adopt: ['model', 'sql', 'plan', 'database', 'catalog', 'shadow', 'execute'],
  undo: ['model', 'source', 'sql', 'database', 'catalog', 'shadow', 'adopt', 'execute'],
  lint: ['model', 'source', 'sql'],
  verify: ['model', 'sql', 'database'],
  drizzle: ['model'],
  check: [
    'model',
    'source',
    'sql',
    'database',
    'catalog',
    'shadow',
    'execute',
    'adopt',
    'undo',
    'lint',
    'drizzle',
  ],
  open: ['model', 'config', 'source', 'database', 'shadow', 'adopt'],
  'use-cases': [
    'model',
    'config',
    'source',
    'sql',
    'plan',
    'database',
    'catalog',
    'adopt',
    'execute',
    'undo',
    'lint',
    'verify',
    'drizzle',
    'check',
    'open',
  ],
  '.': ['model', 'config', 'source', 'drizzle', 'use-cases'],
  report: ['model', 'picocolors'],
  cli: ['.', 'config', 'drizzle', 'report', 'model', 'commander', '@clack/prompts'],
};

/** Libraries only these files may know. */
const KEEPERS: Readonly<Record<string, readonly string[]>> = {
  'libpg-query': ['sql/parser.ts'],
  postgres: ['database/postgres.ts'],
  '@clack/prompts': ['cli/confirm.ts'],
  '@supabase/pg-delta': ['catalog/pg-delta.ts'],
  '@groundwork/local-postgres': ['config/open-target.ts', 'shadow/load-local-postgres.ts'],
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
      .filter((to) => to !== from && !to.startsWith('node:') && !allowed.includes(libraryOf(to)))
      .map((to) => `${path} imports ${to}`);
  });
  expect(broken).toEqual([]);
});

test('a heavy library has its keepers', () => {
  const broken = files.flatMap(({ path, imports }) =>
    imports
      .filter((name) => KEEPERS[libraryOf(name)]?.includes(path) === false)
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

/** `@supabase/pg-delta/core` is of `@supabase/pg-delta`. */
function libraryOf(name: string): string {
  return name.replace(/^(picocolors|@supabase\/pg-delta)\/.*/, '$1');
}

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
