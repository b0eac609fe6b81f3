import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Measurement } from '../run-measured.ts';
import type { Task } from '../task.ts';

/** Of its own, so that it never meets somebody's `next dev` of this checkout. */
const DIST = '.next/bench';

/** As typed, on this checkout's own database, until the address is printed: the first page was answered then. */
export const devFirstPage: Task = {
  name: 'npm run dev to first page, warm',
  bar: '≤ 10 s',
  rounds: 3,
  async measure({ root }) {
    const cache = join(root, 'apps/web', DIST, 'dev/cache/turbopack');
    if (!hasCache(cache)) {
      await openFirstPage(root, async () => {
        await until(() => hasCache(cache));
        // It writes several files, one after the other.
        await sleep(5_000);
      });
    }
    return openFirstPage(root, async () => {});
  },
};

/** Turbopack writes what it compiled when it has nothing else to do: a page that is looked at gives it the time. */
function hasCache(folder: string): boolean {
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => `${name}`.endsWith('.sst'))
  );
}

async function openFirstPage(root: string, look: () => Promise<void>): Promise<Measurement> {
  const ports = [`--port=${await freePort()}`, `--api-port=${await freePort()}`];
  const started = performance.now();
  const child = spawn('npm', ['run', 'dev', '--', ...ports], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      DIRECT_URL: '',
      NEXT_PUBLIC_SUPABASE_URL: '',
      NEXT_DIST_DIR: DIST,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm does not hand a signal on to all it started.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'close');
  const running = () => output.includes('Groundwork is running');
  await until(() => running() || child.exitCode !== null);
  const wallMs = performance.now() - started;
  if (!running()) throw new Error(`npm run dev exited with ${child.exitCode}:\n${output.slice(-4_000)}`);
  await look();
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await ended;
  return { wallMs, cpuMs: undefined, peakMb: undefined };
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await sleep(20);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
