import { ensureServer } from '@groundwork/local-postgres';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { shadowDirectory } from '../src/config/read-config.ts';
import { CORPUS, readCorpus } from './adopt-case.ts';
import { runAdoptCase } from './run-adopt-case.ts';

/**
 * A test for each case of `corpus/adopt` whose name begins so, and for each number of files applied by hand.
 * @param sampled Of these numbers none, half and all are enough.
 */
export function describeCorpus(begins: RegExp, sampled = false): void {
  // Kept running between the cases, which would each start and stop it.
  let shadow: Awaited<ReturnType<typeof ensureServer>> | undefined;
  beforeAll(async () => {
    shadow = await ensureServer({ directory: shadowDirectory(CORPUS) });
  });
  afterAll(() => shadow?.release());

  for (const corpus of readCorpus()) {
    if (!begins.test(corpus.name)) continue;
    const { shows, prefix = corpus.files.length } = corpus.expected;
    describe(`${corpus.name}: ${shows}`, () => {
      const { length } = corpus.files;
      const each = sampled ? [0, Math.ceil(length / 2), length] : [...Array(length + 1).keys()];
      const prefixes = prefix === 'each' ? each : [prefix];
      for (const count of prefixes) {
        test(`${count} of ${corpus.files.length} files applied by hand`, () => runAdoptCase(corpus, count));
      }
    });
  }
}
