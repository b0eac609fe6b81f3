import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');

test('test:deep runs what npm test leaves out', async () => {
  const { scripts } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const [, ...argv] = scripts['test:deep'].replace('vitest run', 'vitest list').split(' ');
  const vitest = join(PACKAGE, 'node_modules/vitest/vitest.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [vitest, ...argv], {
    cwd: PACKAGE,
    // Where CI does not ask for it, the Supabase CLI need not be on a machine that never used it.
    env: { ...process.env, CI: 'true' },
  });
  for (const left of [
    'docs/new-feature.md',
    'docs/rollback.md',
    'docs/patterns.md',
    'docs/production.md',
    'docs/scale.md',
    'test/dev-elsewhere.test.ts',
    'test/supabase-cli.test.ts',
  ])
    expect(stdout).toContain(left);
});
