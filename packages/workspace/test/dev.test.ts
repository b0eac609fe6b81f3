import { readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readServer } from '@groundwork/local-postgres';
import { readKeys } from '@groundwork/local-supabase';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCommands, freePort, listen, makeWorkspace, type RunningDev, runDev } from './run-dev.ts';

let root = '';
let command = '';

beforeAll(async () => {
  root = makeWorkspace();
  command = await buildCommands();
});
afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));

function dev(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  workspace = root,
): RunningDev {
  return runDev(command, workspace, args, env);
}

it('goes from nothing to a page and a login, and leaves nothing behind when it is stopped', async () => {
  const [port, apiPort] = [await freePort(), await freePort()];
  const run = dev([`--port=${port}`, `--api-port=${apiPort}`, '--confirmations']);
  await run.until('Ctrl-C stops all of it');
  const places = ['🐘', '🚀 Running migration', '✅ All migrations', '🔑', 'Next.js', '✅ Groundwork'].map(
    (text) => run.output().indexOf(text),
  );
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(run.output()).toContain(`   App      http://127.0.0.1:${port}\n`);
  expect(run.output()).toContain(`   Mailbox  http://127.0.0.1:${apiPort}/_mailbox\n`);
  expect(run.output()).toContain('   Login    demo@example.com, password demo-password\n');
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  const { publishableKey } = await readKeys(join(root, '.local/supabase'));
  const headers = { apikey: publishableKey, 'Content-Type': 'application/json' };
  const signIn = await fetch(`http://127.0.0.1:${apiPort}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: 'demo@example.com', password: 'demo-password' }),
  });
  const session: unknown = await signIn.json();
  const token =
    session !== null && typeof session === 'object' && 'access_token' in session ? session.access_token : '';
  const profiles = await fetch(`http://127.0.0.1:${apiPort}/rest/v1/profiles?select=full_name`, {
    headers: { ...headers, Authorization: `Bearer ${token}` },
  });
  expect(await profiles.json()).toEqual([{ full_name: 'Demo' }]);

  run.child.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  expect(run.output()).toMatch(/Stopping …\n/);
  for (const closed of [port, apiPort]) await expect(fetch(`http://127.0.0.1:${closed}/`)).rejects.toThrow();
  expect(await readServer(join(root, '.local/postgres'))).toMatchObject({ running: false, holders: 0 });

  // The login is there already, and so are the addresses, copied from `status -o env`: they name nothing new. Stopped
  // while the app starts, it stops too.
  const password = readFileSync(join(root, '.local/postgres/password'), 'utf8').trim();
  const again = dev([`--port=${port}`, `--api-port=${apiPort}`], {
    DATABASE_URL: `postgresql://postgres:${password}@127.0.0.1:${readFileSync(join(root, '.local/postgres/port'), 'utf8').trim()}/postgres`,
    NEXT_PUBLIC_SUPABASE_URL: `http://127.0.0.1:${apiPort}`,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishableKey,
  });
  await again.until('Next.js');
  expect(again.output()).toContain('🔑');
  again.child.kill('SIGINT');
  expect(await again.ended).toBe(0);
  expect(await readServer(join(root, '.local/postgres'))).toMatchObject({ running: false, holders: 0 });
});

it.each(['🐘', '🚀 Running migration', '🔑'])('stopped at %s, it leaves nothing behind', async (moment) => {
  const [port, apiPort] = [await freePort(), await freePort()];
  const workspace = makeWorkspace();
  const run = dev([`--port=${port}`, `--api-port=${apiPort}`], {}, workspace);
  await run.until(moment);
  run.child.kill('SIGINT');
  expect(await run.ended).toBe(0);
  const [, after] = run.output().split('Stopping …\n');
  // The migrator says itself what became of its run.
  const told = /^((🚀 Running|✅ Completed|❌ The run was stopped by SIGTERM|✅ All migrations| {3}).*\n)*$/;
  expect(after).toMatch(moment.startsWith('🚀') ? told : /^$/);
  for (const closed of [port, apiPort]) await expect(fetch(`http://127.0.0.1:${closed}/`)).rejects.toThrow();
  expect(await readServer(join(workspace, '.local/postgres'))).toMatchObject({ running: false, holders: 0 });
  await rm(workspace, { recursive: true, force: true, maxRetries: 5 });
});

it('starts no app where the migrations fail, and leaves nothing behind', async () => {
  const [port, apiPort] = [await freePort(), await freePort()];
  const workspace = makeWorkspace();
  writeFileSync(join(workspace, '0001_broken.sql'), 'SELECT 1/0;');
  const run = dev([`--port=${port}`, `--api-port=${apiPort}`], { MIGRATE_DIR: workspace }, workspace);
  expect(await run.ended).toBe(3);
  expect(run.output()).toContain('❌ The migrations did not run, so the app was not started.');
  for (const absent of ['🔑', 'Next.js', `:${port}`]) expect(run.output()).not.toContain(absent);
  for (const closed of [port, apiPort]) await expect(fetch(`http://127.0.0.1:${closed}/`)).rejects.toThrow();
  expect(await readServer(join(workspace, '.local/postgres'))).toMatchObject({ running: false, holders: 0 });
  await rm(workspace, { recursive: true, force: true, maxRetries: 5 });
});

it('ends as the app does when that ends before its first page', async () => {
  const ports = [`--port=${await freePort()}`, `--api-port=${await freePort()}`];
  const run = dev(ports, { NEXT_DIST_DIR: '../../../outside' });
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain('InvalidDistDirError');
  expect(run.output()).not.toContain('Groundwork is running');
  expect(await readServer(join(root, '.local/postgres'))).toMatchObject({ running: false, holders: 0 });
});

it('names the process that has a port it needs, before anything is started', async () => {
  const { server, port } = await listen();
  for (const args of [[`--port=${port}`], [`--port=${await freePort()}`, `--api-port=${port}`]]) {
    const run = dev(args);
    expect(await run.ended).toBe(2);
    expect(run.output()).toContain(`❌ Port ${port} of 127.0.0.1 is taken by process ${process.pid} (`);
    expect(run.output()).not.toContain('🐘');
  }
  server.close();
});
