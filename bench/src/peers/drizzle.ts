import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Peer } from '../peer.ts';

const SCRIPT = join(import.meta.dirname, 'run-drizzle.mjs');

export const drizzle: Peer = {
  name: 'drizzle-orm',
  expectedRoundTrips: (files) => 6 * files + 8,
  write(folder, migrations) {
    mkdirSync(join(folder, 'meta'), { recursive: true });
    const tag = (index: number, name: string) => `${String(index).padStart(4, '0')}_${name}`;
    for (const [index, { name, sql }] of migrations.entries()) {
      const broken = sql
        .replaceAll(';\n', ';\n--> statement-breakpoint\n')
        .replace(/--> statement-breakpoint\n$/, '');
      writeFileSync(join(folder, `${tag(index, name)}.sql`), broken);
    }
    const entries = migrations.map(({ name }, idx) => ({
      idx,
      version: '7',
      when: Date.UTC(2026, 0, 1) + idx * 1000,
      tag: tag(idx, name),
      breakpoints: true,
    }));
    writeFileSync(
      join(folder, 'meta/_journal.json'),
      JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
    );
  },
  command: (folder, url) => ({
    argv: [process.execPath, SCRIPT, folder],
    cwd: folder,
    env: { DATABASE_URL: url },
  }),
};
