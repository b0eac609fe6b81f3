import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { check, git, printed } from '../check-world.ts';
import { writeFolder } from '../folder.ts';

const PAST = {
  '0001_t.sql': "CREATE TABLE public.t (id int PRIMARY KEY, title text DEFAULT 'none');\n",
  '0002_u.sql': 'CREATE TABLE public.u (id int);\n',
};

type Files = Readonly<Record<string, string>>;

/** A repository whose branches `main` and `feature` have each added files since they parted; `feature` is checked out. */
async function openRepository({ main, feature, past = PAST }: { main: Files; feature: Files; past?: Files }) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'branches ü ')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'db', 'migrations');
  mkdirSync(folder, { recursive: true });
  const commit = async (files: Files) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await git(root, 'add', '--all');
    await git(root, 'commit', '--quiet', '--allow-empty', '--message', 'files');
  };
  await git(root, 'init', '--quiet', '--initial-branch', 'main');
  await commit(past);
  await git(root, 'checkout', '--quiet', '-b', 'feature');
  await commit(feature);
  await git(root, 'checkout', '--quiet', 'main');
  await commit(main);
  await git(root, 'checkout', '--quiet', 'feature');
  return { root, folder };
}

const against = (folder: string, ref = 'main') => check(folder, ['--only', 'branches', '--against', ref]);

test('two branches that alter one column: the pair and the column are named', async () => {
  const { root, folder } = await openRepository({
    main: { '0003_main.sql': "ALTER TABLE public.t ALTER COLUMN title SET DEFAULT 'main';\n" },
    feature: {
      '0003_other.sql': 'CREATE TABLE IF NOT EXISTS public.other (id int);\n',
      '0004_mine.sql': "ALTER TABLE public.t ALTER COLUMN title SET DEFAULT 'mine';\n",
    },
  });
  const run = await against(folder);
  expect(run.exitCode).toBe(1);
  expect(printed(run, root)).toMatchInlineSnapshot(`
    {
      "stderr": [
        "❌ 0004_mine.sql (here) and 0003_main.sql (on main) do not commute: the default of column title of table public.t depends on which runs last. [branches_differ]",
        "   Expected: DEFAULT 'main'::text (with main last)",
        "   Found: DEFAULT 'mine'::text (with ours last)",
        "   Next: Rebase, look at both files together, and write the later one so that it holds whatever the earlier one left.",
        "❌ Findings in branches (0.0 s)",
      ],
      "stdout": [
        "❌ branches   2 new files here, 1 on main (0.0 s)",
      ],
    }
  `);
});

test('one order that fails: the file, and the one of the other branch it can not follow', async () => {
  const { folder } = await openRepository({
    main: {
      '0003_fine.sql': 'ALTER TABLE public.t ADD COLUMN fine int;\n',
      '0004_drop.sql': 'ALTER TABLE public.t DROP COLUMN title;\n',
    },
    feature: { '0003_index.sql': 'SELECT 1;\nCREATE INDEX titles ON public.t (title);\n' },
  });
  const run = await against(folder);
  expect(run.exitCode).toBe(1);
  expect(run.stderr.slice(0, 2)).toEqual([
    '❌ 0003_index.sql (here) does not run after 0004_drop.sql (on main): column "title" does not exist. [branches_differ]',
    `   ${join(folder, '0003_index.sql')}:2:1`,
  ]);
});

test('a table made on both sides fails in both orders, and each is told', async () => {
  const { folder } = await openRepository({
    main: { '0003_a.sql': 'CREATE TABLE public.same (id int);\n' },
    feature: { '0003_b.sql': 'CREATE TABLE public.same (id int);\n' },
  });
  const { stderr } = await against(folder);
  expect(stderr.filter((line) => line.includes('[branches_differ]'))).toEqual([
    expect.stringMatching(
      /^❌ 0003_b\.sql \(here\) does not run after 0003_a\.sql \(on main\): relation "same"/,
    ),
    expect.stringMatching(
      /^❌ 0003_a\.sql \(on main\) does not run after 0003_b\.sql \(here\): relation "same"/,
    ),
  ]);
});

test('files that commute pass, also columns of one table and files not committed yet', async () => {
  const { folder } = await openRepository({
    main: { '0003_a.sql': 'ALTER TABLE public.t ADD COLUMN a int;\n' },
    feature: { '0003_b.sql': 'ALTER TABLE public.t ADD COLUMN b int;\n' },
  });
  writeFileSync(join(folder, '0004_c.sql'), 'CREATE INDEX b ON public.t (b);\n');
  const run = await against(folder);
  expect(run.stderr).toEqual([]);
  expect(run.stdout[0]).toMatch(/^✅ branches +2 new files here, 1 on main/);
  expect(run.exitCode).toBe(0);
});

test('a file brought over from the other branch is no file of this one', async () => {
  const shared = { '0003_a.sql': 'CREATE TABLE public.same (id int);\n' };
  const { folder } = await openRepository({
    main: shared,
    feature: { ...shared, '0004_b.sql': 'CREATE TABLE public.b (id int);\n' },
  });
  const run = await against(folder);
  expect(run.stdout[0]).toMatch(/^✅ branches +1 new file here, 0 on main/);
  expect(run.exitCode).toBe(0);
});

test('a folder that is new on this branch has nothing to clash with', async () => {
  const { folder } = await openRepository({ past: {}, main: {}, feature: PAST });
  const run = await against(folder);
  expect(run.stdout[0]).toMatch(/^✅ branches +2 new files here, 0 on main/);
});

test('files the other branch has already are not judged by themselves', async () => {
  const { folder } = await openRepository({
    main: {},
    feature: { '0003_new.sql': 'CREATE TABLE public.new (id int);\n' },
  });
  const run = await check(folder, ['--only', 'idempotent', '--against', 'main']);
  expect(run.stdout[0]).toMatch(/^❌ idempotent +1 hand-written file run twice, 2 settled/);
  expect(run.stderr.join('\n')).not.toMatch(/0001_t|0002_u/);
});

test('an unknown branch, no repository, a shallow clone: each says what to do', async () => {
  const { root, folder } = await openRepository({
    main: { '0003_a.sql': 'SELECT 1;\n' },
    feature: { '0003_b.sql': 'SELECT 2;\n' },
  });
  const unknown = await against(folder, 'origin/nowhere');
  expect(unknown.exitCode).toBe(2);
  expect(unknown.stderr.join('\n')).toMatch(
    /no branch, tag or commit "origin\/nowhere".*\[git_ref_unknown\]\n.*git fetch origin nowhere/,
  );

  const outside = await against(writeFolder(PAST));
  expect(outside.exitCode).toBe(2);
  expect(outside.stderr.join('\n')).toMatch(/is in no git repository.*\[git_unavailable\]/);

  const option = await against(folder, '--output=x');
  expect(option.exitCode).toBe(2);

  const clone = join(root, 'clone');
  const url = pathToFileURL(root).href;
  await git(root, 'clone', '--quiet', '--depth', '1', '--no-single-branch', url, clone);
  const shallow = await against(join(clone, 'db', 'migrations'), 'origin/main');
  expect(shallow.exitCode).toBe(2);
  expect(shallow.stderr.join('\n')).toMatch(
    /This clone is shallow.*\[git_no_common_past\]\n.*git fetch --unshallow/,
  );
});

test('no git at all', async () => {
  const { folder } = await openRepository({ main: {}, feature: {} });
  const path = process.env.PATH;
  process.env.PATH = '/nowhere';
  onTestFinished(() => {
    process.env.PATH = path;
  });
  const run = await against(folder);
  expect(run.exitCode).toBe(2);
  expect(run.stderr.join('\n')).toMatch(/There is no git .*\[git_unavailable\]/);
});
