import { expect, test } from 'vitest';
import { cli, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';

const FIRST = { '0001_notes.sql': 'CREATE TABLE notes (id int);' };

// What is not there may also be a thing that somebody dropped or renamed, which is why the files are replayed at all.
test.each([
  ['a table', 'ALTER TABLE note ADD COLUMN pinned boolean;', 'relation "note" does not exist', '42P01', 1],
  ['a type', 'ALTER TABLE notes ADD COLUMN pinned boolen;', 'type "boolen" does not exist', '42704', 37],
  ['a column', 'ALTER TABLE notes RENAME COLUMN titel TO name;', 'column "titel" does not exist', '42703', 1],
])(
  '%s that is misspelled is told as such, and nothing is said of a shadow',
  async (_, line, reason, state, at) => {
    const { url } = await openDatabase();
    expect(await cli(['--dir', '.'], { url, cwd: writeFolder(FIRST) })).toMatchObject({ exitCode: 0 });
    const cwd = writeFolder({ ...FIRST, '0002_typo.sql': line });
    const { exitCode, stderr } = await cli(['--dir', '.'], { url, cwd });
    expect(exitCode).toBe(3);
    expect(stderr).toEqual([
      `❌ 0002_typo.sql failed: ${reason}. [statement_failed, SQLSTATE ${state}]`,
      `   0002_typo.sql:1:${at}`,
      `   1 │ ${line}`,
      `     │ ${' '.repeat(at - 1)}^`,
      '   Next: Nothing of 0002_typo.sql was kept. Correct it and run the same command again.',
    ]);
  },
);
