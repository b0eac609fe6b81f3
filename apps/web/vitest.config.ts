import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', exclude: [...configDefaults.exclude, 'e2e/**'] } },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['@groundwork/local-postgres/testing/setup'],
          // A browser, an app and Postgres are enough for two cores.
          fileParallelism: false,
          // One process: the browser and the modules are loaded once.
          isolate: false,
          // Guards against hanging, on machines where others are at work too.
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
