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
