import { expect, test } from 'vitest';
import { nextNumber } from './next-number.ts';

const NOW = new Date('2026-03-04T05:06:07Z');

test.each([
  ['the first of a folder', [], '0001', '0001'],
  ['the first of a drizzle folder', [], '0000', '0000'],
  ['the first of a folder of timestamps', [], '00000000000000', '20260304050607'],
  ['the width is kept', ['0000_a.sql', '0001_b.sql'], '0001', '0002'],
  ['by value, not by text', ['9_a.sql', '10_b.sql'], '0001', '11'],
  ['a width that overflows', ['0998_a.sql', '9999_b.sql'], '0001', '10000'],
  ['mixed widths: that of the highest', ['0001_a.sql', '2_b.sql'], '0001', '3'],
  ['a timestamp', ['20260101000000_a.sql'], '00000000000000', '20260304050607'],
  ['a timestamp ahead of this clock', ['20270101235959_a.sql'], '00000000000000', '20270102000000'],
  ['fourteen digits that are no time', ['99999999999999_a.sql'], '00000000000000', '100000000000000'],
  ['milliseconds', ['1700000000000_a.sql'], '0001', '1772600767000'],
  ['seconds', ['1700000000_a.sql'], '0001', '1772600767'],
  ['a number no JavaScript number holds', ['90071992547409930_a.sql'], '0001', '90071992547409931'],
])('%s', (_title, names, first, expected) => {
  expect(nextNumber(names, NOW, first)).toBe(expected);
});
