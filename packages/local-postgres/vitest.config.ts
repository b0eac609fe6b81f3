import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['./src/testing/setup.ts', './test/prepare-run.ts'],
    // Each test waits for a server most of the time.
    maxWorkers: 4,
    // Longer than the product's own patience (120 s for the lock), so that its error tells what was waited for.
    testTimeout: 150_000,
    hookTimeout: 150_000,
    projects: [
      { extends: true, test: { name: 'life', include: ['src/**/*.test.ts', 'test/*.test.ts'] } },
      // What processes, users and file systems do to a server: `npm run test:deep`.
      { extends: true, test: { name: 'mishaps', include: ['test/mishaps/*.test.ts'] } },
    ],
  },
});
