import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { CORPUS } from './adopt-case.ts';
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
    'every message',
    'every file of the adoption',
    'every mutation is seen',
    ...MUTATIONS.map(({ name }) => `'${name}'`),
    ...readdirSync(CORPUS).map((name) => `> ${name}: `),
  ])
    expect(stdout).toContain(whole);
});
