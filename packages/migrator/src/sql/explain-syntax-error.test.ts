import { describe, expect, it } from 'vitest';
import type { MigratorError } from '../model/errors.ts';
import { parseMigration } from './parse-migration.ts';

async function failureOf(text: string): Promise<MigratorError> {
  return parseMigration('0001_x.sql', 'drizzle/0001_x.sql', text).then(
    () => expect.unreachable(`parsed: ${text}`),
    (error) => error,
  );
}

const COPY = 'copy t (a, b) from stdin';

/** Place: line:column of the error. */
const FAILURES: readonly [title: string, text: string, code: string, place: string, hint?: RegExp][] = [
  ['a typo', 'select 1;\nselec 2;', 'sql_syntax', '2:1', /^Is SELECT meant where it says selec\?/],
  ['letters swapped', 'CRAETE TABLE a ();', 'sql_syntax', '1:1', /^Is CREATE meant where it says CRAETE\?/],
  [
    'a typo the grammar goes on behind',
    'ALTER TABLE a ADD COLUM IF NOT EXISTS b int;',
    'sql_syntax',
    '1:32',
    /^Is COLUMN meant where it says COLUM\? Nothing has run/,
  ],
  ['a typo behind a comment', '-- creates it\ntabel a', 'sql_syntax', '2:1', /^Is TABLE meant/],
  [
    'a type that is nearly a keyword',
    'create table a (b int c text)',
    'sql_syntax',
    '1:23',
    /^Nothing has run/,
  ],
  ['a table that is nearly a keyword', 'create table orders (id int', 'sql_syntax', '1:28', /not complete/],
  [
    'a name that goes on behind a keyword',
    'create table orders id',
    'sql_syntax',
    '1:21',
    /^Nothing has run/,
  ],
  ['a quoted name', 'CREATE TABLE "tabel" "b"', 'sql_syntax', '1:22', /^Nothing has run/],
  ['a place behind astral characters', "select '😀é', fro m x", 'sql_syntax', '1:21', /^Is FROM meant/],
  ['a place behind CRLF', 'select 1;\r\n\r\nselec 2;', 'sql_syntax', '3:1'],
  ['an unfinished statement', 'create table a (b int,\n', 'sql_syntax', '2:1', /not complete/],
  ['an open string', "select 1;\nselect 'abc", 'sql_syntax', '2:8', /doubled/],
  ['a backslash before a quote', "select 'it\\'s'", 'sql_syntax', '1:14', /backslash/],
  ['an open dollar quote', 'do $$ begin', 'sql_syntax', '1:4', /never closed/],
  ['an open comment', 'select 1; /* a', 'sql_syntax', '1:11', /never closed/],
  ['a merge conflict', 'select 1;\n<<<<<<< HEAD\nselect 2;', 'sql_syntax', '2:1', /merge conflict/],
  ['the middle of a merge conflict', 'select 1;\n=======\nselect 2;', 'sql_syntax', '2:1', /merge conflict/],
  ['a no-break space', 'create\u00a0table a();', 'sql_syntax', '1:1', /invisible/],
  ['only a no-break space', '\u00a0', 'sql_syntax', '1:1', /invisible/],
  ["MySQL's quotes", 'create table `a` (b int)', 'sql_syntax', '1:14', /backticks/],
  ["MySQL's quotes, which are operators", 'select `a`', 'sql_syntax', '1:11', /backticks/],
  ["MySQL's delimiter", 'DELIMITER //', 'sql_syntax', '1:1', /MySQL/],
  ["MySQL's comment", '# hello\nselect 1', 'sql_syntax', '1:1', /--/],
  [
    'IF NOT EXISTS that Postgres lacks',
    'create policy if not exists p on t',
    'sql_syntax',
    '1:18',
    /DROP … IF EXISTS/,
  ],
  ['DROP TRIGGER without its ON', 'drop trigger if exists t;', 'sql_syntax', '1:25', /with ON/],
  ['DROP POLICY without its ON', 'drop policy "all of them"', 'sql_syntax', '1:26', /with ON/],
  ["psql's variables", 'select :name', 'sql_syntax', '1:8', /psql/],
  ['a NUL character', 'select 1;\0 select', 'sql_syntax', '1:10'],
  ['too deep a nesting', `select ${'('.repeat(100_000)}`, 'sql_syntax', '1:10004'],
  ['too long a chain', `select 1${'+1'.repeat(20_000)}`, 'sql_syntax', '1:1'],
  ['a psql command', 'select 1;\n  \\connect other', 'sql_psql_command', '2:3', /SQL/],
  ['a psql command behind a statement', 'select 1 \\gexec', 'sql_psql_command', '1:10'],
  ['restrict that is no line of its own', 'select 1; \\restrict a', 'sql_psql_command', '1:11'],
  ['a lonely end of data', 'select 1;\n\\.', 'sql_psql_command', '2:1'],
  ['COPY FROM stdin', `select 1;\n ${COPY};`, 'sql_copy_stdin', '2:2', /INSERT/],
  ['COPY FROM stdin with rows', `${COPY};\n1\tit's\n\\.\nselect 1;`, 'sql_copy_stdin', '1:1', /INSERT/],
  ['COPY FROM stdin without rows', `${COPY};\n\\.\n`, 'sql_copy_stdin', '1:1', /INSERT/],
  [
    'COPY FROM stdin with a semicolon in its options',
    `-- x\n${COPY} (delimiter ';');\n1;2\n\\.\n`,
    'sql_copy_stdin',
    '2:1',
  ],
  [
    'COPY FROM stdin between restrict lines',
    `\\restrict a\n${COPY};\na\n\\.\n\\unrestrict a`,
    'sql_copy_stdin',
    '2:1',
  ],
  ['COPY TO STDOUT', 'copy t to stdout', 'sql_copy_stdin', '1:1', /psql/],
  [
    'a typo behind a comment that speaks of COPY',
    `-- ${COPY};\nselect '${COPY};'; selec`,
    'sql_syntax',
    '2:37',
  ],
];

describe('a text the grammar refuses', () => {
  it.each(FAILURES)('%s', async (_, text, code, place, hint) => {
    const error = await failureOf(text);
    const { at } = error.details;
    expect({ code: error.code, place: `${at?.line}:${at?.column}` }).toEqual({ code, place });
    expect(error.details).toMatchObject({ migration: '0001_x.sql', at: { file: 'drizzle/0001_x.sql' } });
    if (hint) expect(error.details.hint).toMatch(hint);
  });

  it('takes for blank what Postgres does, not what JavaScript does', async () => {
    expect((await failureOf(' \u2003 ')).message).toContain('syntax error at or near');
  });

  it('shows the line, cut around the place', async () => {
    const { at } = (await failureOf(`select '${'x'.repeat(500)}' fro m`)).details;
    expect(at?.source.length).toBeLessThanOrEqual(162);
    expect(at?.source.slice(at.caret)).toBe('m');
  });

  it('does not quote the rest of the file', async () => {
    const error = await failureOf(`select 'a\n${'b'.repeat(5_000)}`);
    expect(error.message).toBe('unterminated quoted string at or near "\'a…".');
  });
});
