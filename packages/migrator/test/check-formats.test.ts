import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { check, printed } from './check-world.ts';
import { writeFolder } from './folder.ts';

/** A name with everything GitHub's commands use for themselves. */
const AWKWARD = '0002_a%b,c.sql';
const FILES = {
  '0001_t.sql': 'CREATE TABLE IF NOT EXISTS public.t (id int);\n',
  [AWKWARD]: '-- one\nCREATE TABLE public."x|y: `100%`, z" (id int);\n',
};

test('github: annotations with their place, and a summary for the run', async () => {
  const folder = realpathSync(writeFolder(FILES));
  const place = mkdtempSync(join(tmpdir(), 'summary-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  const summary = join(place, 'summary.md');
  const env = { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: join(folder, '..') };
  const run = await check(folder, ['--only', 'replay,idempotent', '--format', 'github'], { env });
  expect(run.exitCode).toBe(1);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const { stdout, stderr } = printed(run, name);
  expect({ stdout, stderr }).toMatchInlineSnapshot(`
    {
      "stderr": [
        "❌ Findings in idempotent (0.0 s)",
      ],
      "stdout": [
        "✅ replay     2 files from an empty database (0.0 s)",
        "❌ idempotent 2 hand-written files run twice (0.0 s)",
        "::error file=…/0002_a%25b%2Cc.sql,line=2,col=1,title=not_idempotent::0002_a%25b,c.sql can not run twice: relation "x|y: \`100%25\`, z" already exists.%0AMake it say the end rather than the way: IF NOT EXISTS, OR REPLACE, DROP … IF EXISTS before CREATE, ON CONFLICT. Where that can not be: \`-- migrate: allow not-rerunnable\` on top of the file.",
      ],
    }
  `);
  expect(
    printed({ ...run, stdout: readFileSync(summary, 'utf8').split('\n') }, folder).stdout,
  ).toMatchInlineSnapshot(`
    [
      "## Migration check",
      "",
      "❌ Findings in idempotent (0.0 s)",
      "",
      "| | part | | time |",
      "|---|---|---|---:|",
      "| ✅ | replay | 2 files from an empty database | 0.0 s |",
      "| ❌ | idempotent | 2 hand-written files run twice | 0.0 s |",
      "",
      "### idempotent",
      "",
      "- ❌ \`…/0002_a%b,c.sql:2\` **not_idempotent** 0002\\_a%b,c.sql can not run twice: relation "x\\|y: \\\`100%\\\`, z" already exists. Make it say the end rather than the way: IF NOT EXISTS, OR REPLACE, DROP … IF EXISTS before CREATE, ON CONFLICT. Where that can not be: \\\`-- migrate: allow not-rerunnable\\\` on top of the file.",
      "",
      "",
    ]
  `);
});

test('github: no summary where GitHub asks for none', async () => {
  const folder = writeFolder({ '0001_t.sql': FILES['0001_t.sql'] });
  const run = await check(folder, ['--only', 'replay', '--format', 'github']);
  expect(run.exitCode).toBe(0);
  expect(run.stdout.join('\n')).not.toContain('::');
});

test('markdown: the result on stdout, the parts as they finish on stderr', async () => {
  const folder = realpathSync(writeFolder(FILES));
  const run = await check(folder, ['--only', 'replay', '--format', 'markdown']);
  expect(printed(run, folder)).toEqual({
    stdout: [
      '## Migration check',
      '',
      '✅ All checks passed (1 done, 0 skipped)',
      '',
      '| | part | | time |',
      '|---|---|---|---:|',
      '| ✅ | replay | 2 files from an empty database | 0.0 s |',
    ],
    stderr: ['✅ replay     2 files from an empty database (0.0 s)'],
  });
});

test('json: an object a part as it finishes, then the same facts as the result', async () => {
  const folder = writeFolder(FILES);
  const run = await check(folder, ['--only', 'replay,schema,idempotent', '--json']);
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toEqual([]);
  const lines = run.stdout.map((line) => JSON.parse(line));
  expect(lines.map(({ type }) => type)).toEqual(['checked', 'checked', 'checked', 'result']);
  const result = lines.at(-1);
  expect(result).toMatchObject({ command: 'check', outcome: 'findings', directory: folder });
  expect(result.parts).toEqual(lines.slice(0, 3).map(({ part }) => part));
  expect(result.parts[2]).toMatchObject({
    name: 'idempotent',
    outcome: 'failed',
    findings: [{ code: 'not_idempotent', migration: AWKWARD, at: { line: 2, column: 1 } }],
  });
});
