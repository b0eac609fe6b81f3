// `pnpm pack` runs this: what others install is JavaScript and its types, in published/. In the workspace the
// sources themselves are imported.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('..', import.meta.url));
const published = join(here, 'published');

// npm packs package.json as it stands: "catalog:" and "workspace:" mean nothing to whoever installs that.
if (process.env.npm_config_user_agent?.startsWith('npm/')) {
  process.stderr.write(
    'npm would pack versions that only this workspace knows. Use: npm run pack:migrator\n',
  );
  process.exit(2);
}

await rm(published, { recursive: true, force: true });
await bundle();
await writeTypes();

/** Only local-postgres goes in; every other package stays a dependency, with its licence and its updates. */
async function bundle() {
  await build({
    entryPoints: { migrate: join(here, 'src/cli/main.ts'), index: join(here, 'src/index.ts') },
    bundle: true,
    splitting: true,
    outdir: published,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    alias: { '@groundwork/local-postgres': join(here, '../local-postgres/src/index.ts') },
    logLevel: 'error',
  });
}

/** The declarations index.ts leads to; the compiler writes one for every source. */
async function writeTypes() {
  const whole = await mkdtemp(join(here, '.types-'));
  try {
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
    const args = ['-p', join(here, 'tsconfig.published.json'), '--outDir', whole];
    await promisify(execFile)(process.execPath, [tsc, ...args]);
    await copyReachable(join(whole, 'migrator/src'), 'index.d.ts', new Set());
  } finally {
    await rm(whole, { recursive: true, force: true });
  }
}

async function copyReachable(from, path, copied) {
  if (copied.has(path)) return;
  copied.add(path);
  const to = join(published, 'types', path);
  await mkdir(dirname(to), { recursive: true });
  await cp(join(from, path), to);
  const text = await readFile(to, 'utf8');
  for (const [, name = ''] of text.matchAll(/(?:from|import\()\s*['"](\.[^'"]+)\.ts['"]/g)) {
    await copyReachable(from, join(dirname(path), `${name}.d.ts`), copied);
  }
}
