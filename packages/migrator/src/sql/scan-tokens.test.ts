import { expect, test } from 'vitest';
import { sameTokens, scanTokens } from './scan-tokens.ts';

const kinds = (text: string) => scanTokens(text).map(({ kind, text: value }) => `${kind} ${value}`);

test.each<[text: string, tokens: string[]]>([
  [
    "SELECT 'it''s', E'a\\'b', N'x' -- no\n/* no /* no */ no */ ;",
    ['word select', "string it's", 'sign ,', "string a\\'b", 'sign ,', 'string x', 'sign ;'],
  ],
  ['"A ""b""".c_d$1', ['name A "b"', 'sign .', 'word c_d$1']],
  ["$$ ' $x$ $$ || $x$ $$ $x$", ["string  ' $x$ ", 'sign |', 'sign |', 'string  $$ ']],
  ['a$b$c <> 1.5e3 + $1', ['word a$b$c', 'sign <', 'sign >', 'number 1.5e3', 'sign +', 'sign $', 'number 1']],
  ["größe 'open", ['word größe', 'string open']],
  ['$tag$ never closed', ['string  never closed']],
])('%s', (text, tokens) => {
  expect(kinds(text)).toEqual(tokens);
});

test('a string knows where its content starts', () => {
  const text = "DO $body$ x $body$ LANGUAGE 'sql'";
  const strings = scanTokens(text).filter(({ kind }) => kind === 'string');
  expect(strings.map(({ content, text: value }) => text.slice(content, content + value.length))).toEqual([
    ' x ',
    'sql',
  ]);
});

test('blanks, comments and the case of words make no difference; anything else does', () => {
  expect(sameTokens('BEGIN\r\n  return NEW; -- so\nEND', 'begin return new;end')).toBe(true);
  for (const other of [
    "BEGIN return 'NEW'; END",
    'BEGIN return "NEW"; END',
    'BEGIN return NEW END',
    'BEGIN return NEW; END x',
  ])
    expect(sameTokens('BEGIN return NEW; END', other), other).toBe(false);
  expect(sameTokens("SELECT 'a'", "SELECT 'A'")).toBe(false);
});
