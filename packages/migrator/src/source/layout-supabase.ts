import { createFile, FIRST_TIMESTAMP } from './create-file.ts';
import type { Layout } from './layout.ts';
import { fileEntries, sqlFiles } from './numbered-names.ts';

/** Supabase CLI: `20260101120000_name.sql`, a timestamp of 14 digits in every name. */
export const supabase: Layout = {
  name: 'supabase',
  expects: '20260101120000_name.sql (Supabase CLI)',
  matches: (listing) => {
    const names = sqlFiles(listing);
    return names.length > 0 && names.every((name) => /^\d{14}_/.test(name));
  },
  entries: fileEntries,
  create: async (request) => createFile(request, FIRST_TIMESTAMP),
};
