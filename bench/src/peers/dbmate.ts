import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numbered } from '../numbered.ts';
import type { Peer } from '../peer.ts';

const COMMAND = join(import.meta.dirname, '../../node_modules/.bin/dbmate');

export const dbmate: Peer = {
  name: 'dbmate',
  expectedRoundTrips: (files) => 8 * files + 15,
  write(folder, migrations) {
    mkdirSync(folder, { recursive: true });
    for (const [index, { name, sql }] of migrations.entries())
      writeFileSync(join(folder, `${numbered(index)}_${name}.sql`), `-- migrate:up\n${sql}-- migrate:down\n`);
  },
  command: (folder, url) => ({
    argv: [COMMAND, '--no-dump-schema', '--migrations-dir', folder, 'migrate'],
    cwd: folder,
    env: { DATABASE_URL: `${url}?sslmode=disable` },
  }),
};
