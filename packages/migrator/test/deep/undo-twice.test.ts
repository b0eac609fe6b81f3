import { expect, test } from 'vitest';
import type { CheckResult } from '../../src/model/check.ts';
import { SCHEMA } from '../catalog-mutations.ts';
import { openFolder } from '../open-folder.ts';

test.each([
  ['what a file makes', { '0001_all.sql': SCHEMA }, undefined],
  [
    'what it drops',
    {
      '0000_all.sql': SCHEMA,
      '0001_drop.sql': 'DROP SCHEMA private CASCADE; DROP TABLE pets, owners CASCADE;',
    },
    undefined,
  ],
  [
    'a type it drops',
    { '0000_type.sql': "CREATE TYPE mood AS ENUM ('calm');", '0001_drop.sql': 'DROP TYPE mood;' },
    'type "mood" already exists.',
  ],
  [
    'a rename',
    { '0000_t.sql': 'CREATE TABLE t (a int);', '0001_rename.sql': 'ALTER TABLE t RENAME COLUMN a TO b;' },
    'column "b" does not exist.',
  ],
  [
    'rows, by hand',
    {
      '0000_t.sql': 'CREATE TABLE t (a int); INSERT INTO t VALUES (1);',
      '0001_less.sql': 'UPDATE t SET a = a - 1;',
      '0001_less.down.sql': 'UPDATE t SET a = a + 1;',
    },
    'it changes rows of public.t each time.',
  ],
])('%s is taken back by a file that runs twice, or says why it can not', async (_, files, why) => {
  const given = Object.entries(files).map(([name, text]) => [
    name,
    `-- migrate: allow not-rerunnable\n${text}`,
  ]);
  const { run, read, list } = openFolder(Object.fromEntries(given));
  expect((await run('undo', list().find((name) => /^0001_\w+\.sql$/.test(name)) ?? '')).exitCode).toBe(0);
  const [, allows] = /^-- migrate: allow not-rerunnable: (.*)$/m.exec(read(list().at(-1) ?? '')) ?? [];
  expect(allows).toBe(why);
  const checked = await run('check', '--only', 'idempotent,hazards', '--json');
  const { parts } = JSON.parse(checked.stdout.at(-1) ?? '') as CheckResult;
  const told = parts
    .flatMap(({ findings }) => findings)
    .filter(({ migration }) => migration === list().at(-1));
  expect(told.filter(({ code, rule }) => code !== 'hazard' || rule === 'not-rerunnable')).toEqual([]);
});
