import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localSupabaseErrorCodes } from '@groundwork/local-supabase';
import { expect, it } from 'vitest';
import { workspaceErrorCodes } from '../src/cli/workspace-error.ts';

it('docs/local-errors.md has a heading for every error, and no other', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/local-errors.md'), 'utf8');
  const headings = [...text.matchAll(/^## (\w+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([...localSupabaseErrorCodes, ...workspaceErrorCodes]);
});

it('the README shows the last run of the benchmark, whole', () => {
  const read = (path: string) => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
  const [title = '', ...tables] = read('bench/results/latest.md').split('\n');
  const readme = read('README.md');
  expect(readme).toContain(`<summary>All figures of this run: ${title.slice(2)}</summary>`);
  expect(readme).toContain(tables.join('\n').trim());
});
