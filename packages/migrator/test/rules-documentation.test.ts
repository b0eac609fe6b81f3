import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findHazards } from '../src/lint/find-hazards.ts';
import { RULES } from '../src/lint/rules.ts';

const PAGES = join(import.meta.dirname, '../../../docs/rules');
const SOURCES = join(import.meta.dirname, '../src/lint/rules');
const names = RULES.map(({ name }) => name).sort();

const read = (name: string) => readFileSync(join(PAGES, name), 'utf8');

/** Our rules that find something in a file of this text, by name. */
async function rulesThatFind(text: string): Promise<string[]> {
  const file = { name: '1.sql', path: '1.sql', text, judged: true, generated: false };
  return (await findHazards([file], { squawk: undefined })).flatMap(({ rule }) => rule ?? []);
}

test('every rule has a page, every page a rule', () => {
  const pages = readdirSync(PAGES).filter((name) => name !== 'README.md');
  expect(pages.sort()).toEqual(names.map((name) => `${name}.md`));
});

test('the index names every rule once, and no other', () => {
  const rows = [...read('README.md').matchAll(/^\| \[([\w-]+)\]\(\1\.md\)/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(names);
});

test('every rule has a file of its name, and a test beside it', () => {
  for (const name of names) {
    expect(existsSync(join(SOURCES, `${name}.ts`)), name).toBe(true);
    expect(existsSync(join(SOURCES, `${name}.test.ts`)), name).toBe(true);
  }
});

describe.each(names)('the page of %s', (name) => {
  const page = read(`${name}.md`);
  const example = (heading: string) =>
    new RegExp(`^## ${heading}\n\n\`\`\`sql\n([\\s\\S]*?)\`\`\``, 'm').exec(page)?.[1] ?? '';

  test('says what, why, and how to silence it', () => {
    expect(page).toMatch(
      new RegExp(`^# ${name}\n\n[\\s\\S]+?\n## Why\n[\\s\\S]+?\n## Bad\n[\\s\\S]+?\n## Good\n`),
    );
    expect(page).toContain(`-- migrate: allow ${name}`);
  });

  test('the bad example is found, the good one is not, and the comment silences', async () => {
    expect(await rulesThatFind(example('Bad'))).toContain(name);
    const good = await rulesThatFind(example('Good'));
    expect(good).not.toContain(name);
    const silenced = `-- migrate: allow ${name}: why it is right here\n${example('Bad')}`;
    expect(await rulesThatFind(silenced)).not.toContain(name);
  });
});
