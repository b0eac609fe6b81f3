import { ensureServer } from '@groundwork/local-postgres';
import { afterAll, beforeAll } from 'vitest';
import { shadowDirectory } from '../src/config/read-config.ts';

/** Keeps the shadow of runs that start here running for the tests of a file: each would start and stop it otherwise. */
export function keepRunShadow(): void {
  let shadow: Awaited<ReturnType<typeof ensureServer>> | undefined;
  beforeAll(async () => {
    shadow = await ensureServer({ directory: shadowDirectory(import.meta.dirname) });
  });
  afterAll(() => shadow?.release());
}
