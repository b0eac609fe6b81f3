import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '..', 'src');

/** Which folder may import which, its own always: the table of ARCHITECTURE.md. `.` is the files that lie in `src` itself. */
const ALLOWED = new Map(
  [
    ...readFileSync(join(SOURCE, '../../../ARCHITECTURE.md'), 'utf8').matchAll(
      /^\| `([\w-]+\/|migrator\.ts)`.*? \| .*? \| ([^|]+) \|$/gm,
    ),
  ].map(([, name = '', allowed = '']) => [folderOf(name), allowed.split(', ').map(folderOf)] as const),
);

/** The files that may know a library, or the folder whose files may. */
const KEEPERS: Readonly<Record<string, readonly string[]>> = {
  'libpg-query': ['sql/parser.ts'],
  postgres: ['database/postgres.ts'],
  '@clack/prompts': ['cli/confirm.ts'],
  commander: ['cli/'],
  dotenv: ['config/read-env.ts'],
  picocolors: ['report/'],
  '@supabase/pg-delta': ['catalog/pg-delta.ts'],
  '@groundwork/local-postgres': ['config/open-target.ts', 'shadow/load-local-postgres.ts'],
};

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => {
    const text = readFileSync(join(SOURCE, path), 'utf8');
    const imports = importsOf(text);
    return {
      path,
      text,
      ours: imports.filter((name) => name.startsWith('.')).map((name) => join(path, '..', name)),
      libraries: imports.filter((name) => !/^(\.|node:)/.test(name)),
    };
  });

test('every import follows an arrow of ARCHITECTURE.md', () => {
  // A row for each folder, and one for the files beside them.
  const folders = new Set(files.map(({ path }) => folderOf(path)));
  expect([...ALLOWED.keys()].sort()).toEqual([...folders].sort());
  const broken = files.flatMap(({ path, ours }) => {
    const from = folderOf(path);
    return ours
      .map(folderOf)
      .filter((to) => to !== from && ALLOWED.get(from)?.includes(to) !== true)
      .map((to) => `${path} imports ${to}`);
  });
  expect(broken).toEqual([]);
});

test('no file leads back to itself', () => {
  const imports = new Map(files.map(({ path, ours }) => [path, ours]));
  const done = new Set<string>();
  function circleFrom(path: string, way: readonly string[]): readonly string[] | undefined {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of imports.get(path) ?? []) {
      const circle = circleFrom(next, [...way, path]);
      if (circle !== undefined) return circle;
    }
    done.add(path);
    return undefined;
  }
  const circles = files.map(({ path }) => circleFrom(path, [])).filter((circle) => circle !== undefined);
  expect(circles[0]).toBeUndefined();
});

test('a library has its keepers', () => {
  const broken = files.flatMap(({ path, libraries }) =>
    libraries
      .filter((name) => KEEPERS[libraryOf(name)]?.some((keeper) => path.startsWith(keeper)) !== true)
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

/** Of a file below `src`, or of a folder's name in the table. */
function folderOf(path: string): string {
  if (path.endsWith('.ts') && !path.includes('/')) return '.';
  return path.split('/')[0] ?? '';
}

function importsOf(text: string): string[] {
  return [
    ...text.matchAll(
      /^(?:import|export)\b[^'";]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}
