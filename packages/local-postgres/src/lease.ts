import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, readSelf } from './read-process.ts';

/** One holder's claim on a running server. Taken and given back under the starter lock only. */
export interface Lease {
  readonly path: string;
}

/** Where the leases on the server of a folder are. */
export function leaseFolder(directory: string): string {
  return join(directory, 'leases');
}

/** Writes this process down as a holder. A process may hold several. */
export async function takeLease(directory: string): Promise<Lease> {
  const { pid, start } = readSelf();
  // The holder stands in the name: a file that a killed process left half written would say nothing.
  const path = join(leaseFolder(directory), `${pid}.${encodeURIComponent(start)}.${randomUUID()}`);
  await writeFile(path, '');
  return { path };
}

/** Takes a holder off the list; doing so twice is fine. */
export async function returnLease(lease: Lease): Promise<void> {
  await rm(lease.path, { force: true });
}

/** How many living holders there are. */
export async function countHolders(directory: string): Promise<number> {
  return (await listLeases(directory)).filter((lease) => lease.alive).length;
}

/** Takes the holders off the list that died without giving back. Under the starter lock only. */
export async function sweepLeases(directory: string): Promise<void> {
  for (const lease of await listLeases(directory)) if (!lease.alive) await returnLease(lease);
}

async function listLeases(directory: string): Promise<(Lease & { readonly alive: boolean })[]> {
  const folder = leaseFolder(directory);
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).map((name) => {
    const [pid, start = 'unknown'] = name.split('.');
    return {
      path: join(folder, name),
      alive: isRunning({ pid: Number(pid), start: decodeURIComponent(start) }),
    };
  });
}
