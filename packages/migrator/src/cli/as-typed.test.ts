import { expect, test } from 'vitest';
import { asTyped } from './as-typed.ts';

const NAMES = ['up', 'repair', 'status'];

test.each([
  ['If not: `migrate repair --accept X.sql`.', 'If not: `npm run migrate -- repair --accept X.sql`.'],
  ['See "migrate status".', 'See "npm run migrate -- status".'],
  ['{"hint":"\\"migrate status\\""}', '{"hint":"\\"npm run migrate -- status\\""}'],
  ['`migrate up` runs it.', '`npm run migrate` runs it.'],
  ['`migrate up --data X=run` runs it.', '`npm run migrate -- --data X=run` runs it.'],
])('what is quoted can be copied: %s', (line, typed) => {
  expect(asTyped(line, 'npm run migrate --', NAMES)).toBe(typed);
});

test('pnpm hands flags on by itself', () => {
  expect(asTyped('`migrate up --wait 5s` or `migrate status`', 'pnpm migrate', NAMES)).toBe(
    '`pnpm migrate --wait 5s` or `pnpm migrate status`',
  );
});

test.each([
  'Running migration: 0001_migrate_status.sql',
  'they migrate up the hill',
  '   4 │ -- see `migrate status`',
  '`migrate upwards`',
])('the rest stays: %s', (line) => {
  expect(asTyped(line, 'npm run migrate --', NAMES)).toBe(line);
});

test('elsewhere the command is called migrate', () => {
  expect(asTyped('`migrate status`', undefined, NAMES)).toBe('`migrate status`');
});
