import { join } from 'node:path';
import { ensureServer, type LocalServer } from '@groundwork/local-postgres';
import { readBackground } from './state.ts';

/**
 * Makes the embedded database anew from the template; every row in it is lost. A stack that runs in the background
 * keeps running: it sees that its catalog is another, and its mailbox is emptied, whose links lead nowhere now.
 *
 * @returns the server, held until it is released.
 */
export async function recreateDatabase(root: string): Promise<LocalServer> {
  const server = await ensureServer({ directory: join(root, '.local', 'postgres') });
  try {
    await server.dropDatabase('postgres');
    await server.createDatabase('postgres');
    const running = await readBackground(join(root, '.local', 'supabase'));
    if (running) await fetch(`${running.apiUrl}/_mailbox`, { method: 'DELETE' }).catch(() => undefined);
    return server;
  } catch (error) {
    await server.release();
    throw error;
  }
}
