import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerFolder } from './describe-folder.ts';
import { ensureServer } from './ensure-server.ts';
import type { LocalServer } from './local-server.ts';
import { readText } from './read-text.ts';
import { writeWhole } from './write-whole.ts';

/** As `ensureServer`, and the server stays up after its last holder, until `stopServer`. */
export async function keepServer(directory?: string): Promise<LocalServer> {
  const server = await ensureServer(directory === undefined ? {} : { directory });
  await writeWhole(join(server.directory, 'kept'), '', 0o644);
  return server;
}

/** Whether somebody asked for the server to stay up. */
export async function isKept(folder: ServerFolder): Promise<boolean> {
  return (await readText(join(folder.directory, 'kept'))) !== undefined;
}

/** Takes that wish back. */
export async function forgetKept(folder: ServerFolder): Promise<void> {
  await rm(join(folder.directory, 'kept'), { force: true });
}
