import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { startStack } from '@groundwork/local-supabase';
import { expect, it, onTestFinished } from 'vitest';
import { buildCommands, freePort, makeWorkspace, runDev } from './run-dev.ts';

it('starts only what the environment does not name', async () => {
  const root = makeWorkspace();
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
  const database = await openTestDatabase();
  const stack = await startStack({ database, port: 0, directory: join(root, 'keys') });
  const [port, apiPort] = [await freePort(), await freePort()];
  const run = runDev(await buildCommands(), root, [`--port=${port}`, `--api-port=${apiPort}`], {
    DATABASE_URL: database.url,
    NEXT_PUBLIC_SUPABASE_URL: stack.apiUrl,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: stack.publishableKey,
  });
  await run.until('Ctrl-C stops all of it');
  expect(run.output()).toContain(`for ${new URL(database.url).host}/${database.name}`);
  for (const absent of ['🐘', '🔑', 'Login', 'Mailbox']) expect(run.output()).not.toContain(absent);
  await expect(fetch(`http://127.0.0.1:${apiPort}/`)).rejects.toThrow();
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  run.child.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  // What it did not start it does not stop.
  expect((await fetch(stack.apiUrl)).status).toBe(200);
  await stack.stop();
  await database.drop();
});
