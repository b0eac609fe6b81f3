import { createServer } from 'node:net';
import { join } from 'node:path';
import type { ServerFolder } from './describe-folder.ts';
import { hashPath } from './hash-path.ts';
import { readText } from './read-text.ts';
import { writeWhole } from './write-whole.ts';

/** Below the ranges from which systems take the ports of outgoing connections. */
const firstPort = 15_500;
const ports = 10_000;

/** The port this folder had last time (at first: one derived from its path), or the next free one. */
export async function choosePort(folder: ServerFolder, after?: number): Promise<number> {
  const remembered = Number(await readText(portFile(folder)));
  const derived = firstPort + (Number.parseInt(hashPath(folder.data).slice(0, 8), 16) % ports);
  let port = after !== undefined ? after + 1 : isPort(remembered) ? remembered : derived;
  for (let tries = 0; tries < ports; tries += 1, port += 1) {
    if (port >= firstPort + ports) port = firstPort;
    if (await isFree(port)) return port;
  }
  return 0;
}

/** Keeps the port for the next start. */
export async function rememberPort(folder: ServerFolder, port: number): Promise<void> {
  await writeWhole(portFile(folder), `${port}\n`, 0o644);
}

function portFile(folder: ServerFolder): string {
  return join(folder.directory, 'port');
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value > 1023 && value < 65_536;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
