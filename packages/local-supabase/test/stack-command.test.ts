import { type ChildProcess, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..', '..', '..');
let root = '';
let command = '';

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'stack command ü-')));
  mkdirSync(join(root, '.git'));
  // `reset` migrates with the command people type; it belongs to the checkout, the database to this folder.
  symlinkSync(join(repository, 'scripts'), join(root, 'scripts'));
  const { buildCommand }: { buildCommand(root: string, folder: string): Promise<string> } = await import(
    join(repository, 'scripts/build-command.mjs')
  );
  command = fileURLToPath(await buildCommand(repository, 'packages/local-supabase'));
});
afterAll(async () => {
  await stack('stop');
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function stack(...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', DIRECT_URL: '', INIT_CWD: repository },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

/** How many processes say in their command line that they serve from this folder's bundle, and work in it. */
function countServers(): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return line.includes(`${command}\0serve`) && readlinkSync(`/proc/${pid}/cwd`) === root;
    } catch {
      return false;
    }
  }).length;
}

function environment({ out }: Outcome): Map<string, string> {
  return new Map(
    [...out.matchAll(/^(\w+)="(.*)"$/gm)].map(([, name = '', value = '']) => [name, value] as const),
  );
}

it('starts in the background once, tells where it is in the CLI’s names, and stops', async () => {
  expect(await stack('status')).toEqual({
    code: 1,
    out: '',
    err: 'No local Supabase API is running in the background: `npm run stack -- start` starts one. (`npm run dev` has its own.)\n',
  });
  const starts = await Promise.all([stack('start', '--port=0'), stack('start', '--port=0')]);
  expect(starts.map(({ code, err }) => [code, err])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(starts.filter(({ out }) => out.includes('is running already'))).toHaveLength(1);
  if (process.platform === 'linux') expect(countServers()).toBe(1);
  const values = environment(await stack('status', '-o', 'env'));
  expect([...values.keys()]).toEqual([
    'ANON_KEY',
    'API_URL',
    'DB_URL',
    'JWT_SECRET',
    'MAILPIT_URL',
    'PUBLISHABLE_KEY',
    'REST_URL',
    'SECRET_KEY',
    'SERVICE_ROLE_KEY',
  ]);
  const json: unknown = JSON.parse((await stack('status', '-o', 'json')).out);
  expect(json).toEqual(Object.fromEntries(values));
  const pretty = await stack('start', '--port=0');
  expect(pretty.out).toContain('It is running already');
  for (const name of ['SECRET_KEY', 'JWT_SECRET', 'SERVICE_ROLE_KEY', 'DB_URL']) {
    expect(pretty.out + pretty.err).not.toContain(values.get(name));
  }
  const settings = await fetch(`${values.get('API_URL')}/auth/v1/settings`, {
    headers: { apikey: values.get('PUBLISHABLE_KEY') ?? '' },
  });
  expect(await settings.json()).toMatchObject({ mailer_autoconfirm: true });
  expect((await stack('start', '--port=0', '--confirmations')).code).toBe(1);

  expect(await stack('stop')).toEqual({ code: 0, out: '✅ Stopped.\n', err: '' });
  await expect(fetch(values.get('API_URL') ?? '')).rejects.toThrow();
  expect((await stack('stop')).out).toBe('✅ It was not running.\n');
  expect((await stack('start', '--port=0', '--confirmations')).code).toBe(0);
  const again = environment(await stack('status', '-o', 'env'));
  expect(again.get('PUBLISHABLE_KEY')).toBe(values.get('PUBLISHABLE_KEY'));
  await stack('stop');
});

it('resets under a running API: nobody left, migrated, visible at once', async () => {
  await stack('start', '--port=0');
  const values = environment(await stack('status', '-o', 'env'));
  const api = (path: string, init: RequestInit = {}) =>
    fetch(values.get('API_URL') + path, {
      ...init,
      headers: { apikey: values.get('PUBLISHABLE_KEY') ?? '' },
    });
  const body = JSON.stringify({ email: 'a@example.com', password: 'correct horse' });
  const signUp = () => api('/auth/v1/signup', { method: 'POST', body });
  expect((await signUp()).status).toBe(200);
  expect((await signUp()).status).toBe(422);
  await api('/auth/v1/recover', { method: 'POST', body });
  expect(await (await fetch(`${values.get('MAILPIT_URL')}.json`)).json()).toHaveLength(1);
  expect((await api('/rest/v1/subscription_plans')).status).toBe(404);

  expect((await stack('reset')).code).toBe(2);
  expect((await signUp()).status).toBe(422);
  const reset = await stack('reset', '--yes');
  expect(reset.out).toContain('✅ All migrations completed successfully!');
  expect(reset.code).toBe(0);
  expect((await api('/rest/v1/subscription_plans')).status).toBe(200);
  expect((await signUp()).status).toBe(200);
  expect(await (await fetch(`${values.get('MAILPIT_URL')}.json`)).json()).toEqual([]);
  await stack('stop');
});

it('never takes another process for its own', async () => {
  const stranger: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    stdio: 'ignore',
  });
  const file = join(root, '.local/supabase/stack.json');
  const state = {
    pid: stranger.pid,
    start: '1',
    apiUrl: 'http://127.0.0.1:1',
    siteUrl: '',
    confirmations: false,
  };
  writeFileSync(file, JSON.stringify(state, null, 2));
  expect((await stack('status')).code).toBe(1);
  expect((await stack('stop')).out).toBe('✅ It was not running.\n');
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill();
});

it('names the process that has the port it wants', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, err } = await stack('start', `--port=${port}`);
  other.close();
  expect(code).toBe(2);
  expect(err).toContain(`Port ${port} of 127.0.0.1 is taken by process ${process.pid} (`);
  expect(err.match(/❌/g)).toHaveLength(1);
  expect(readFileSync(join(root, '.local/supabase/stack.log'), 'utf8')).toContain(`Port ${port}`);
  expect((await stack('start', '--port=99999')).code).toBe(2);
});
