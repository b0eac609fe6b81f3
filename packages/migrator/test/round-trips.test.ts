import { expect, onTestFinished, test } from 'vitest';
import { cli, manyFiles, writeFolder } from './folder.ts';
import { openDatabase, withPort } from './open-database.ts';
import { openProxy } from './open-proxy.ts';

/** Each way, in milliseconds: long against what loopback and this machine add. */
const DELAY = 60;

/** Startup message, and the two messages of SCRAM. */
const CONNECTING = 3;

async function countRoundTrips(files: Record<string, string>, argv: readonly string[] = []) {
  const { url } = await openDatabase();
  const proxy = await openProxy(Number(new URL(url).port), { delay: DELAY });
  onTestFinished(() => proxy.close());
  const cwd = writeFolder(files);
  const target = { url: withPort(url, proxy.port), cwd };
  const run = async () => {
    const before = proxy.bursts();
    expect(await cli(['up', '--dir', '.', ...argv], target)).toMatchObject({ exitCode: 0, stderr: [] });
    return proxy.bursts() - before - CONNECTING;
  };
  return { pending: await run(), nothing: await run() };
}

test('round trips do not grow with the number of files', async () => {
  const one = await countRoundTrips(manyFiles(1));
  expect(await countRoundTrips(manyFiles(100))).toEqual(one);
  expect(await countRoundTrips(manyFiles(1_000))).toEqual(one);
  expect(one.pending).toBeLessThanOrEqual(6);
  // The figures as they are: a change is a decision.
  expect(one).toEqual({ pending: 3, nothing: 3 });
});
