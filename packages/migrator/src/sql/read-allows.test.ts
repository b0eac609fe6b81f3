import { expect, test } from 'vitest';
import { MigratorError } from '../model/errors.ts';
import { parseMigration } from './parse-migration.ts';

/** `RULE line:statement`, `*` for the whole file. */
async function allowsOf(text: string): Promise<string[]> {
  const { allows, text: parsed } = await parseMigration('x.sql', 'drizzle/x.sql', text);
  return allows.map(({ rule, start, statement }) => {
    const line = parsed.slice(0, start).split('\n').length;
    return `${rule} ${line}:${statement ?? '*'}`;
  });
}

test.each<[text: string, found: string[]]>([
  ['select 1;', []],
  ['-- migrate: allow a\nselect 1;', ['a 1:*']],
  ['--migrate:allow   a-b\n-- more\nselect 1; select 2;', ['a-b 1:*']],
  ['select 1;\n-- migrate: allow a\nselect 2;\nselect 3;', ['a 2:1']],
  ['select 1;--> statement-breakpoint\n-- migrate: allow a\nselect 2;', ['a 2:1']],
  ['-- migrate: allow a, b ,c\nselect 1;', ['a 1:*', 'b 1:*', 'c 1:*']],
  ['-- migrate: allow a: because, of it\nselect 1;', ['a 1:*']],
  ['-- migrate: allow a, b (see 12)\nselect 1;', ['a 1:*', 'b 1:*']],
  ['-- migrate: lock-timeout 2s\n-- migrate: allow a\nselect 1;', ['a 2:*']],
  // For nothing that comes, and nothing before it.
  ['select 1;\n-- migrate: allow a', []],
  ['-- migrate: allow a', ['a 1:*']],
  // No comments of their own.
  ['select 1 -- migrate: allow a\n;', []],
  ["select '\n-- migrate: allow a\n';", []],
  ['/*\n-- migrate: allow a\n*/ select 1;', []],
  ['-- to migrate: allow a\nselect 1;', []],
  ["select 'ä😀'; -- migrate: allow a\nselect 2;", ['a 1:1']],
])('%j', async (text, found) => {
  expect(await allowsOf(text)).toEqual(found);
});

test.each([
  ['-- migrate: allow\nselect 1;', 1],
  ['-- migrate: allow because of it\nselect 1;', 1],
  ['-- migrate: allow a b\nselect 1;', 1],
  ['select 1;\n-- migrate: allow Table\nselect 2;', 2],
])('refuses %j', async (text, line) => {
  const error = await allowsOf(text).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MigratorError);
  expect(error).toMatchObject({ code: 'directive_unknown', details: { at: { line, column: 1 } } });
});
