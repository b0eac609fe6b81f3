import { createWithSnapshot } from './create-with-snapshot.ts';
import type { Layout } from './layout.ts';
import { PRISMA_LOCK } from './layout-prisma.ts';
import { folderEntries, migrationFolders } from './numbered-names.ts';

/** drizzle-kit 1.x: `20260101120000_name/migration.sql`, with `snapshot.json` beside it. */
export const drizzleFolders: Layout = {
  name: 'drizzle-folders',
  expects: '20260101120000_name/migration.sql (drizzle-kit 1.x)',
  matches: (listing) => migrationFolders(listing).length > 0 && !listing.files.includes(PRISMA_LOCK),
  entries: folderEntries,
  create: createWithSnapshot,
};
