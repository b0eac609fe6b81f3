import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { manyFiles, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';

const PACKAGE = join(import.meta.dirname, '..');
const COMMAND = join(PACKAGE, 'bin/migrate.mjs');

/** Writes down each module that is loaded: `import()` and `import` both come past this hook. */
const PRELOAD = `import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`
  import { appendFileSync } from 'node:fs';
  export async function load(url, context, next) {
    if (url.startsWith('file:')) appendFileSync(process.env.LOADED, url + '\\\\n');
    return next(url, context);
  }
\`));`;

/** Loads what a command needs by itself, and what it must not load by name. */
function loadedBy(url: string, folder: string): { files: string[]; bytes: number } {
  const preload = join(folder, 'preload.mjs');
  const loaded = join(folder, 'loaded.txt');
  writeFileSync(preload, PRELOAD);
  writeFileSync(loaded, '');
  const run = spawnSync(
    process.execPath,
    ['--import', pathToFileURL(preload).href, COMMAND, '--dir', folder],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, DATABASE_URL: url, LOADED: loaded } },
  );
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  const files = readFileSync(loaded, 'utf8')
    .trim()
    .split('\n')
    .map((line) => fileURLToPath(line));
  return { files, bytes: files.reduce((sum, file) => sum + statSync(file).size, 0) };
}

/** Paths a run with nothing to do has no use for, as they stand in a file's name or in the bundle before each source. */
const HEAVY = [
  '/libpg-query/',
  '/@supabase/pg-delta/',
  '/local-postgres/src/',
  '/@clack/',
  ...['catalog', 'shadow', 'adopt/judge', 'undo', 'lint/rules', 'verify', 'check', 'drizzle'].map(
    (part) => `src/${part}/`,
  ),
];

/** Which of them are in the files, loaded as they are or bundled. */
function heavyIn(files: readonly string[]): string[] {
  const sources = files.flatMap((file) =>
    [file, ...readFileSync(file, 'utf8').matchAll(/^\/\/ (.+\.[cm]?[jt]s)$/gm)].map(String),
  );
  return HEAVY.filter((path) => sources.some((source) => source.includes(path)));
}

test('a run with nothing to do loads no parser, no catalog and no local server', async () => {
  const { url } = await openDatabase();
  const folder = writeFolder(manyFiles(2));
  const first = loadedBy(url, folder);
  const noOp = loadedBy(url, folder);
  const chunks = join(PACKAGE, 'dist/chunks');
  const all = [...first.files, ...readdirSync(chunks).map((name) => join(chunks, name))];
  expect(heavyIn(all)).toEqual(HEAVY);
  expect(heavyIn(noOp.files)).toEqual([]);
  // The bundle and its chunks: what is loaded is compiled, each time.
  expect(noOp.files.length).toBeLessThanOrEqual(26);
  expect(noOp.bytes).toBeLessThanOrEqual(480_000);
  expect(first.bytes).toBeGreaterThan(noOp.bytes);
});
