import { expect, test } from 'vitest';
import { findHazards, type HazardFile } from './find-hazards.ts';

/** Files by name, in order; those whose name begins with `old` are not judged. */
function filesOf(
  texts: Readonly<Record<string, string>>,
  generated: HazardFile['generated'] = false,
): HazardFile[] {
  return Object.entries(texts).map(([name, text]) => {
    return { name, path: `drizzle/${name}`, text, judged: !name.startsWith('old'), generated };
  });
}

/** `RULE file:line`, and the code where it is no hazard. */
async function found(
  texts: Readonly<Record<string, string>>,
  generated?: HazardFile['generated'],
): Promise<string[]> {
  const findings = await findHazards(filesOf(texts, generated));
  return findings.map(({ code, rule, at }) =>
    [...(code === 'hazard' ? [] : [code]), rule, `${at?.file.replace('drizzle/', '')}:${at?.line}`].join(' '),
  );
}

const RLS =
  'ALTER TABLE t ENABLE ROW LEVEL SECURITY; REVOKE ALL ON t FROM anon, authenticated, service_role;';
const TABLE = 'CREATE TABLE IF NOT EXISTS t (id int);';

test('a finding says where, why and what to do', async () => {
  const [finding] = await findHazards(
    filesOf({ '1.sql': `-- ä\n  ${TABLE}\nREVOKE ALL ON t FROM anon, authenticated, service_role;` }),
  );
  expect(finding).toEqual({
    code: 'hazard',
    rule: 'table-without-rls',
    severity: 'warning',
    migration: '1.sql',
    at: { file: 'drizzle/1.sql', line: 2, column: 3, source: `  ${TABLE}`, caret: 2 },
    message: 'public.t has no row level security: whom the Data API lets read it reads every row.',
    hint: 'Switch it on, and say in policies which rows are whose.',
    object: 'public.t',
    sql: ['ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;'],
  });
});

test('findings come in the order of the files, and in a file from top to bottom, whoever found them', async () => {
  expect(
    await found({
      '1.sql':
        'DROP INDEX IF EXISTS i;\nDROP POLICY IF EXISTS p ON auth.users;\nALTER TABLE t DROP COLUMN IF EXISTS a;',
      '2.sql': 'CREATE POLICY p ON t TO anon USING (true);',
    }),
  ).toEqual([
    'require-concurrent-index-deletion 1.sql:1',
    'platform-drop 1.sql:2',
    'ban-drop-column 1.sql:3',
    'not-rerunnable 2.sql:1',
  ]);
});

test('only judged files are told about, and all count', async () => {
  expect(await found({ 'old 1.sql': TABLE, '2.sql': 'SELECT 1;' })).toEqual([]);
  expect(await found({ '1.sql': TABLE, 'old 2.sql': RLS })).toEqual([]);
  expect(await found({ '1.sql': TABLE, '2.sql': RLS })).toEqual([]);
  expect(await findHazards(filesOf({ 'old 1.sql': TABLE }))).toEqual([]);
});

test('a file that cannot be parsed is left out, and the others are judged', async () => {
  expect(
    await found({
      '1.sql': 'CREATE TABLE (',
      '2.sql': TABLE,
      '3.sql': 'REVOKE ALL ON t FROM anon, authenticated, service_role;',
    }),
  ).toEqual(['table-without-rls 2.sql:1']);
});

test('an allow on top is for the file, above a statement for that one', async () => {
  const drop = 'ALTER TABLE t DROP COLUMN IF EXISTS a;';
  expect(await found({ '1.sql': `-- migrate: allow ban-drop-column\n${drop}\n${drop}` })).toEqual([]);
  expect(
    await found({ '1.sql': `${drop}\n-- migrate: allow ban-drop-column: nobody reads it\n${drop}\n${drop}` }),
  ).toEqual(['ban-drop-column 1.sql:1', 'ban-drop-column 1.sql:4']);
  // What a table lacks is found where it is made.
  expect(
    await found({
      '1.sql': `SELECT 1;\n-- migrate: allow table-without-rls, table-without-grants\n${TABLE}`,
    }),
  ).toEqual([]);
  expect(
    await found({ '1.sql': `-- migrate: allow table-without-rls\n${TABLE}`, '2.sql': RLS.slice(41) }),
  ).toEqual([]);
});

test('an allow that silences nothing is told, with the name that may be meant', async () => {
  const texts = {
    '1.sql':
      '-- migrate: allow table-without-rls\n-- migrate: allow table-without-rsl\n-- migrate: allow nonsense\nSELECT 1;',
    '2.sql':
      'SELECT 1;\n-- migrate: allow ban-drop-column\nSELECT 2;\nALTER TABLE t DROP COLUMN IF EXISTS a;',
    'old 3.sql': '-- migrate: allow table-without-rls\nSELECT 1;',
  };
  const findings = await findHazards(filesOf(texts));
  expect(findings.map(({ code, at, message, hint }) => [code, at?.line, message, hint])).toEqual([
    [
      'allow_unused',
      1,
      '"allow table-without-rls" silences nothing here.',
      'Take the comment away; above another statement it is for that one only.',
    ],
    [
      'allow_unused',
      2,
      'There is no rule "table-without-rsl", so that allowing it silences nothing.',
      'Is table-without-rls meant?',
    ],
    [
      'allow_unused',
      3,
      'There is no rule "nonsense", so that allowing it silences nothing.',
      'docs/rules lists the rules.',
    ],
    ['hazard', 4, expect.stringMatching('break existing clients'), expect.stringMatching('More: https')],
    ['allow_unused', 2, '"allow ban-drop-column" silences nothing here.', expect.anything()],
  ]);
});

test('what a tool wrote need not run twice; where nobody knows, its form tells', async () => {
  const drizzle = `CREATE TYPE "public"."kind" AS ENUM('a');--> statement-breakpoint\nALTER TABLE "t" ADD COLUMN "a" text;`;
  const edited = `${drizzle}\nALTER TABLE "t" ADD COLUMN IF NOT EXISTS "b" text;`;
  const byHand = 'alter table t add column a text;';
  expect(await found({ '1.sql': drizzle }, true)).toEqual([]);
  expect(await found({ '1.sql': drizzle }, 'by_form')).toEqual([]);
  expect(await found({ '1.sql': byHand }, 'by_form')).toEqual(['not-rerunnable 1.sql:1']);
  expect(await found({ '1.sql': edited }, 'by_form')).toEqual([
    'not-rerunnable 1.sql:1',
    'not-rerunnable 1.sql:2',
  ]);
  expect(await found({ '1.sql': drizzle }, false)).toHaveLength(2);
});
