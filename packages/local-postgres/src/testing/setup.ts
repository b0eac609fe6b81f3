import { withServerAdmin } from '../connect.ts';
import { ensureServer } from '../ensure-server.ts';
import type { LocalServer } from '../local-server.ts';
import { heldTestServer, testDirectory } from './hold-test-server.ts';
import { isLeftover } from './test-database-name.ts';
import { chooseTestFolder, freeMemory, heldTestFolder } from './test-folder.ts';

/**
 * globalSetup of vitest: holds the test server for the whole run, so that no file starts and stops it, and drops
 * the databases killed runs left. Runs of several packages may share it.
 */
export default async function setup(): Promise<() => Promise<void>> {
  process.env[heldTestFolder] = chooseTestFolder();
  const server = await ensureServer({ directory: testDirectory() });
  process.env[heldTestServer] = `${server.port} ${server.directory}`;
  await sweepTestDatabases(server);
  return async () => {
    delete process.env[heldTestServer];
    await server.release();
    await freeMemory(server.directory);
  };
}

/** Another run may be at it too: what one of them cannot drop, the other one has. */
async function sweepTestDatabases(server: LocalServer): Promise<void> {
  const password = new URL(server.url()).password;
  const names = await withServerAdmin({ port: server.port, password }, async (sql) => {
    const rows = await sql<{ name: string }[]>`SELECT datname AS name FROM pg_catalog.pg_database`;
    return rows.map((row) => row.name).filter(isLeftover);
  });
  for (const name of names) await server.dropDatabase(name).catch(() => undefined);
}
