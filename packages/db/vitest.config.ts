import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: '@groundwork/local-postgres/testing/setup',
    // A cold machine starts Postgres first; drizzle-kit is a process of its own.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
