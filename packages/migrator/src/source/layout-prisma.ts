import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import { createFolder } from './create-file.ts';
import type { Layout } from './layout.ts';
import { folderEntries, migrationFolders } from './numbered-names.ts';
import { unreadable } from './unreadable.ts';

/** prisma writes its database's name in here, beside the folders. */
export const PRISMA_LOCK = 'migration_lock.toml';

/** prisma: `20260101120000_name/migration.sql`, with `migration_lock.toml` above. */
export const prisma: Layout = {
  name: 'prisma',
  expects: '20260101120000_name/migration.sql with migration_lock.toml (prisma)',
  matches: (listing) => migrationFolders(listing).length > 0 && listing.files.includes(PRISMA_LOCK),
  entries: folderEntries,
  create: async (request) => createFolder(request),
  async check({ directory, shown }) {
    const provider = /^\s*provider\s*=\s*"([^"]*)"/m.exec(await readLock(directory, shown))?.[1];
    if (provider !== undefined && provider !== 'postgresql') {
      throw new MigratorError('layout_unknown', `${shown} was written by prisma for ${provider}.`, {
        hint: 'Name a folder of Postgres migrations with --dir.',
      });
    }
    return [];
  },
};

async function readLock(directory: string, shown: string): Promise<string> {
  try {
    return await readFile(join(directory, PRISMA_LOCK), 'utf8');
  } catch (error) {
    throw unreadable(PRISMA_LOCK, join(shown, PRISMA_LOCK), error);
  }
}
