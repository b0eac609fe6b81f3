import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Peer } from '../peer.ts';

const COMMAND = join(import.meta.dirname, '../../../packages/migrator/bin/migrate.mjs');

export const groundwork: Peer = {
  name: 'Groundwork',
  expectedRoundTrips: () => 6,
  write(folder, migrations) {
    mkdirSync(folder, { recursive: true });
    for (const [index, { name, sql }] of migrations.entries())
      writeFileSync(join(folder, `${String(index).padStart(4, '0')}_${name}.sql`), sql);
  },
  command: (folder, url) => ({
    argv: [process.execPath, COMMAND, '--dir', folder],
    cwd: folder,
    env: { DATABASE_URL: url },
  }),
};
