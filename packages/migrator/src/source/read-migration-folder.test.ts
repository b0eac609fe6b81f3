import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf, put, putJournal, read, scratch, useScratchFolder } from '../../test/scratch-folder.ts';
import { hashText } from '../sql/hash-text.ts';
import { readMigrationFolder, readMigrationText } from './read-migration-folder.ts';

useScratchFolder();

const names = async () => (await read()).migrations.map(({ name }) => name);

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
    await symlink('0001_a.sql', join(scratch.folder, '0002_b.sql'));
    await symlink(scratch.folder, join(scratch.base, 'link'));
    const { migrations, directory } = await readMigrationFolder('link', scratch.base);
    expect(directory).toBe(join(scratch.base, 'link'));
    expect(migrations.map(({ checksum }) => checksum)).toEqual([
      hashText('select 1;'),
      hashText('select 1;'),
    ]);
  });

  it('may hold links to folders', async () => {
    await mkdir(join(scratch.base, 'elsewhere'));
    await writeFile(join(scratch.base, 'elsewhere', 'migration.sql'), 'select 1;');
    await symlink(join(scratch.base, 'elsewhere'), join(scratch.folder, '20260101000000_a'));
    expect(await names()).toEqual(['20260101000000_a']);
  });

  it('is plain as soon as one number is no timestamp', async () => {
    await put('20260101000000_a.sql');
    expect((await read()).layout).toBe('supabase');
    await put('2_b.sql');
    expect((await read()).layout).toBe('plain');
  });

  it('may hold empty files and 4 MB', async () => {
    await put('0001_a.sql', '');
    await put('0002_b.sql', '-- only a comment');
    await put('0003_c.sql', Buffer.alloc(4 * 1024 * 1024, ' '));
    const { migrations } = await read();
    const texts = ['', '-- only a comment', ' '.repeat(4 * 1024 * 1024)];
    expect(migrations.map(({ checksum }) => checksum)).toEqual(texts.map(hashText));
  });

  it('has the same checksums however its files were checked out', async () => {
    await put('0001_a.sql', 'select 1;\nselect 2;\n');
    await put('0002_a.sql', '\ufeffselect 1;\r\nselect 2;\r\n');
    const { migrations } = await read();
    expect(migrations).toMatchObject([
      {
        number: 1n,
        checksum: hashText('select 1;\nselect 2;\n'),
        path: join(scratch.folder, '0001_a.sql'),
      },
      { number: 2n, checksum: hashText('select 1;\nselect 2;\n') },
    ]);
  });

  it('reads 2,000 files and keeps none of their text', async () => {
    const numbers = Array.from({ length: 2_000 }, (_, index) => index);
    await Promise.all(numbers.map((index) => put(`${index}_a.sql`, `select ${index};`)));
    const { migrations } = await read();
    expect(migrations.map(({ number }) => Number(number))).toEqual(numbers);
    expect(Object.keys(migrations[0] ?? {}).sort()).toEqual(['checksum', 'name', 'number', 'path']);
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

  it('a tag without a file does not disturb the order', async () => {
    await putJournal('0001_a', '0002_b', '0003_c');
    for (const name of ['0002_b.sql', '0003_c.sql']) await put(name);
    expect(await found()).toEqual([['journal_tag_without_file', 'blocker', '0001_a.sql']]);
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
    expect(migration && readMigrationText(migration, scratch.base)).toBe('select 1;\n');
  });

  it.each([
    ['changed', () => put('0001_a.sql', 'select 2;'), 'file_changed', /drizzle\/0001_a\.sql changed/],
    ['gone', () => rm(join(scratch.folder, '0001_a.sql')), 'file_unreadable', /has just been removed/],
  ])('refuses a file that is %s', async (_, change, code, says) => {
    await put('0001_a.sql');
    const [migration] = (await read()).migrations;
    await change();
    const error = await failureOf(async () => migration && readMigrationText(migration, scratch.base));
    expect(error).toMatchObject({ code, message: expect.stringMatching(says) });
  });
});
