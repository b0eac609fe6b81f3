import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureServer } from '@groundwork/local-postgres';
import { freeMemory } from '@groundwork/local-postgres/testing';
import { shadowsFolder } from './shadows.ts';

/** Runs at the same time: one a worker. */
const FROM_SCRATCH_FOLDERS = 4;
/** Processes that tests start, and kill, are of the repository itself, whose shadows are others. */
const FROM_THE_REPOSITORY = 2;

/**
 * globalSetup: keeps the shadows' servers running that runs of the tests claim. Each run would start and stop one
 * otherwise, which takes longer than most of them.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const folders = [
    ...clusters(join(shadowsFolder(), 'shadow-postgres'), FROM_SCRATCH_FOLDERS),
    ...clusters(join(import.meta.dirname, '../../../.local/shadow-postgres'), FROM_THE_REPOSITORY),
  ];
  const servers = await Promise.all(folders.map((directory) => ensureServer({ directory })));
  return async () => {
    await Promise.all(servers.map((server) => server.release()));
    // Tests have left some of their own.
    for (const name of readdirSync(shadowsFolder())) await freeMemory(join(shadowsFolder(), name));
  };
}

/** As the product names them. */
function clusters(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? first : `${first}-${index + 1}`));
}
