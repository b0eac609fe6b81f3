import { defineConfig } from 'vitest/config';

/** Vitest as what starts Postgres, the app and a browser, and stops them; nothing is tested. */
export default defineConfig({
  test: {
    include: ['e2e/take-screenshots.ts'],
    globalSetup: ['@groundwork/local-postgres/testing/setup', './e2e/app/build-app.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
