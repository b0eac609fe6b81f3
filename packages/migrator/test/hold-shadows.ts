import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureServer } from '@groundwork/local-postgres';
import { freeMemory } from '@groundwork/local-postgres/testing';
import { shadowsFolder } from './shadows.ts';

/** Runs at the same time: one a worker. */
const SHADOWS = 4;

/**
 * globalSetup: keeps the shadows' servers running that runs of the tests claim. Each run would start and stop one
 * otherwise, which takes longer than most of them.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const servers = await Promise.all(clusters().map((directory) => ensureServer({ directory })));
  return async () => {
    await Promise.all(servers.map((server) => server.release()));
    // Tests have left some of their own.
    for (const name of readdirSync(shadowsFolder())) await freeMemory(join(shadowsFolder(), name));
  };
}

/** As the product names them. */
function clusters(): string[] {
  const first = join(shadowsFolder(), 'shadow-postgres');
  return Array.from({ length: SHADOWS }, (_, index) => (index === 0 ? first : `${first}-${index + 1}`));
}
