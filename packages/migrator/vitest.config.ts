import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They mock a module, which others of the same process would share. */
const APART = ['test/adoption-queries.test.ts', 'test/parsed-bytes.test.ts'];

/** Longest first: one that starts last would run alone for a minute. */
const LONGEST = [
  'search/random-histories',
  'search/faults',
  'search/mutations',
  'search/adopt-corpus-rows',
  'search/adopt-corpus',
  'search/undo-corpus',
  'progress',
  'stopped',
  'adopt',
  'segments',
  'rollback',
  'packed',
  'deep/secrets',
  'deep/check-template',
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

export default defineConfig({
  test: {
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
          include: ['src/**/*.test.ts', 'test/*.test.ts'],
          exclude: APART,
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: APART } },
      // One promise tried on many inputs, which takes as long as all the others: `npm run test:deep`.
      { extends: true, test: { name: 'search', include: ['test/search/*.test.ts'], isolate: false } },
      // Its other long ones. Some make roles, which belong to the server: those above compare all that is there.
      {
        extends: true,
        test: { name: 'deep', include: ['test/deep/*.test.ts'], isolate: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
