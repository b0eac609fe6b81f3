import { join } from 'node:path';
import { ensureServer } from '@groundwork/local-postgres';
import { readBackground } from '../background/state.ts';
import { statusValues } from '../background/status-values.ts';
import { readKeys } from '../keys/read-keys.ts';
import type { Io } from './io.ts';

/** Prints where the running stack is. The database's password and the secret keys only where programs ask. */
export async function statusCommand(
  io: Io,
  directory: string,
  output: 'pretty' | 'env' | 'json',
): Promise<number> {
  const running = await readBackground(directory);
  if (running === undefined) {
    io.err(
      'No local Supabase API is running in the background: `npm run stack -- start` starts one. (`npm run dev` has its own.)',
    );
    return 1;
  }
  // It holds the server, which is found running.
  const server = await ensureServer({ directory: join(io.root, '.local', 'postgres') });
  const values = statusValues(running.apiUrl, server.url(), await readKeys(directory));
  await server.release();
  if (output === 'json') io.out(JSON.stringify(values, null, 2));
  if (output === 'env') for (const [name, value] of Object.entries(values)) io.out(`${name}="${value}"`);
  if (output === 'pretty') {
    io.out(`
        API URL: ${running.apiUrl}
        Mailbox: ${running.apiUrl}/_mailbox
       Database: 127.0.0.1:${server.port}/postgres
Publishable key: ${values.PUBLISHABLE_KEY}
  Mails lead to: ${running.siteUrl}
  Confirmations: ${running.confirmations ? 'on' : 'off'}

Secret keys and the database’s URL: npm run --silent stack -- status -o env`);
  }
  return 0;
}
