import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { displayPath } from './display-path.ts';

const base = resolve('/home/me/shop');

it.each([
  ['below', join(base, 'drizzle', '0001_a.sql'), join('drizzle', '0001_a.sql')],
  ['relative', join('drizzle', '0001_a.sql'), join('drizzle', '0001_a.sql')],
  ['the base itself', base, '.'],
  ['beside', resolve('/home/me/shop2/a.sql'), resolve('/home/me/shop2/a.sql')],
  ['above', join('..', 'a.sql'), resolve('/home/me/a.sql')],
  ['a name that begins with two dots', join(base, '..a.sql'), '..a.sql'],
])('%s', (_, path, shown) => {
  expect(displayPath(path, base)).toBe(shown);
});
