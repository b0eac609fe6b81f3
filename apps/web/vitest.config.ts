import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', exclude: [...configDefaults.exclude, 'e2e/**'] } },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['@groundwork/local-postgres/testing/setup', './e2e/app/build-app.ts'],
          // A browser, an app and an API each, which wait for one another half of the time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // The browser and the modules are loaded once a worker.
          isolate: false,
          // Guards against hanging, on machines where others are at work too.
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
