import { createFile } from './create-file.ts';
import type { Layout } from './layout.ts';
import { fileEntries, sqlFiles } from './numbered-names.ts';

/** Numbered files, whoever wrote them: `001_name.sql`. */
export const plain: Layout = {
  name: 'plain',
  expects: '0001_name.sql (numbered files)',
  matches: (listing) => sqlFiles(listing).length > 0,
  entries: fileEntries,
  create: async (request) => createFile(request, '0001'),
};
