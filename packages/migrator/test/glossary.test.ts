import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '../src');
const rows = readFileSync(join(import.meta.dirname, '../../../docs/glossary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| **'))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const words = rows.map(([, word = '']) => word.replaceAll('**', ''));
const forbidden = new Set(
  rows.flatMap((row) => [...(row[3] ?? '').matchAll(/`(\w+)`/g)].map(([, word]) => word)),
);

/** Each word of a source's names and strings, with the comments left out: `readHistoryRow` is three. */
function wordsOf(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
  return code
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
}

const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({
    path,
    words: new Set(wordsOf(`${path}\n${readFileSync(join(SOURCES, path), 'utf8')}`)),
  }));

test('no name and no message of the migrator has a word the glossary rules out', () => {
  expect(forbidden.size).toBeGreaterThan(6);
  const found = sources.flatMap(({ path, words: used }) =>
    [...used]
      .filter((word) => forbidden.has(word.replace(/(?<=[a-z])s$/, '')))
      .map((word) => `${path}: ${word}`),
  );
  expect(found).toEqual([]);
});

test('the words are looked for in names and strings, not in comments', () => {
  expect(wordsOf("/** An issue. */ const aDirtyRow = 'no ledger'; // revert")).toEqual(
    expect.arrayContaining(['dirty', 'ledger']),
  );
  expect(wordsOf('/** An issue. */ x; // revert')).not.toEqual(expect.arrayContaining(['issue']));
  expect(wordsOf('/** An issue. */ x; // revert')).not.toEqual(expect.arrayContaining(['revert']));
});

test('every word of the glossary is in use', () => {
  const elsewhere = ['stack', 'workspace'];
  const used = new Set(sources.flatMap((source) => [...source.words]));
  const unused = words.filter(
    (word) => !elsewhere.includes(word) && !word.split(' ').every((one) => used.has(one)),
  );
  expect(unused).toEqual([]);
  expect(words.toSorted()).toEqual([...new Set(words)].toSorted());
});
