import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { LocalSupabaseError } from '../local-supabase-error.ts';
import { findPortHolder } from './find-port-holder.ts';
import { answerMissing } from './missing-endpoints.ts';

/** A listener on 127.0.0.1. */
export interface Listener {
  readonly port: number;
  /** Stops listening, lets running answers end for a moment, then cuts them. */
  close(): Promise<void>;
}

const patienceMs = 2_000;

/**
 * Answers requests on a port of this machine; 0 is a free one.
 *
 * @throws LocalSupabaseError local_supabase_port_taken, naming the process that has it.
 */
export async function listen(
  port: number,
  answer: (request: Request) => Promise<Response>,
): Promise<Listener> {
  const server = createAdaptorServer({
    fetch: answer,
    hostname: '127.0.0.1',
    // Else it replaces Request and Response of the whole process.
    overrideGlobalObjects: false,
  }) as Server;
  refuseUpgrades(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** Realtime comes as a WebSocket, which gets the same answer as any other request to it. */
function refuseUpgrades(server: Server): void {
  server.on('upgrade', async (_, socket) => {
    const body = await answerMissing('Realtime').text();
    socket.end(
      `HTTP/1.1 501 Not Implemented\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
}

function explain(error: Error, port: number): LocalSupabaseError {
  if ('code' in error && error.code === 'EADDRINUSE') return portTaken(port);
  return new LocalSupabaseError(
    'local_supabase_listen_failed',
    `The local Supabase API cannot listen on 127.0.0.1:${port}: ${error.message}`,
    'Choose another port.',
    error,
  );
}

const ANOTHER = 'choose another port with --port (for the API of `npm run dev`: --api-port)';

/** A port that somebody else listens on, with his name where the system tells it. */
export function portTaken(port: number): LocalSupabaseError {
  const holder = findPortHolder(port);
  return new LocalSupabaseError(
    'local_supabase_port_taken',
    `Port ${port} of 127.0.0.1 is taken${holder ? ` by process ${holder.pid} (${holder.command})` : ''}.`,
    holder ? `End process ${holder.pid}, or ${ANOTHER}.` : `End what listens there, or ${ANOTHER}.`,
  );
}
