import { connect, createServer, type Socket } from 'node:net';
import { countMessages } from './count-messages.ts';

/** A TCP proxy on loopback that stands for the network between a runner and its database. */
export interface Proxy {
  readonly port: number;
  /**
   * How often the client, after a pause, sent something: the times it had waited for the server. A message that takes
   * many packets counts once, and so does one that the server answers in many.
   */
  readonly bursts: () => number;
  /** How many queries the clients have sent, each of any number of statements. */
  readonly queries: () => number;
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** Milliseconds each way. */
  readonly delay?: number;
  /** Called with the bytes the server has sent so far; true cuts the connection. */
  readonly cutWhen?: (serverBytes: number) => boolean;
  /**
   * Called with each message of the client, by its number: `before` cuts the connection instead of handing it on,
   * `after` hands it on and cuts when the server answers.
   */
  readonly onMessage?: (message: number) => 'before' | 'after' | undefined;
}

export async function openProxy(
  port: number,
  { delay = 0, cutWhen, onMessage }: ProxyOptions = {},
): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let bursts = 0;
  let messages = 0;
  let queries = 0;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let serverBytes = 0;
    let lastSent = 0;
    let answerLost = false;
    const count = countMessages();
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
    }
    client.on('data', (chunk) => {
      const now = performance.now();
      if (now - lastSent > Math.max(delay, 5)) bursts += 1;
      lastSent = now;
      messages += 1;
      const cut = onMessage?.(messages);
      if (cut === 'before') {
        client.destroy();
        upstream.destroy();
        return;
      }
      answerLost ||= cut === 'after';
      queries += count(chunk);
      later(delay, () => upstream.write(chunk));
    });
    upstream.on('data', (chunk) => {
      serverBytes += chunk.length;
      if (answerLost || cutWhen?.(serverBytes)) return client.destroy();
      return later(delay, () => client.write(chunk));
    });
    client.on('close', () => later(delay, () => upstream.destroy()));
    upstream.on('close', () => later(delay, () => client.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    bursts: () => bursts,
    queries: () => queries,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function later(delay: number, work: () => void): void {
  if (delay === 0) work();
  else setTimeout(work, delay);
}
