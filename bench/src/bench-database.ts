import { ensureServer, type LocalServer } from '../../packages/local-postgres/src/index.ts';
import { openProxy } from '../../packages/migrator/test/open-proxy.ts';

/** A database of one run, reached through a network of a given length. */
export interface BenchDatabase {
  /** Through the proxy. */
  readonly url: string;
  /** Times the client had waited for the server before it sent something. */
  roundTrips(): number;
  close(): Promise<void>;
}

/** Opens fresh databases on one embedded server; they differ in nothing but their name. */
export async function openBenchServer(directory: string) {
  const server: LocalServer = await ensureServer({ directory });
  let count = 0;
  return {
    async openDatabase(roundTripMs: number): Promise<BenchDatabase> {
      const database = `bench_${process.pid}_${count++}`;
      await server.createDatabase(database);
      const proxy = await openProxy(server.port, { delay: roundTripMs / 2 });
      const url = new URL(server.url({ database }));
      url.port = String(proxy.port);
      return {
        url: url.href,
        roundTrips: proxy.bursts,
        async close() {
          await proxy.close();
          await server.dropDatabase(database);
        },
      };
    },
    release: () => server.release(),
  };
}
