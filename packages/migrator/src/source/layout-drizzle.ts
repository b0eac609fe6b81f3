import { checkJournal } from './check-journal.ts';
import { createInJournal } from './create-in-journal.ts';
import type { Layout } from './layout.ts';
import { fileEntries } from './numbered-names.ts';
import { JOURNAL, readJournal } from './read-journal.ts';

/** drizzle-kit 0.x: `0000_name.sql`, listed in `meta/_journal.json`. */
export const drizzle: Layout = {
  name: 'drizzle',
  expects: '0000_name.sql with meta/_journal.json (drizzle-kit 0.x)',
  matches: ({ folders }) => folders.get(JOURNAL[0])?.includes(JOURNAL[1]) ?? false,
  entries: fileEntries,
  create: createInJournal,
  async check(listing, migrations) {
    return checkJournal(await readJournal(listing), migrations);
  },
};
