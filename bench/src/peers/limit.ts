import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Peer } from '../peer.ts';

const SCRIPT = join(import.meta.dirname, 'run-limit.mjs');

/** No runner at all: what the work itself takes. It records nothing, so it knows no second run. */
export const limit: Peer = {
  name: 'limit: one message',
  expectedRoundTrips: () => 4,
  scenarios: ['apply'],
  write(folder, migrations) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'all.sql'), migrations.map(({ sql }) => sql).join('\n'));
  },
  command: (folder, url) => ({
    argv: [process.execPath, SCRIPT, join(folder, 'all.sql')],
    cwd: folder,
    env: { DATABASE_URL: url },
  }),
};
