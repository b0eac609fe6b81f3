import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { CORPUS, type Corpus, readCorpus } from './adopt-case.ts';
import { MUTATIONS } from './catalog-mutations.ts';

const PACKAGE = join(import.meta.dirname, '..');

test('test:deep goes deep: a mode that does not arrive would try the sample once more, and pass', async () => {
  const { scripts } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const [, ...argv] = scripts['test:deep'].replace('vitest run', 'vitest list').split(' ');
  const vitest = join(PACKAGE, 'node_modules/vitest/vitest.mjs');
  const { GROUNDWORK_DEPTH: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [vitest, ...argv], { cwd: PACKAGE, env });
  for (const whole of [
    '200 random histories',
    'every object of',
    'cut and killed at every message',
    'the same at 12 messages of an adoption',
    '150 random folders',
    'every file of the adoption',
    'every mutation is seen',
    ...MUTATIONS.map(({ name }) => `'${name}'`),
    ...readdirSync(CORPUS).map((name) => `> ${name}: `),
    ...readCorpus().flatMap(titlesOf),
  ])
    expect(stdout).toContain(whole);
});

/** Of a case that is adopted at every position: one test each. */
function titlesOf({ name, files, expected }: Corpus): string[] {
  if (expected.prefix !== 'each') return [];
  return [...Array(files.length + 1).keys()].map(
    (count) => `> ${name}: ${expected.shows} > ${count} of ${files.length} files applied by hand`,
  );
}
