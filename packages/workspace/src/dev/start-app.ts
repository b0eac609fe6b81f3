import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from '../process/run-child.ts';

export interface AppOptions {
  readonly root: string;
  readonly port: number;
  /** Added to ours. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts `next dev` of apps/web, with our terminal to write to. */
export function startApp({ root, port, env }: AppOptions): Promise<Child> {
  const cwd = join(root, 'apps/web');
  const next = createRequire(join(cwd, 'package.json')).resolve('next/dist/bin/next');
  return startChild([process.execPath, next, 'dev', '--hostname', '127.0.0.1', '--port', String(port)], {
    cwd,
    env: { ...process.env, ...env },
  });
}

/** Asks for the first page until there is an answer, which also compiles it; or until `signal`. */
export async function waitForPage(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await (await fetch(url, { signal })).arrayBuffer();
      return;
    } catch {
      await sleep(50);
    }
  }
}
