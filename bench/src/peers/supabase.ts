import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numbered } from '../numbered.ts';
import type { Peer } from '../peer.ts';

const COMMAND = join(import.meta.dirname, '../../node_modules/.bin/supabase');

export const supabase: Peer = {
  name: 'Supabase CLI',
  expectedRoundTrips: (files) => 2 * files + 12,
  write(folder, migrations) {
    const below = join(folder, 'supabase/migrations');
    mkdirSync(below, { recursive: true });
    writeFileSync(join(folder, 'supabase/config.toml'), 'project_id = "bench"\n');
    for (const [index, { name, sql }] of migrations.entries())
      writeFileSync(join(below, `${numbered(index)}_${name}.sql`), sql);
  },
  command: (folder, url) => ({
    argv: [COMMAND, 'db', 'push', `--remote=${url}`, '--yes', '--workdir', folder],
    cwd: folder,
    env: { DO_NOT_TRACK: '1', SUPABASE_YES: '1' },
  }),
};
