import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

const config: NextConfig = {
  // The workspace's packages are TypeScript sources, not builds.
  transpilePackages: ['@groundwork/db'],
  // Said aloud, because Next otherwise guesses it from the lockfiles it finds above this folder.
  turbopack: { root: dirname(dirname(dirname(fileURLToPath(import.meta.url)))) },
  poweredByHeader: false,
};

export default config;
