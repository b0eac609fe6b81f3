import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numbered } from '../numbered.ts';
import type { Peer } from '../peer.ts';

const COMMAND = join(import.meta.dirname, '../../node_modules/.bin/node-pg-migrate');

export const nodePgMigrate: Peer = {
  name: 'node-pg-migrate',
  expectedRoundTrips: (files) => 2 * files + 10,
  write(folder, migrations) {
    const below = join(folder, 'migrations');
    mkdirSync(below, { recursive: true });
    for (const [index, { name, sql }] of migrations.entries())
      writeFileSync(join(below, `${numbered(index)}_${name}.sql`), `-- Up Migration\n${sql}`);
  },
  command: (folder, url) => ({
    argv: [COMMAND, 'up', '--verbose', 'false'],
    cwd: folder,
    env: { DATABASE_URL: url },
  }),
};
