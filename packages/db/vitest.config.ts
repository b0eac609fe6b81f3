import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: '@groundwork/local-postgres/testing/setup',
    // Each test waits for a server half of the time; by itself vitest leaves a core free.
    maxWorkers: 3,
    // A cold machine starts Postgres first; drizzle-kit is a process of its own.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
