import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import {
  expectRefused,
  put,
  type RefusedCase,
  scratch,
  useScratchFolder,
} from '../../test/scratch-folder.ts';

useScratchFolder();

const REFUSED: readonly RefusedCase[] = [
  [
    'an unreadable file',
    () => put('0001_a.sql').then(() => chmod(join(scratch.folder, '0001_a.sql'), 0)),
    'file_unreadable',
    /drizzle\/0001_a\.sql cannot be read: permission/,
  ],
  [
    'a folder named like a file',
    () => mkdir(join(scratch.folder, '0001_x.sql')),
    'file_unreadable',
    /0001_x\.sql is a folder/,
  ],
  [
    'a link to a folder, named like a file',
    () => symlink(scratch.base, join(scratch.folder, '0001_x.sql')),
    'file_unreadable',
    /0001_x\.sql is a folder/,
  ],
  [
    'a link to nothing',
    () => symlink('nowhere', join(scratch.folder, '0001_x.sql')),
    'file_unreadable',
    /link to nothing/,
  ],
  [
    'a link to itself',
    () => symlink('0001_x.sql', join(scratch.folder, '0001_x.sql')),
    'file_unreadable',
    /leads back to itself/,
  ],
  [
    'a pipe',
    () => execFileSync('mkfifo', [join(scratch.folder, '0001_x.sql')]),
    'file_unreadable',
    /no regular file/,
  ],
  [
    'a link to a device',
    () => symlink('/dev/zero', join(scratch.folder, '0001_x.sql')),
    'file_unreadable',
    /no regular file/,
  ],
  [
    'a numbered folder without its file',
    async () => {
      await put('20260101000000_a/migration.sql');
      await put('20260102000000_b/snapshot.json');
    },
    'file_unreadable',
    /drizzle\/20260102000000_b has no migration\.sql/,
  ],
  [
    'UTF-16, little end first',
    () => put('0001_a.sql', Buffer.from('\ufeffselect 1;', 'utf16le')),
    'file_encoding',
    /UTF-16/,
  ],
  [
    'UTF-16, big end first',
    () => put('0001_a.sql', Buffer.from('\ufeffselect 1;', 'utf16le').swap16()),
    'file_encoding',
    /UTF-16/,
  ],
  [
    'UTF-16 without a mark',
    () => put('0001_a.sql', Buffer.from('select 1;', 'utf16le')),
    'file_encoding',
    /UTF-16/,
  ],
  [
    'a NUL byte',
    () => put('0001_a.sql', 'select 1;\n  \0'),
    'file_encoding',
    /NUL byte.*"line":2,"column":3/,
  ],
  [
    'Latin-1',
    () => put('0001_a.sql', Buffer.from('-- a\n-- 😀é\n'.replace('😀', 'ab'), 'latin1')),
    'file_encoding',
    /not UTF-8.*"line":2,"column":6/,
  ],
  [
    'a cut character behind U+FFFD',
    () => put('0001_a.sql', Buffer.from('-- \ufffd😀').subarray(0, -1)),
    'file_encoding',
    /not UTF-8.*"line":1,"column":5/,
  ],
  [
    'a control character in a name',
    () => put('0001_a\nb\u001b.sql'),
    'name_invalid',
    /0001_a\\u000ab\\u001b\.sql has a control/,
  ],
  ['a direction mark in a name', () => put('0001_a\u202elqs.sql'), 'name_invalid', /control/],
  [
    'a name that is not UTF-8',
    () =>
      writeFile(
        Buffer.concat([Buffer.from(`${scratch.folder}/0001_`), Buffer.from([0xff]), Buffer.from('.sql')]),
        '',
      ),
    'name_invalid',
    /not UTF-8/,
  ],
  [
    'a file without a number',
    () => put('seed.sql'),
    'name_invalid',
    /seed\.sql does not begin with a number/,
  ],
  [
    'a number without a name',
    () => put('0001.sql'),
    'name_invalid',
    /0001\.sql does not begin with a number and/,
  ],
  [
    'a folder without a number',
    () => put('init/migration.sql'),
    'name_invalid',
    /init does not begin with a number/,
  ],
  ['an ending in upper case', () => put('0001_a.SQL'), 'name_invalid', /lower case/],
  [
    'two files that differ in case only',
    async () => {
      await put('0001_Ab.sql');
      await put('0001_aB.sql');
    },
    'name_clash',
    /0001_Ab\.sql and 0001_aB\.sql differ/,
  ],
  [
    'two files that differ in the form of an accent only',
    async () => {
      await put('0001_\u00e9.sql');
      await put('0001_e\u0301.sql');
    },
    'name_clash',
    /differ/,
  ],
  [
    'a file above 4 MB',
    async () => {
      await put('0001_a.sql');
      await truncate(join(scratch.folder, '0001_a.sql'), 4 * 1024 * 1024 + 1);
    },
    'file_too_large',
    /4 MB.*COPY/,
  ],
];

describe('a file that is refused', () => {
  it.each(REFUSED)('%s', (...refused) => expectRefused(refused));
});
