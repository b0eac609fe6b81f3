import { expect, test } from 'vitest';
import { parseMigration } from '../sql/parse-migration.ts';
import { isGenerated } from './is-generated.ts';

const WRITTEN = ['CREATE TABLE "a" (\n\t"id" integer\n);\n', 'CREATE INDEX "i" ON "a" USING btree ("id");'];
const FILE = WRITTEN.join('--> statement-breakpoint\n');

const CASES: readonly [what: string, text: string, generated: readonly string[] | undefined, is: boolean][] =
  [
    ['as it was written', FILE, WRITTEN, true],
    [
      'with a comment and other white space',
      `-- tables\n${FILE.replaceAll('\t', '  ').replace('integer\n', 'integer')}`,
      WRITTEN,
      true,
    ],
    ['with a guard', FILE.replace('CREATE INDEX', 'CREATE INDEX IF NOT EXISTS'), WRITTEN, false],
    [
      'with a statement more',
      `${FILE}--> statement-breakpoint\nGRANT SELECT ON "a" TO anon;`,
      WRITTEN,
      false,
    ],
    ['with another default', FILE.replace('integer', 'integer DEFAULT 1'), WRITTEN, false],
    ['with a statement less', WRITTEN[0] ?? '', WRITTEN, true],
    ['where the snapshots are the same', FILE, [], false],
    ['where drizzle-kit would ask, and the form is its own', FILE, undefined, true],
    ['where drizzle-kit would ask, and somebody has written a comment', `-- mine\n${FILE}`, undefined, false],
    ['where drizzle-kit would ask, and a mark is missing', WRITTEN.join('\n'), undefined, false],
  ];

test.each(CASES)('a file %s', async (_what, text, generated, is) => {
  const file = await parseMigration('0003_a.sql', '0003_a.sql', text);
  expect(await isGenerated(file, new Map([['0003', generated]]))).toBe(is);
});

test('a file without a snapshot is written by hand', async () => {
  const file = await parseMigration('0003_a.sql', '0003_a.sql', FILE);
  expect(await isGenerated(file, new Map([['0002', WRITTEN]]))).toBe(false);
});
