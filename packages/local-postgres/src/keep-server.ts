import { ensureServer } from './ensure-server.ts';
import { writeKept } from './kept.ts';
import type { LocalServer } from './local-server.ts';

/** As `ensureServer`, and the server stays up after its last holder, until `stopServer`. */
export async function keepServer(directory?: string): Promise<LocalServer> {
  const server = await ensureServer(directory === undefined ? {} : { directory });
  await writeKept(server.directory);
  return server;
}
