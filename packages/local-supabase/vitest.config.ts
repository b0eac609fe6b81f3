import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['@groundwork/local-postgres/testing/setup'],
    maxWorkers: 3,
    // supabase-js wants a WebSocket at once; Node 20 has one behind this flag, later ones take it without effect.
    execArgv: ['--experimental-websocket'],
    testTimeout: 120_000,
    hookTimeout: 150_000,
  },
});
