import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Peer } from '../peer.ts';

const SCRIPT = join(import.meta.dirname, 'run-select.mjs');

/** No runner either: what starting Node, connecting and asking once takes. */
export const selectOne: Peer = {
  name: 'limit: select 1',
  expectedRoundTrips: () => 4,
  scenarios: ['no-op'],
  write: (folder) => {
    mkdirSync(folder, { recursive: true });
  },
  command: (folder, url) => ({
    argv: [process.execPath, SCRIPT],
    cwd: folder,
    env: { DATABASE_URL: url },
  }),
};
