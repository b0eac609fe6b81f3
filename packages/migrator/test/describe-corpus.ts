import { describe, test } from 'vitest';
import { readCorpus } from './adopt-case.ts';
import { runAdoptCase } from './run-adopt-case.ts';

/**
 * A test for each case of `corpus/adopt` whose name begins so, and for each number of files applied by hand.
 * @param sampled Of these numbers none, half and all are enough.
 */
export function describeCorpus(begins: RegExp, sampled = false): void {
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
