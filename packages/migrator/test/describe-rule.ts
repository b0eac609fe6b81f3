import { describe, expect, test } from 'vitest';
import { emptyFolder } from '../src/lint/folder/folder.ts';
import { readMigration } from '../src/lint/folder/read-migration.ts';
import { groupByMigration } from '../src/lint/made-by.ts';
import type { Rule } from '../src/lint/rule.ts';
import { locate } from '../src/sql/locate.ts';
import { parseMigration } from '../src/sql/parse-migration.ts';
import { textOffsets } from '../src/sql/text-offsets.ts';

/** One file's SQL, or several files in the order they run. */
type Files = string | readonly string[];

/** What a rule finds, as `line:column`, with the file's number before it where there are several. */
export type RuleCases = {
  readonly ok: readonly Files[];
  readonly bad: readonly (readonly [files: Files, found: readonly string[]])[];
};

/**
 * Tests of one rule, in SQL: it finds nothing in what is ok, exactly these places in what is bad, and nothing any more
 * once the SQL it proposes stands behind the files.
 */
export function describeRule(rule: Rule, { ok, bad }: RuleCases): void {
  describe(rule.name, () => {
    test.each(ok.map((files) => [files]))('ok: %s', async (files) => {
      expect((await apply(rule, files)).map(({ place }) => place)).toEqual([]);
    });
    test.each(bad)('bad: %s', async (files, found) => {
      const hits = await apply(rule, files);
      expect(hits.map(({ place }) => place)).toEqual(found);
      for (const { message, hint } of hits) {
        expect(message).toMatch(/^[\w("].*\.$/s);
        expect(hint).toMatch(/\S[.;]$/);
      }
      const mends = hits.flatMap(({ sql = [] }) => sql);
      if (mends.length === 0) return;
      const mended = await apply(rule, [...(typeof files === 'string' ? [files] : files), mends.join('\n')]);
      expect(mended.map(({ place }) => place)).toEqual([]);
    });
  });
}

async function apply(rule: Rule, files: Files) {
  const texts = typeof files === 'string' ? [files] : files;
  const folder = emptyFolder();
  const parsed = await Promise.all(
    texts.map((text, index) => parseMigration(`${index + 1}.sql`, `${index + 1}.sql`, text)),
  );
  for (const each of parsed) readMigration(folder, each);
  const madeBy = groupByMigration(folder);
  return parsed.flatMap((each) =>
    rule.find({ ...each, generated: false }, madeBy(each.name), folder).map((hit) => {
      const { statement, byte } = hit.at;
      const start = each.statements[statement]?.start ?? -1;
      const offset = byte === undefined ? start : textOffsets(each.text).fromByte(byte);
      const { line, column } = locate(each.name, each.text, offset);
      const file = typeof files === 'string' ? '' : `${each.name} `;
      return { ...hit, place: `${file}${line}:${column}` };
    }),
  );
}
