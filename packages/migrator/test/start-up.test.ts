import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { manyFiles, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';

const COMMAND = fileURLToPath(new URL('../bin/migrate.mjs', import.meta.url));

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

test('a run with nothing to do loads no parser, no catalog and no local server', async () => {
  const { url } = await openDatabase();
  const folder = writeFolder(manyFiles(2));
  const first = loadedBy(url, folder);
  const noOp = loadedBy(url, folder);
  const heavy = (files: readonly string[]) =>
    files.filter((file) => /libpg-query|pg-delta|lite|squawk/.test(file));
  expect(heavy(first.files)).not.toEqual([]);
  expect(heavy(noOp.files)).toEqual([]);
  // The bundle and its chunks: what is loaded is compiled, each time.
  expect(noOp.files.length).toBeLessThanOrEqual(26);
  expect(noOp.bytes).toBeLessThanOrEqual(480_000);
  expect(first.bytes).toBeGreaterThan(noOp.bytes);
});
