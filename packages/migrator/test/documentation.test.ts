import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../src/model/errors.ts';
import { FINDING_CODES } from '../src/model/finding.ts';

test('docs/errors.md has a heading for every error and finding, and no other', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8');
  const headings = [...text.matchAll(/^### (.+)$/gm)].map((match) => match[1]);
  const codes = new Set([...Object.keys(ERROR_CODES), ...FINDING_CODES]);
  expect(headings.toSorted()).toEqual([...codes].toSorted());
});
