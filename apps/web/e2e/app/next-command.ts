import { createRequire } from 'node:module';
import { join } from 'node:path';
import { environmentNames } from '../../environment/environment-schema.ts';

/** The build of the end-to-end test: `next dev` and `next build` keep `.next` to themselves. */
export const distDir = '.next-e2e';

/**
 * How Next is started: with the build of the test, and with those variables of the app that are given. The others
 * are empty rather than unset, so that a developer's own `.env.local` does not fill them in.
 */
export function nextCommand(
  web: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
) {
  const next = createRequire(join(web, 'package.json')).resolve('next/dist/bin/next');
  const blank = Object.fromEntries(environmentNames.map((name) => [name, '']));
  const env = {
    ...process.env,
    ...blank,
    ...environment,
    NEXT_DIST_DIR: distDir,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production' as const,
  };
  return { command: process.execPath, args: [next, ...args], env };
}
