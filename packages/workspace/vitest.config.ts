import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['@groundwork/local-postgres/testing/setup'],
    // `dev` starts everything there is; two at once would only wait for each other.
    fileParallelism: false,
    // Documents: each has a workspace and a server of its own.
    maxConcurrency: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
