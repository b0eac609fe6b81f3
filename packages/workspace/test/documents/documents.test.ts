import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listDocuments, REPOSITORY } from './list-documents.ts';
import { NOT_RUN, RUN_ELSEWHERE } from './not-run.ts';
import { openGiven } from './open-given.ts';
import { readBlocks, readCommands } from './read-blocks.ts';
import { runDocument } from './run-document.ts';
import { sameOutput } from './same-output.ts';

const documents = await listDocuments();
const commandsOf = (text: string) =>
  readBlocks(text).flatMap((block) => (block.language === 'sh' ? readCommands(block.text) : []));
const skipped = (name: string) => Object.keys(NOT_RUN[name] ?? {});

/** `npm run test:deep` types the pages of `docs`, `npm test` the others. */
const deep = process.env.GROUNDWORK_DEPTH === 'deep';

const toRun = documents.filter(
  ({ name, text }) =>
    name.startsWith('docs/') === deep &&
    !(name in RUN_ELSEWHERE) &&
    commandsOf(text).some((command) => !skipped(name).includes(command)),
);

// A document says `sh`, and what a reader types in a POSIX shell.
test.skipIf(process.platform === 'win32').concurrent.each(toRun)(
  '$name: does what it says, and prints what it shows',
  async ({ name, text }) => {
    await runDocument(text, openGiven, skipped(name));
  },
  600_000,
);

test.skipIf(process.platform === 'win32')('a page that is wrong fails', async () => {
  const workspace = await openGiven('new');
  onTestFinished(() => workspace.close());
  const read = (page: string) =>
    runDocument(page.replaceAll('~', '```'), async () => ({ ...workspace, close: async () => {} }), [
      'no-such-command',
    ]);
  await read(
    '~sh\necho one # a comment\necho two\n~\nSome prose.\n~text\none\n…\n~\n~sh\nno-such-command\n~',
  );
  await read('~sh\necho gone; exit 3\n~\n~text exit=3\ngone\n~');
  await read(
    '~sql file=a/b.sql\nselect 1;\nselect 2;\n~\n~sql append=a/b.sql\nselect 3;\n~\n~diff\n--- a/a/b.sql\n+++ b/a/b.sql\n@@\n-select 2;\n select 3;\n~\n~sh\ncat a/b.sql\n~\n~text\nselect 1;\nselect 3;\n~',
  );
  await expect(read('~sh\necho one\n~\n~text\ntwo\n~')).rejects.toThrow('line 1: echo one');
  await expect(read('~sh\nexit 3\n~')).rejects.toThrow('exit 3');
  await expect(read('~sh\ntrue\n~\n~text exit=1\n~')).rejects.toThrow('line 1: true');
  await expect(read('~sh\nfalse\necho one\n~')).rejects.toThrow('line 1: false');
  await expect(read('~diff\n--- a/package.json\n+++ b/package.json\n@@\n-  "no": "line"\n~')).rejects.toThrow(
    'Stands nowhere in package.json',
  );
  await expect(read('~sh\ntrue')).rejects.toThrow('has no end');
});

test('what a document lets a reader type is marked as `sh`', () => {
  const unmarked = documents.flatMap(({ name, text }) =>
    readBlocks(text)
      .filter(
        ({ language, text: block }) => language !== 'sh' && /^(\$ |npm |npx |pnpm |node |git )/m.test(block),
      )
      .map(({ line }) => `${name}:${line}`),
  );
  expect(unmarked).toEqual([]);
});

test('what is not run stands in its document', () => {
  const gone = Object.entries(NOT_RUN).flatMap(([name, lines]) => {
    const commands = commandsOf(documents.find((one) => one.name === name)?.text ?? '');
    return Object.keys(lines)
      .filter((line) => !commands.includes(line))
      .map((line) => `${name}: ${line}`);
  });
  expect(gone).toEqual([]);
});

test('what another test runs is there, and so is that test', () => {
  const gone = Object.entries(RUN_ELSEWHERE).filter(
    ([name, file]) =>
      !documents.some((one) => one.name === name) || !existsSync(join(import.meta.dirname, file)),
  );
  expect(gone).toEqual([]);
});

test('the table of commands is what the commands say of themselves', async () => {
  const { commandTable }: { commandTable(root: string): Promise<string> } = await import(
    join(REPOSITORY, 'scripts/command-table.mjs')
  );
  const readme = documents.find(({ name }) => name === 'README.md')?.text;
  const [, shown] = /<!-- commands -->\n([\s\S]*?)\n<!-- \/commands -->/.exec(readme ?? '') ?? [];
  expect(shown, 'npm run docs:commands writes it anew').toBe(await commandTable(REPOSITORY));
});

test('links between documents lead somewhere', () => {
  const broken = documents.flatMap(({ name, text }) =>
    [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(REPOSITORY, dirname(name), link)))
      .map((link) => `${name}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('an output counts as the same with other ports, times and paths, and as another with other words', () => {
  const shown = '📁 Found 2 files for 127.0.0.1:15593/postgres\n…\n✅ Completed: a.sql (14 ms)';
  const printed = '📁 Found 2 files for 127.0.0.1:999/x\nmore\nand more\n✅ Completed: a.sql (1.2 s)\n';
  expect(sameOutput(shown, printed, '/tmp/x')).toBe(true);
  expect(sameOutput(shown, printed.replace('a.sql', 'b.sql'), '/tmp/x')).toBe(false);
  expect(sameOutput(shown, printed.replace('Found 2', 'Found 3'), '/tmp/x')).toBe(false);
  expect(sameOutput(shown, `${printed}one more line\n`, '/tmp/x')).toBe(false);
  expect(sameOutput('a\nb', 'a\nx\nb', '/tmp/x')).toBe(false);
});
