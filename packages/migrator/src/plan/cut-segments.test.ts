import { expect, test } from 'vitest';
import { parseMigration } from '../sql/parse-migration.ts';
import { cutSegments } from './cut-segments.ts';

/** Segments as `t` or `a` with the numbers of their statements. */
const CASES: readonly [title: string, text: string, segments: string][] = [
  ['one transaction', 'CREATE TABLE a (id int); CREATE TABLE b (id int);', 't:0,1'],
  ['nothing', '-- nothing', ''],
  [
    'an index built concurrently',
    'CREATE TABLE a (i int); CREATE INDEX CONCURRENTLY ON a (i); SELECT 1;',
    't:0 a:1 t:2',
  ],
  ['two in a row', 'VACUUM a; VACUUM b;', 'a:0 a:1'],
  ['BEGIN and COMMIT around all of it', 'BEGIN; SELECT 1; SELECT 2; COMMIT;', 't:1,2'],
  ['COMMIT in the middle', 'SELECT 1; COMMIT; SELECT 2;', 't:0 t:2'],
  [
    'drizzle’s idiom',
    'SELECT 1;\nCOMMIT;--> statement-breakpoint\nCREATE INDEX CONCURRENTLY i ON a (b);--> statement-breakpoint\nBEGIN;\nSELECT 2;',
    't:0 a:2 t:4',
  ],
  [
    'BEGIN with modes',
    'BEGIN ISOLATION LEVEL REPEATABLE READ, READ WRITE; SELECT 1; END;',
    't(ISOLATION LEVEL repeatable read, READ WRITE):1',
  ],
  ['COMMIT AND CHAIN', 'BEGIN; SELECT 1; COMMIT AND CHAIN; SELECT 2; COMMIT;', 't:1 t:3'],
  ['a label that nobody uses', "ALTER TYPE m ADD VALUE 'new'; CREATE TABLE a (id int);", 't:0,1'],
  [
    'a label used later',
    "ALTER TYPE m ADD VALUE 'new'; CREATE TABLE a (id int); INSERT INTO b VALUES ('new');",
    't:0,1 t:2',
  ],
  [
    'a label used in a default',
    "ALTER TYPE m ADD VALUE 'it''s'; ALTER TABLE a ALTER s SET DEFAULT 'it''s'::m;",
    't:0 t:1',
  ],
  [
    'a label used in a body',
    "ALTER TYPE m ADD VALUE 'new'; DO $$ BEGIN INSERT INTO b VALUES ('new'); END $$;",
    't:0 t:1',
  ],
  [
    'all labels of the type',
    "ALTER TYPE m ADD VALUE 'new'; INSERT INTO b SELECT unnest(enum_range(null::m));",
    't:0 t:1',
  ],
  [
    'two labels, both used',
    "ALTER TYPE m ADD VALUE 'x'; ALTER TYPE m ADD VALUE 'y'; INSERT INTO b VALUES ('x'), ('y');",
    't:0,1 t:2',
  ],
  ['a label renamed', "ALTER TYPE m RENAME VALUE 'old' TO 'new'; INSERT INTO b VALUES ('new');", 't:0,1'],
  ['no-transaction', '-- migrate: no-transaction\nSELECT 1; CALL f();', 't:0 a:1'],
  [
    'no-transaction with one of its own',
    '-- migrate: no-transaction\nCALL f(); BEGIN; SELECT 1; SELECT 2; COMMIT; CALL g();',
    'a:0 t:2,3 a:5',
  ],
  ['no-transaction with settings', "-- migrate: no-transaction\nSET work_mem = '1GB'; CALL f();", 't:0 a:1'],
];

test.each(CASES)('%s', async (_title, text, expected) => {
  const { statements, directives } = await parseMigration('0001_a.sql', '0001_a.sql', text);
  const shown = cutSegments(statements, { directives }).map(
    ({ runs, modes, statements: some }) =>
      `${runs === 'alone' ? 'a' : 't'}${modes === '' ? '' : `(${modes})`}:${some.map(({ index }) => index).join(',')}`,
  );
  expect(shown.join(' ')).toBe(expected);
});
