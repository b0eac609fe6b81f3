import { join } from 'node:path';
import type { ConnectionTarget } from '../connect.ts';
import { readPassword } from '../create-cluster.ts';
import { ensureServer } from '../ensure-server.ts';
import { describeServer, type LocalServer } from '../local-server.ts';
import { findServerFolder } from '../open-server-folder.ts';
import { testFolder } from './test-folder.ts';

/** Set by the globalSetup for the workers of its run: `port directory`. They live no longer than its lease. */
export const heldTestServer = 'GROUNDWORK_TEST_POSTGRES';

interface Held {
  readonly server: LocalServer;
  readonly target: ConnectionTarget;
  readonly release: () => Promise<void>;
}

let shared: { readonly server: Promise<LocalServer>; users: number } | undefined;

/** Where the cluster of all tests of the workspace is. */
export function testDirectory(): string {
  return join(testFolder(), 'test-postgres');
}

/** The test server: the one the run holds, else one held while any test of this process uses it. */
export async function holdTestServer(): Promise<Held> {
  return (await findHeld()) ?? (await share());
}

async function findHeld(): Promise<Held | undefined> {
  const [, port, directory] = /^(\d+) (.*)$/.exec(process.env[heldTestServer] ?? '') ?? [];
  const folder = directory === undefined ? undefined : await findServerFolder(directory);
  const password = folder && (await readPassword(folder));
  if (folder === undefined || password === undefined) return undefined;
  const target = { port: Number(port), password };
  const release = async () => undefined;
  return { server: describeServer(folder.directory, target, false, release), target, release };
}

async function share(): Promise<Held> {
  shared ??= { server: ensureServer({ directory: testDirectory() }), users: 0 };
  const mine = shared;
  mine.users += 1;
  const release = async () => {
    mine.users -= 1;
    if (mine.users > 0) return;
    if (shared === mine) shared = undefined;
    await (await mine.server).release();
  };
  try {
    const server = await mine.server;
    const password = new URL(server.url()).password;
    return { server, target: { port: server.port, password }, release };
  } catch (error) {
    if (shared === mine) shared = undefined;
    throw error;
  }
}
