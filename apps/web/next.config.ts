import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';
import { loadEnvironmentFiles } from './environment/load-environment-files.ts';
import { securityHeaders } from './server/security-headers.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
loadEnvironmentFiles(root);

const config: NextConfig = {
  // The workspace's packages are TypeScript sources, not builds.
  transpilePackages: ['@groundwork/db'],
  // Said aloud, because Next otherwise guesses it from the lockfiles it finds above this folder.
  turbopack: { root },
  // The end-to-end test has a build of its own, so that it never meets `next dev` in the same folder.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  // Their arguments are what somebody typed: the dev server would print them.
  logging: { serverFunctions: false },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default config;
