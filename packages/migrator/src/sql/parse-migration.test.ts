import { describe, expect, it } from 'vitest';
import { parseMigration } from './parse-migration.ts';

const parse = (text: string) => parseMigration('0001_x.sql', 'drizzle/0001_x.sql', text);

const CUT: readonly [title: string, text: string, statements: readonly string[]][] = [
  ['nothing', '', []],
  ['white space', ' \t\r\n\n', []],
  ['only semicolons', ';;\n;', []],
  ['only comments', "-- a; b\n/* c; /* d */ ' */\n", []],
  ['no final semicolon', 'select 1;\nselect 2', ['select 1', 'select 2']],
  ['empty statements between', ';;select 1;;;select 2;;', ['select 1', 'select 2']],
  ['byte order mark', '\ufeffselect 1;', ['select 1']],
  ['CRLF', 'select\r\n1;\r\nselect 2;\r\n', ['select\n1', 'select 2']],
  ['escape strings', `select E'it\\'s; /* no'; select 2;`, [`select E'it\\'s; /* no'`, 'select 2']],
  ['a backslash in a plain string', `select 'c:\\'; select 2;`, [`select 'c:\\'`, 'select 2']],
  ['doubled quotes', `select 'it''s;', "a"";b"; select 2`, [`select 'it''s;', "a"";b"`, 'select 2']],
  [
    'nested comments',
    '/* a /* b; */ c; */ select 1 /* x;/*;*/ */; select 2',
    ['select 1 /* x;/*;*/ */', 'select 2'],
  ],
  [
    'dollars in names',
    'create table a$b$c (x int); select 1 as d$b$; select 2',
    ['create table a$b$c (x int)', 'select 1 as d$b$', 'select 2'],
  ],
  [
    'dollar quotes',
    'do $a$ begin; $$;$$; end $a$; select $$;$$',
    ['do $a$ begin; $$;$$; end $a$', 'select $$;$$'],
  ],
  [
    'a body in SQL',
    'create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 1;',
    [
      'create function f() returns int begin atomic select case when true then 1 end; select 2; end',
      'select 1',
    ],
  ],
  [
    'a rule of several statements',
    'create rule r as on insert to t do also (insert into a values (1); insert into b values ((2))); select 1;',
    [
      'create rule r as on insert to t do also (insert into a values (1); insert into b values ((2)))',
      'select 1',
    ],
  ],
  [
    'astral characters',
    `select '😀é' as "ñ😀"; select '𝕏'; select 3`,
    [`select '😀é' as "ñ😀"`, `select '𝕏'`, 'select 3'],
  ],
  ["drizzle's breakpoints", 'select 1;--> statement-breakpoint\nselect 2;', ['select 1', 'select 2']],
  ['comments above', "-- it's; \"a\n/* ' */\n select 1;\n-- end", ['select 1']],
  ['a comment that ends at a lone CR', '-- a; b\rselect 1;', ['select 1']],
  ['a comment that ends the text', 'select 1 -- one', ['select 1 -- one\n']],
  ['a comment before the semicolon', 'select 1 -- one;\n; select 2', ['select 1 -- one;\n', 'select 2']],
  ['restrict lines', '\\restrict k3y\nselect 1;\n\\unrestrict k3y\n', ['select 1']],
  ['a restrict line in a string', "select '\n\\restrict x\n'", ["select '\n\\restrict x\n'"]],
];

describe('parseMigration', () => {
  it.each(CUT)('cuts %s', async (_, text, expected) => {
    const parsed = await parse(text);
    expect(parsed.statements.map((statement) => statement.text)).toEqual(expected);
    for (const statement of parsed.statements) {
      expect(parsed.text.startsWith(statement.text.trimEnd(), statement.start)).toBe(true);
      expect(parsed.text.slice(0, statement.start).split('\n')).toHaveLength(statement.line);
    }
  });

  it('blanks restrict lines without moving anything', async () => {
    const text = "-- é\n\\restrict 😀 'x\nselect 1;\n";
    const parsed = await parse(text);
    expect(parsed.text).toHaveLength(text.length);
    expect(parsed.statements).toMatchObject([{ text: 'select 1', start: text.indexOf('select'), line: 3 }]);
  });

  it('says of each statement what it is and how it stands to a transaction', async () => {
    const text =
      '-- migrate: lock-timeout 2s\ncreate table a();\n\ncreate index concurrently on a (b);commit;';
    const parsed = await parse(text);
    expect(parsed).toMatchObject({
      name: '0001_x.sql',
      directives: { lockTimeout: 2_000 },
      statements: [
        { index: 0, line: 2, kind: 'CreateStmt', transaction: 'inside' },
        {
          index: 1,
          line: 4,
          kind: 'IndexStmt',
          transaction: 'outside',
          reason: expect.stringContaining('CONCURRENTLY'),
        },
        { index: 2, line: 4, kind: 'TransactionStmt', transaction: 'border', reason: expect.any(String) },
      ],
    });
    expect(parsed.statements[0]?.tree).toMatchObject({ relation: { relname: 'a' } });
    expect(parsed.statements[0]).not.toHaveProperty('reason');
  });
});
