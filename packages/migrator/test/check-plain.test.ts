import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { check, printed } from './check-world.ts';
import { type CliRun, cli, writeFolder } from './folder.ts';

const TABLE = 'CREATE TABLE IF NOT EXISTS public.t (id int, n int DEFAULT 1);\n';

/** With all that our rules want of a table. */
const CLEAN = `${TABLE}ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON TABLE public.t FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON public.t TO authenticated;
`;

test('plain files: what needs drizzle-kit is skipped, and says why', async () => {
  const folder = writeFolder({ '0001_t.sql': CLEAN });
  const run = await check(folder);
  expect(run.exitCode).toBe(0);
  expect(printed(run, realpathSync(folder)).stdout).toEqual([
    '✅ replay     1 file from an empty database (0.0 s)',
    '⏭️  schema     skipped: the folder is not one of drizzle-kit',
    '✅ idempotent 1 hand-written file run twice (0.0 s)',
    '⏭️  push       skipped: the folder is not one of drizzle-kit',
    "✅ history    names on disk; no URL is set, so no database's history (0.0 s)",
    '✅ hazards    1 file (0.0 s)',
    '✅ undo       1 file undone (0.0 s)',
    '⏭️  branches   skipped: no branch is named: --against REF',
    '✅ All checks passed (5 done, 3 skipped)',
  ]);
});

test('a file that does not run from empty: the place, and nothing after it is blamed', async () => {
  const folder = writeFolder({
    '0001_t.sql': TABLE,
    '0002_x.sql': 'SELECT 1;\nALTER TABLE public.missing ADD COLUMN c int;\n',
    '0003_y.sql': 'CREATE TABLE public.y (id int);\n',
  });
  const run = await check(folder, ['--only', 'replay,idempotent']);
  expect(run.exitCode).toBe(1);
  expect(run.stdout[0]).toMatch(/^❌ replay .*1 of 3 files/);
  expect(run.stderr.slice(0, 3)).toEqual([
    expect.stringMatching(
      /^❌ 0002_x\.sql failed on the shadow.*"public\.missing" does not exist.*\[replay_failed\]/,
    ),
    `   ${basename(folder)}/0002_x.sql:2:1`,
    '   2 │ ALTER TABLE public.missing ADD COLUMN c int;',
  ]);
});

test('a syntax error is a finding of the replay', async () => {
  const folder = writeFolder({ '0001_t.sql': TABLE, '0002_x.sql': 'CREATE TABEL x ();\n' });
  const run = await check(folder, ['--only', 'replay']);
  expect(run.exitCode).toBe(1);
  expect(run.stderr.join('\n')).toMatch(/0002_x\.sql:1:8/);
});

/** Files of which the last runs twice without an error. */
const CHANGING: readonly [what: string, text: string, says: RegExp][] = [
  [
    'rows more',
    'INSERT INTO public.t (id) VALUES (1);\n',
    /0002_second\.sql changes rows of public\.t when it runs again\. \[not_idempotent\][\s\S]*Expected: 1 row\n.*Found: 2 rows/,
  ],
  [
    'the rows that are there',
    'INSERT INTO public.t (id) SELECT 1 WHERE NOT EXISTS (SELECT FROM public.t);\nUPDATE public.t SET n = n + 1;\n',
    /changes rows of public\.t[\s\S]*Found: 1 row, not the same ones/,
  ],
  [
    'a default',
    `DO $$ BEGIN
  IF (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'public.t'::regclass) = '1'
  THEN ALTER TABLE public.t ALTER COLUMN n SET DEFAULT 2;
  ELSE ALTER TABLE public.t ALTER COLUMN n SET DEFAULT 3; END IF;
END $$;\n`,
    /changes the default of column n of table public\.t when it runs again[\s\S]*Expected: .*2[\s\S]*Found: .*3/,
  ],
  [
    'an index more',
    'CREATE INDEX ON public.t (n);\n',
    /changes the index public\.t_n_idx1 when it runs again/,
  ],
  [
    'what an index built outside of a transaction leaves',
    'CREATE INDEX CONCURRENTLY ON public.t (n);\n',
    /changes the index public\.t_n_idx1 when it runs again/,
  ],
];

test.each(CHANGING)('a second run that changes %s is caught', async (_what, text, says) => {
  const folder = writeFolder({
    '0001_t.sql': TABLE,
    '0002_second.sql': text,
    // Runs only where the second run has left nothing.
    '0003_end.sql': `CREATE UNIQUE INDEX IF NOT EXISTS t_n ON public.t (n);
DO $$ BEGIN IF to_regclass('public.t_n_idx1') IS NOT NULL THEN RAISE 'there are two'; END IF; END $$;
`,
  });
  const run = await check(folder, ['--only', 'replay,idempotent']);
  expect(run.stderr.join('\n')).toMatch(says);
  expect(run.stderr.join('\n')).not.toMatch(/0001_t|0003_end/);
  expect(run.stdout[0]).toMatch(/^✅ replay/);
  expect(run.exitCode).toBe(1);
});

test('a file in a transaction of its own that fails half way again leaves nothing to the files after it', async () => {
  const folder = writeFolder({
    '0001_t.sql': TABLE,
    '0002_half.sql': 'INSERT INTO public.t (id) VALUES (1);\nCREATE TABLE public.u (id int);\n',
    '0003_one.sql': `DO $$ BEGIN IF (SELECT count(*) FROM public.t) <> 1 THEN RAISE 'rows'; END IF; END $$;\n`,
  });
  const run = await check(folder, ['--only', 'replay,idempotent']);
  expect(run.stdout[0]).toMatch(/^✅ replay +3 files/);
  expect(run.stderr[0]).toMatch(/0002_half\.sql can not run twice: relation "u" already exists/);
  expect(run.stderr.join('\n')).not.toMatch(/0003_one/);
});

test('the "--" of npm and pnpm behind the command is dropped', async () => {
  const folder = writeFolder({ '0001_t.sql': TABLE });
  const run = await cli(['check', '--', '--only', 'history', '--dir', '.'], { cwd: folder });
  expect(run.stderr).toEqual([]);
  expect(run.stdout).toHaveLength(2);
  expect(run.exitCode).toBe(0);
});

test('an unknown part is a usage error', async () => {
  const folder = writeFolder({ '0001_t.sql': TABLE });
  const run = await check(folder, ['--only', 'replays']);
  expect(run.exitCode).toBe(2);
  expect(run.stderr.join('\n')).toMatch(/"replays" is none of replay, schema/);
});

const PLAIN_TRIGGER = `CREATE OR REPLACE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS 'BEGIN RETURN new; END';
CREATE TRIGGER f BEFORE UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.f();
`;

test('a file that can not run twice is told once, though the rules see it too', async () => {
  const folder = writeFolder({ '0001_t.sql': CLEAN, '0002_f.sql': PLAIN_TRIGGER });
  const both = await check(folder, ['--only', 'idempotent,hazards', '--json']);
  expect(findingsOf(both)).toEqual([['idempotent', 'not_idempotent', undefined]]);
  const rules = await check(folder, ['--only', 'hazards', '--json']);
  expect(findingsOf(rules)).toEqual([['hazards', 'hazard', 'not-rerunnable']]);
});

test('what its author allows is silent, in the run as in the rules; an allow that nothing needs is told', async () => {
  const allow = '-- migrate: allow not-rerunnable\n';
  const folder = writeFolder({
    '0001_t.sql': CLEAN,
    '0002_f.sql': allow + PLAIN_TRIGGER,
    // Only the run sees this one.
    '0003_do.sql': `${allow}DO $$ BEGIN EXECUTE 'CREATE TYPE public.mood AS ENUM ()'; END $$;\n`,
    '0004_none.sql': `${allow}COMMENT ON TABLE public.t IS 'none';\n`,
  });
  const run = await check(folder, ['--only', 'idempotent,hazards', '--json']);
  expect(findingsOf(run)).toEqual([['hazards', 'allow_unused', 'not-rerunnable']]);
  expect(run.stdout.at(-1)).toMatch(/"migration":"0004_none/);
  expect(run.exitCode).toBe(1);
});

test('a file whose undoing can not be generated is named, and the others are tried all the same', async () => {
  const folder = writeFolder({
    '0001_t.sql': TABLE,
    '0002_role.sql': 'CREATE ROLE check_undo_role;\n',
    '0003_c.sql': 'ALTER TABLE public.t ADD COLUMN IF NOT EXISTS c int;\n',
  });
  const run = await check(folder, ['--only', 'undo']);
  expect(run.exitCode).toBe(1);
  expect(run.stdout[0]).toMatch(/^❌ undo +3 files undone/);
  expect(run.stderr[0]).toMatch(/^❌ 0002_role\.sql can not be undone by generated SQL: .*\[no_inverse\]/);
  expect(run.stderr.filter((line) => line.includes('[no_inverse]'))).toHaveLength(1);
});

test('an inverse written by hand is run in place of a generated one; what it leaves is told and fails nothing', async () => {
  const files = {
    '0001_t.sql': TABLE,
    '0002_role.sql': 'CREATE ROLE check_undo_role;\n',
    '0002_role.down.sql': 'DROP ROLE check_undo_role;\n',
    '0003_two.sql': 'CREATE TABLE public.a (id int);\nCREATE TABLE public.b (id int);\n',
    '0003_two.down.sql': 'DROP TABLE public.a;\n',
  };
  const leaves = await check(writeFolder(files), ['--only', 'undo']);
  expect(leaves.stdout[0]).toMatch(/^✅ undo +3 files undone, 2 by a file of its own/);
  expect(leaves.stderr.join('\n')).toMatch(
    /0003_two\.down\.sql leaves the table public\.b other .*\[down_differs\]/,
  );
  expect(leaves.exitCode).toBe(0);

  const fails = await check(writeFolder({ ...files, '0003_two.down.sql': 'DROP TABLE public.c;\n' }), [
    '--only',
    'undo',
  ]);
  expect(fails.stderr.join('\n')).toMatch(/0003_two.*\[down_failed\]/);
  expect(fails.exitCode).toBe(1);

  const broken = await check(writeFolder({ ...files, '0003_two.down.sql': 'DORP;\n' }), ['--only', 'undo']);
  expect(broken.stderr.join('\n')).toMatch(/can not be read: .*DORP.*\[down_failed\]/);
  expect(broken.exitCode).toBe(1);
});

/** Part, code and rule of each finding. */
function findingsOf({ stdout }: CliRun): unknown[] {
  const { parts } = JSON.parse(stdout.at(-1) ?? '');
  return parts.flatMap(({ name, findings }: { name: string; findings: { code: string; rule?: string }[] }) =>
    findings.map(({ code, rule }) => [name, code, rule]),
  );
}
