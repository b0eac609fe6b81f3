import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { ensureServer, LocalPostgresError } from '../src/index.ts';
import { findServerFolder } from '../src/open-server-folder.ts';

/** A process that holds a server: says how it got it, then does what its input tells it. */
const [, , directory = ''] = process.argv;
const say = (value: string) => process.stdout.write(`${value}\n`);
try {
  const server = await ensureServer({ directory });
  const { port, started } = server;
  say(JSON.stringify({ port, started, data: (await findServerFolder(directory))?.data }));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'release') {
      await server.release();
      say('released');
    }
    if (line === 'query') {
      const sql = postgres(server.url(), { max: 1 });
      const [row] = await sql`SELECT current_user AS name`;
      await sql.end();
      say(String(row?.name));
    }
  }
} catch (error) {
  say(
    JSON.stringify({
      error:
        error instanceof LocalPostgresError ? `${error.code} ${error.message} ${error.hint}` : `${error}`,
    }),
  );
  process.exitCode = 1;
}
