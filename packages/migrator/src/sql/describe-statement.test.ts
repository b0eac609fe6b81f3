import { describe, expect, test } from 'vitest';
import { describeStatements, summarise } from './describe-statement.ts';
import { parseMigration } from './parse-migration.ts';

test.each([
  ['SELECT  1,\n\t2', 'SELECT 1, 2'],
  ["CREATE ROLE w PASSWORD 'hunter2'", "CREATE ROLE w PASSWORD '…'"],
  ["CREATE ROLE w PASSWORD 'hun--ter2'", "CREATE ROLE w PASSWORD '…'"],
  ["CREATE ROLE w PASSWORD E'hun\\'ter2'", "CREATE ROLE w PASSWORD '…'"],
  ["CREATE ROLE w PASSWORD 'hun''ter2'", "CREATE ROLE w PASSWORD '…'"],
  ['CREATE ROLE w PASSWORD $x$hunter2$x$', 'CREATE ROLE w PASSWORD $$…$$'],
  ["SELECT /* it's */ 1 -- 'hunter2", 'SELECT 1'],
  [`SELECT "it's" FROM t WHERE a = 'hunter2'`, `SELECT "it's" FROM t WHERE a = '…'`],
  [`SELECT ${'a'.repeat(200)}`, `SELECT ${'a'.repeat(92)}…`],
])('%s in one line', (text, summary) => {
  expect(summarise(text)).toBe(summary);
});

describe('locks', () => {
  const locksOf = async (text: string) => {
    const described = describeStatements((await parseMigration('a.sql', 'a.sql', text)).statements);
    return described.map(({ locks }) => locks.map(({ mode, relation }) => `${mode} ${relation}`));
  };

  test('on what the file makes itself are left out, under either form of its name', async () => {
    expect(
      await locksOf('CREATE TABLE public.a (); ALTER TABLE a ADD x int; CREATE INDEX ON b (x);'),
    ).toEqual([[], [], ['SHARE b']]);
  });

  test('on what it makes afterwards are not', async () => {
    expect(await locksOf('DROP TABLE a; CREATE TABLE a ();')).toEqual([['ACCESS EXCLUSIVE a'], []]);
  });
});
