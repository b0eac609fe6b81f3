import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findHazards } from '../find-hazards.ts';
import { findProgram, runSquawk } from './run-squawk.ts';
import { SQUAWK_OFF, SQUAWK_ON, SQUAWK_RULES } from './squawk-rules.ts';

const program = findProgram() ?? '';

/** Rule, line and column of what squawk's rules find in a file; it is what a tool wrote, so that ours say little. */
async function hazardsOf(text: string): Promise<string[]> {
  const file = { name: '1_a.sql', path: '1_a.sql', text, judged: true, generated: true };
  const found = await findHazards([file]);
  return found
    .filter(({ rule = '' }) => rule in SQUAWK_RULES)
    .map(({ rule, at }) => `${rule} ${at?.line}:${at?.column}`);
}

test.each<[sql: string, found: string[]]>([
  ['ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);', ['constraint-missing-not-valid 1:15']],
  ['ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;', []],
  ['ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u;', ['constraint-missing-not-valid 1:15']],
  // Columns count in UTF-16 units, though squawk counts bytes.
  ['-- ä\nALTER TABLE "tüü😀" ADD CONSTRAINT c CHECK (a > 0);', ['constraint-missing-not-valid 2:21']],
  ['CREATE INDEX IF NOT EXISTS i ON t (a);', ['require-concurrent-index-creation 1:1']],
  ['CREATE TABLE t (a text); CREATE INDEX i ON t (a);', []],
  // The runner sends it outside of its transaction.
  ['CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a);', []],
  // The file is one transaction: NOT VALID and VALIDATE in it hold one lock.
  [
    'ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT c;',
    ['constraint-missing-not-valid 2:15'],
  ],
  ['ALTER TABLE t\n  DROP COLUMN a;', ['ban-drop-column 2:3']],
  ['ALTER TABLE t ADD COLUMN a text NOT NULL;', ['adding-required-field 1:15']],
  ['ALTER TABLE t RENAME COLUMN a TO b;', ['renaming-column 1:15']],
  ['ALTER TABLE t ALTER COLUMN a TYPE text;', ['changing-column-type 1:30']],
  ['CREATE TABLE t (a timestamp, b varchar(3), c int);', ['prefer-timestamp-tz 1:19']],
  ['TRUNCATE t CASCADE;', ['ban-truncate-cascade 1:12']],
  // What the runner sets for each file need not stand in it.
  ['ALTER TABLE t ADD COLUMN IF NOT EXISTS a text;', []],
])('%s', async (sql, found) => {
  expect(await hazardsOf(sql)).toEqual(found);
});

describe('the list of rules', () => {
  test.each([...SQUAWK_OFF, ...SQUAWK_ON])('squawk knows %s', (rule) => {
    const { stderr } = spawnSync(program, ['--exclude', rule, '--help'], { encoding: 'utf8' });
    expect(stderr).toBe('');
  });

  test('squawk knows no other', () => {
    // The names stand in the program one behind the other: a release that brings a new rule is decided about here.
    const [first = '', second = ''] = [
      'require-concurrent-index-creation',
      'require-concurrent-index-deletion',
    ];
    const names =
      new RegExp(`${first}${second}[a-z-]*`).exec(readFileSync(program, 'latin1'))?.[0] ?? 'not found';
    const longestFirst = Object.keys(SQUAWK_RULES).sort((a, b) => b.length - a.length);
    expect(longestFirst.reduce((rest, rule) => rest.replaceAll(rule, ''), names)).toBe('');
  });
});

describe('where squawk has no program', () => {
  test('it is said, and our own rules are applied all the same', async () => {
    const text = '-- migrate: allow ban-drop-table\nDROP POLICY p ON auth.users;';
    const file = { name: '1_a.sql', path: '1_a.sql', text, judged: true, generated: true };
    const found = await findHazards([file], { squawk: undefined });
    // Whether the allow is needed nobody knows.
    expect(found.map(({ code, rule }) => [code, rule])).toEqual([
      ['lint_incomplete', undefined],
      ['hazard', 'platform-drop'],
    ]);
    expect(found[0]?.message).toMatch(
      /^Squawk's rules were not applied: squawk-cli has no program for \w+ \w+ installed\.$/,
    );
  });

  test('or it does not start, or it says nothing sensible', async () => {
    const nowhere = join(tmpdir(), 'no-such-program');
    expect(await runSquawk(['SELECT 1;'], nowhere)).toEqual({
      missing: expect.stringMatching(/^squawk does not start here \(.*ENOENT/),
    });
    const odd = writeProgram('echo oh >&2', 'echo no json');
    expect(await runSquawk(['SELECT 1;'], odd)).toEqual({ missing: 'squawk ended without a verdict (oh)' });
  });
});

test('a file that Postgres understands and squawk does not is named', async () => {
  // No SQL is known that only squawk refuses: what it would say is said by a program in its place.
  const squawk = writeProgram(
    `echo '[{"file":"1.sql","line":0,"column":0,"message":"odd","help":null,"rule_name":"syntax-error"}]'`,
  );
  const file = {
    path: 'x.sql',
    text: '-- migrate: allow ban-drop-table\nSELECT 1;',
    judged: true,
    generated: true,
  };
  const found = await findHazards(
    [1, 2].map((name) => ({ ...file, name: `${name}.sql` })),
    { squawk },
  );
  expect(found.map(({ code, migration, message }) => [code, migration, message])).toEqual([
    ['allow_unused', '1.sql', '"allow ban-drop-table" silences nothing here.'],
    [
      'lint_incomplete',
      '2.sql',
      "Squawk's rules were not applied to x.sql: squawk does not understand its SQL, though Postgres does.",
    ],
  ]);
});

/** A shell script that is gone after the test. */
function writeProgram(...lines: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'squawk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'squawk');
  writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(path, 0o755);
  return path;
}
