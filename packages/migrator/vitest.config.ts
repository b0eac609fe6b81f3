import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They mock a module, which others of the same process would share. */
const APART = ['test/adoption-queries.test.ts', 'test/parsed-bytes.test.ts'];

/** Longest first: one that starts last would run alone for a minute. */
const LONGEST = [
  'search/random-histories',
  'search/adopt-corpus-rows',
  'search/adopt-corpus',
  'search/mutations',
  'adopt',
  'progress',
  'interrupted',
  'search/faults',
  'search/adopt-corpus-prefix',
  'secrets',
  'check-template',
  'stopped',
  'rollback',
  'search/undo-corpus',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return index === -1 ? LONGEST.length : index;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

const test: ViteUserConfig['test'] = {
  globalSetup: ['@groundwork/local-postgres/testing/setup', './test/hold-shadows.ts'],
  sequence: { sequencer: LongestFirst },
  // Most tests wait for Postgres: more workers than cores keep both busy.
  maxWorkers: 4,
  // What hangs is found by these; a loaded machine of two cores takes its time.
  testTimeout: 240_000,
  hookTimeout: 240_000,
  projects: [
    // Loading the sources anew takes longer than most files.
    {
      extends: true,
      test: {
        name: 'together',
        include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
        exclude: APART,
        isolate: false,
      },
    },
    { extends: true, test: { name: 'apart', include: APART } },
  ],
};

export default defineConfig(({ mode }) => {
  // `--mode deep`, for the files in test/search: a variable of the shell would be written otherwise on Windows. Of the
  // two projects below only this process knows the mode; theirs inherit the variable.
  if (mode === 'deep') process.env.GROUNDWORK_DEPTH = 'deep';
  return { test };
});
