import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MigratorError } from '../model/errors.ts';
import { hashText } from '../sql/hash-text.ts';
import { readMigrationFolder, readMigrationText } from './read-migration-folder.ts';

let base: string;
let folder: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'migrations ü '));
  await chmod(base, 0o755);
  folder = join(base, 'drizzle');
  await mkdir(folder);
});

afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

async function put(path: string, content: string | Buffer = 'select 1;\n'): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function putJournal(...tags: readonly string[]): Promise<void> {
  const entries = tags.map((tag, idx) => ({ idx, version: '7', when: idx, tag, breakpoints: true }));
  await put('meta/_journal.json', JSON.stringify({ version: '7', dialect: 'postgresql', entries }));
}

const read = () => readMigrationFolder('drizzle', base);
const names = async () => (await read()).migrations.map(({ name }) => name);

async function failureOf(run: () => Promise<unknown>): Promise<MigratorError> {
  const error = await run().then(
    (value) =>
      expect.unreachable(JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}` : item))),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(MigratorError);
  return error;
}

/** Root may read everything, so what permissions forbid is tried as nobody. */
async function asOrdinaryUser<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}

/** Title, what is done to the empty folder, the code, and what message, hint or place must say. */
const REFUSED: readonly [title: string, prepare: () => unknown, code: string, says: RegExp][] = [
  ['no folder', () => rm(folder, { recursive: true }), 'folder_missing', /no folder drizzle\./],
  [
    'a file in its place',
    async () => {
      await rm(folder, { recursive: true });
      await writeFile(folder, '');
    },
    'folder_missing',
    /drizzle is a file/,
  ],
  [
    'an unreadable folder',
    () => chmod(folder, 0o000),
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
    'an unreadable file',
    () => put('0001_a.sql').then(() => chmod(join(folder, '0001_a.sql'), 0)),
    'file_unreadable',
    /drizzle\/0001_a\.sql cannot be read: permission/,
  ],
  [
    'a folder named like a file',
    () => mkdir(join(folder, '0001_x.sql')),
    'file_unreadable',
    /0001_x\.sql is a folder/,
  ],
  [
    'a link to a folder, named like a file',
    () => symlink(base, join(folder, '0001_x.sql')),
    'file_unreadable',
    /0001_x\.sql is a folder/,
  ],
  [
    'a link to nothing',
    () => symlink('nowhere', join(folder, '0001_x.sql')),
    'file_unreadable',
    /link to nothing/,
  ],
  [
    'a link to itself',
    () => symlink('0001_x.sql', join(folder, '0001_x.sql')),
    'file_unreadable',
    /leads back to itself/,
  ],
  [
    'a pipe',
    () => execFileSync('mkfifo', [join(folder, '0001_x.sql')]),
    'file_unreadable',
    /no regular file/,
  ],
  [
    'a link to a device',
    () => symlink('/dev/zero', join(folder, '0001_x.sql')),
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
        Buffer.concat([Buffer.from(`${folder}/0001_`), Buffer.from([0xff]), Buffer.from('.sql')]),
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
      await truncate(join(folder, '0001_a.sql'), 4 * 1024 * 1024 + 1);
    },
    'file_too_large',
    /4 MB.*COPY/,
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
    () => mkdir(join(folder, 'meta/_journal.json'), { recursive: true }),
    'file_unreadable',
    /_journal\.json is a folder/,
  ],
];

describe('a folder that cannot be read', () => {
  it.each(REFUSED)('%s', async (_, prepare, code, says) => {
    await prepare();
    const error = await asOrdinaryUser(() => failureOf(read));
    const { hint, at } = error.details;
    expect(error.code).toBe(code);
    expect(`${error.message} ${hint} ${JSON.stringify(at)}`).toMatch(says);
    expect(hint).toMatch(/\.$/);
    expect(error.message).not.toContain(base);
    await chmod(folder, 0o755).catch(() => {});
  });
});

describe('a folder that can', () => {
  it('is ordered by number, by value, then by name in code-unit order', async () => {
    const inOrder = [
      '9_a.sql',
      '009_b.sql',
      '10_B.sql',
      '10_a.sql',
      '10_ä.sql',
      '18446744073709551616_a.sql',
    ];
    for (const name of [...inOrder].reverse()) await put(name);
    expect(await names()).toEqual(['009_b.sql', '9_a.sql', ...inOrder.slice(2)]);
  });

  it('may hold other things, which are left out', async () => {
    for (const name of [
      'README.md',
      '.keep',
      '.0001_a.sql.swp',
      '._0001_a.sql',
      '0001_a.sql~',
      '0001_a.down.sql',
      'archive/notes.md',
    ])
      await put(name);
    await put('0001_a.sql');
    expect(await names()).toEqual(['0001_a.sql']);
  });

  it('may name its files oddly', async () => {
    const odd = [`1_O'Brien "x" %s $1 😀.sql`, '2_--.sql', '3_a b.up.sql', `4_${'x'.repeat(249)}.sql`];
    for (const name of odd) await put(name);
    expect(await names()).toEqual(odd);
  });

  it('may hold links to files and be one itself', async () => {
    await put('0001_a.sql', 'select 1;');
    await symlink('0001_a.sql', join(folder, '0002_b.sql'));
    await symlink(folder, join(base, 'link'));
    const { migrations, directory } = await readMigrationFolder('link', base);
    expect(directory).toBe(join(base, 'link'));
    expect(migrations.map(({ checksum }) => checksum)).toEqual([
      hashText('select 1;'),
      hashText('select 1;'),
    ]);
  });

  it('may hold empty files and 4 MB', async () => {
    await put('0001_a.sql', '');
    await put('0002_b.sql', '-- only a comment');
    await put('0003_c.sql', Buffer.alloc(4 * 1024 * 1024, ' '));
    const { migrations } = await read();
    expect(migrations.map(({ bytes }) => bytes)).toEqual([0, 17, 4 * 1024 * 1024]);
  });

  it('has the same checksums however its files were checked out, and their size on disk', async () => {
    await put('0001_a.sql', 'select 1;\nselect 2;\n');
    await put('0002_a.sql', '\ufeffselect 1;\r\nselect 2;\r\n');
    const { migrations } = await read();
    expect(migrations).toMatchObject([
      {
        number: 1n,
        bytes: 20,
        checksum: hashText('select 1;\nselect 2;\n'),
        path: join(folder, '0001_a.sql'),
      },
      { number: 2n, bytes: 25, checksum: hashText('select 1;\nselect 2;\n') },
    ]);
  });

  it('reads 2,000 files and keeps none of their text', async () => {
    const numbers = Array.from({ length: 2_000 }, (_, index) => index);
    await Promise.all(numbers.map((index) => put(`${index}_a.sql`, `select ${index};`)));
    const { migrations } = await read();
    expect(migrations.map(({ number }) => Number(number))).toEqual(numbers);
    expect(Object.keys(migrations[0] ?? {}).sort()).toEqual(['bytes', 'checksum', 'name', 'number', 'path']);
  });
});

describe('findings', () => {
  const found = async () =>
    (await read()).findings.map(({ code, severity, migration }) => [code, severity, migration]);

  it('a file the journal lacks, a tag without a file', async () => {
    await putJournal('0001_a', '0003_c');
    await put('0001_a.sql');
    await put('0002_b.sql');
    expect(await found()).toEqual([
      ['journal_tag_without_file', 'blocker', '0003_c.sql'],
      ['journal_lacks_file', 'warning', '0002_b.sql'],
    ]);
  });

  it('a journal whose files are all gone', async () => {
    await putJournal('0001_a');
    expect(await found()).toEqual([['journal_tag_without_file', 'blocker', '0001_a.sql']]);
  });

  it('a journal in another order', async () => {
    await putJournal('0001_a', '0003_c', '0002_b');
    for (const name of ['0001_a.sql', '0002_b.sql', '0003_c.sql']) await put(name);
    expect(await found()).toEqual([['journal_order', 'warning', '0003_c.sql']]);
  });

  it('numbers given twice, also written differently', async () => {
    for (const name of ['1_a.sql', '0001_b.sql', '2_c.sql', '3_d.sql', '3_e.sql']) await put(name);
    expect(await found()).toEqual([
      ['duplicate_number', 'warning', '1_a.sql'],
      ['duplicate_number', 'warning', '3_e.sql'],
    ]);
  });
});

describe('readMigrationText', () => {
  it('gives the text with LF line ends and without byte order mark', async () => {
    await put('0001_a.sql', '\ufeffselect 1;\r\n');
    const [migration] = (await read()).migrations;
    expect(migration && (await readMigrationText(migration, base))).toBe('select 1;\n');
  });

  it.each([
    ['changed', () => put('0001_a.sql', 'select 2;'), 'file_changed', /drizzle\/0001_a\.sql changed/],
    ['gone', () => rm(join(folder, '0001_a.sql')), 'file_unreadable', /has just been removed/],
  ])('refuses a file that is %s', async (_, change, code, says) => {
    await put('0001_a.sql');
    const [migration] = (await read()).migrations;
    await change();
    const error = await failureOf(async () => migration && readMigrationText(migration, base));
    expect(error).toMatchObject({ code, message: expect.stringMatching(says) });
  });
});
