import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import {
  expectRefused,
  put,
  putJournal,
  type RefusedCase,
  scratch,
  useScratchFolder,
} from '../../test/scratch-folder.ts';

useScratchFolder();

const REFUSED: readonly RefusedCase[] = [
  ['no folder', () => rm(scratch.folder, { recursive: true }), 'folder_missing', /no folder drizzle\./],
  [
    'a file in its place',
    async () => {
      await rm(scratch.folder, { recursive: true });
      await writeFile(scratch.folder, '');
    },
    'folder_missing',
    /drizzle is a file/,
  ],
  [
    'an unreadable folder',
    () => chmod(scratch.folder, 0o000),
    'folder_unreadable',
    /drizzle cannot be read: permission/,
  ],
  ['an empty folder', () => {}, 'folder_empty', /drizzle is empty.*0001_name\.sql/],
  ['no migration in it', () => put('README.md'), 'folder_empty', /no migration \(seen: README\.md\)/],
  ['only inverse files', () => put('0001_a.down.sql'), 'folder_empty', /0001_a\.down\.sql/],
  ['a journal without entries', () => putJournal(), 'folder_empty', /seen: meta/],
  [
    'SQL one level too deep',
    () => put('v1/0001_a.sql'),
    'layout_unknown',
    /below it \(v1\/0001_a\.sql\).*Expected/,
  ],
  [
    'two layouts in one folder',
    async () => {
      await put('0001_a.sql');
      await put('20260101000000_b/migration.sql');
    },
    'layout_unknown',
    /the file 0001_a\.sql and the folder 20260101000000_b/,
  ],
  [
    'a folder of prisma for another database',
    async () => {
      await put('20260101000000_b/migration.sql');
      await put('migration_lock.toml', 'provider = "mysql"\n');
    },
    'layout_unknown',
    /prisma for mysql/,
  ],
  [
    'a journal that is no JSON',
    () => put('0001_a.sql').then(() => put('meta/_journal.json', '{"entries": [')),
    'journal_invalid',
    /drizzle\/meta\/_journal\.json is not valid JSON/,
  ],
  [
    'a journal with a merge conflict',
    () => put('meta/_journal.json', '{\n<<<<<<< HEAD\n'),
    'journal_invalid',
    /merge conflict.*renumber/,
  ],
  [
    'a journal without a list',
    () => put('meta/_journal.json', '{"entries": {}}'),
    'journal_invalid',
    /no list "entries"/,
  ],
  ['a journal that is a list', () => put('meta/_journal.json', '[]'), 'journal_invalid', /no object/],
  [
    'a journal entry without a tag',
    () => put('meta/_journal.json', '{"entries": [{"tag": 1}]}'),
    'journal_invalid',
    /entry 1/,
  ],
  ['a journal with a tag twice', () => putJournal('0001_a', '0001_a'), 'journal_invalid', /0001_a twice/],
  [
    'a journal of another database',
    () => put('meta/_journal.json', '{"dialect": "mysql", "entries": []}'),
    'journal_invalid',
    /"mysql"/,
  ],
  [
    'a journal that is a folder',
    () => mkdir(join(scratch.folder, 'meta/_journal.json'), { recursive: true }),
    'file_unreadable',
    /_journal\.json is a folder/,
  ],
];

describe('a folder that is refused', () => {
  it.each(REFUSED)('%s', (...refused) => expectRefused(refused));
});
