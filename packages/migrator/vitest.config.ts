import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['@groundwork/local-postgres/testing/setup'],
    // `--mode deep`, for the files in test/search: a variable of the shell would be written otherwise on Windows.
    env: { GROUNDWORK_DEPTH: mode === 'deep' ? 'deep' : 'sample' },
    // Most tests wait for Postgres: more workers than cores keep both busy.
    maxWorkers: 4,
    // What hangs is found by these; a loaded machine of two cores takes its time.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
}));
