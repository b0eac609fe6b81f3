import { describe, test } from 'vitest';
import { readCorpus } from '../adopt-case.ts';
import { runAdoptCase } from '../run-adopt-case.ts';

/** A test for each case of `corpus/adopt` whose name begins so, and for each number of files applied by hand. */
export function describeCorpus(begins: RegExp): void {
  for (const corpus of readCorpus().filter(({ name }) => begins.test(name))) {
    const { shows, prefix = corpus.files.length } = corpus.expected;
    describe(`${corpus.name}: ${shows}`, () => {
      const prefixes = prefix === 'each' ? Array(corpus.files.length + 1).keys() : [prefix];
      for (const count of prefixes) {
        test(`${count} of ${corpus.files.length} files applied by hand`, () => runAdoptCase(corpus, count));
      }
    });
  }
}
