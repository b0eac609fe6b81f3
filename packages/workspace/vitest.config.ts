import { configDefaults, defineConfig } from 'vitest/config';

/** Long pages, each a test of its own. */
const LONG_PAGES = ['test/documents/fleet.test.ts', 'test/documents/deploy.test.ts'];

export default defineConfig(({ mode }) => {
  const deep = mode === 'deep';
  // A variable of the shell would be written otherwise on Windows.
  if (deep) process.env.GROUNDWORK_DEPTH = 'deep';
  return {
    test: {
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      exclude: [...configDefaults.exclude, ...(deep ? [] : LONG_PAGES)],
      globalSetup: ['@groundwork/local-postgres/testing/setup'],
      // Both wait half of the time; each has a workspace and servers of its own.
      maxWorkers: 2,
      // Documents: each has a workspace and a server of its own.
      maxConcurrency: 2,
      testTimeout: 300_000,
      hookTimeout: 300_000,
    },
  };
});
