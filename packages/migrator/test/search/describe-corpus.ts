import { describe, test } from 'vitest';
import { readCorpus } from '../adopt-case.ts';
import { runAdoptCase } from '../run-adopt-case.ts';
import { DEEP, sampleOf } from './depth.ts';

/** A test for each case of `corpus/adopt` whose name begins so, and for each number of files applied by hand. */
export function describeCorpus(begins: RegExp): void {
  for (const corpus of sampleOf(readCorpus().filter(({ name }) => begins.test(name)))) {
    const { shows, prefix = corpus.files.length } = corpus.expected;
    describe(`${corpus.name}: ${shows}`, () => {
      const { length } = corpus.files;
      const each = DEEP ? [...Array(length + 1).keys()] : [0, Math.ceil(length / 2), length];
      const prefixes = prefix === 'each' ? each : [prefix];
      for (const count of prefixes) {
        test(`${count} of ${corpus.files.length} files applied by hand`, () => runAdoptCase(corpus, count));
      }
    });
  }
}
