import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerFolder } from './describe-folder.ts';
import { readText } from './read-text.ts';
import { writeWhole } from './write-whole.ts';

/** Notes in a server's folder that it is to stay up after its last holder. */
export async function writeKept(directory: string): Promise<void> {
  await writeWhole(join(directory, 'kept'), '', 0o644);
}

/** Whether somebody asked for the server to stay up. */
export async function isKept(folder: ServerFolder): Promise<boolean> {
  return (await readText(join(folder.directory, 'kept'))) !== undefined;
}

/** Takes that wish back. */
export async function forgetKept(folder: ServerFolder): Promise<void> {
  await rm(join(folder.directory, 'kept'), { force: true });
}
