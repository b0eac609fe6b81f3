import { configDefaults, defineConfig } from 'vitest/config';

/** For `npm run test:deep`: long pages, a second app in development, and a tool of others that npm fetches. */
const LONG = [
  'test/documents/fleet.test.ts',
  'test/documents/deploy.test.ts',
  'test/dev-elsewhere.test.ts',
  'test/supabase-cli.test.ts',
];

export default defineConfig(({ mode }) => {
  const deep = mode === 'deep';
  // A variable of the shell would be written otherwise on Windows.
  if (deep) process.env.GROUNDWORK_DEPTH = 'deep';
  return {
    test: {
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      exclude: [...configDefaults.exclude, ...(deep ? [] : LONG)],
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
