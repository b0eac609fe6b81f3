import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['@groundwork/local-postgres/testing/setup'],
    // Most tests wait for Postgres: more workers than cores keep both busy.
    maxWorkers: 4,
    // What hangs is found by these; a loaded machine of two cores takes its time.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
