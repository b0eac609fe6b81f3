import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureServer, stopServer, withStarterLock } from '@groundwork/local-postgres';
import { memoryFolder } from '@groundwork/local-postgres/testing';
import { REPOSITORY } from './list-documents.ts';

/** What a reader edits: copied. Everything else a command needs is the repository's own. */
const COPIED_PACKAGES = ['packages/db', 'apps/web'];

const COPIED_FOLDERS = new Set(['scripts', 'supabase']);

/** Settings of whoever runs the tests: a clone has none. */
const PRIVATE = new Set(['.env', '.env.local', '.git', 'package-lock.json']);

/** A clone of this repository as a reader has one, with an embedded Postgres of its own. */
export interface Workspace {
  readonly folder: string;
  /** Of the embedded database. */
  readonly url: string;
  /** Runs a line in a shell at the root. `output` is what a terminal would show. */
  run(line: string): Promise<{ readonly code: number; readonly output: string }>;
  close(): Promise<void>;
}

export async function openWorkspace(): Promise<Workspace> {
  const home = await realpath(await mkdtemp(join(memoryFolder() ?? tmpdir(), 'reader-')));
  // Whom the embedded Postgres runs as, where root starts it, has to come in.
  await chmod(home, 0o755);
  const folder = join(home, 'groundwork');
  await mkdir(folder);
  await copyRoot(folder);
  for (const path of COPIED_PACKAGES) await copyPackage(folder, path);
  for (const name of ['postgres', 'shadow-postgres']) await copyCluster(join(folder, '.local', name));
  const server = await ensureServer({ directory: join(folder, '.local/postgres') });
  return {
    folder,
    url: server.url(),
    run: (line) => runShell(folder, line),
    async close() {
      await server.release();
      // A command that was ended by the clock may have left a shadow as well.
      for (const name of await readdir(join(folder, '.local')))
        await stopServer(join(folder, '.local', name));
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const CLUSTER = join(REPOSITORY, '.local/reader-postgres');

let cluster: Promise<unknown> | undefined;

/**
 * As the first start would make it, which takes longer than most commands: made once, and its server stopped. Under a lock,
 * because a running one can not be copied, and other processes begin in the same way.
 */
async function copyCluster(directory: string): Promise<void> {
  const lock = join(REPOSITORY, '.local/reader-lock');
  await mkdir(lock, { recursive: true });
  await withStarterLock(lock, async () => {
    cluster ??= ensureServer({ directory: CLUSTER }).then((server) => server.release());
    await cluster;
    // Where the data had to be elsewhere, each start finds its own place.
    if (!existsSync(join(CLUSTER, 'data/PG_VERSION'))) return;
    await mkdir(directory, { recursive: true });
    // `-a` keeps whose it is.
    await promisify(execFile)('cp', [
      '-a',
      ...['data', 'password'].map((name) => join(CLUSTER, name)),
      directory,
    ]);
  });
}

async function copyRoot(folder: string): Promise<void> {
  for (const entry of await readdir(REPOSITORY, { withFileTypes: true }))
    if (entry.isFile() ? !PRIVATE.has(entry.name) : COPIED_FOLDERS.has(entry.name))
      await cp(join(REPOSITORY, entry.name), join(folder, entry.name), { recursive: true });
  // What is installed, by its own lockfile: nothing here may install anything.
  await cp(join(REPOSITORY, 'node_modules/.pnpm/lock.yaml'), join(folder, 'pnpm-lock.yaml'));
  await symlink(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  for (const parent of ['packages', 'apps']) {
    await mkdir(join(folder, parent));
    for (const name of await readdir(join(REPOSITORY, parent)))
      if (!COPIED_PACKAGES.includes(`${parent}/${name}`))
        await symlink(join(REPOSITORY, parent, name), join(folder, parent, name));
  }
}

/** The package's sources, and links to what it depends on: to the copy, where that is one. */
async function copyPackage(folder: string, path: string): Promise<void> {
  const skipped = new Set(['node_modules', '.next', '.next-e2e', '.turbo', 'dist']);
  await cp(join(REPOSITORY, path), join(folder, path), {
    recursive: true,
    filter: (source) => !skipped.has(basename(source)),
  });
  const modules = join(REPOSITORY, path, 'node_modules');
  for (const name of await readdir(modules)) {
    const inner = name.startsWith('@') ? await readdir(join(modules, name)) : [''];
    for (const dependency of inner.map((last) => join(name, last))) {
      const link = join(folder, path, 'node_modules', dependency);
      await mkdir(dirname(link), { recursive: true });
      const copied = COPIED_PACKAGES.find((one) => `@groundwork/${basename(one)}` === dependency);
      await symlink(copied ? join(folder, copied) : await realpath(join(modules, dependency)), link);
    }
  }
}

function runShell(folder: string, line: string): Promise<{ code: number; output: string }> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn('sh', ['-c', `exec 2>&1\n${line}`], {
    cwd: folder,
    // A reader's shell knows nothing of this test. npm prints no heading of its own.
    env: {
      PATH,
      HOME,
      TMPDIR,
      NO_COLOR: '1',
      npm_config_loglevel: 'silent',
      npm_config_update_notifier: 'false',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
