import { expect, test } from 'vitest';
import { slugName } from './slug-name.ts';

test.each([
  ['add_phone', 'add_phone'],
  ['Add phone to Profiles!', 'add_phone_to_profiles'],
  ['add-phone.sql', 'add_phone'],
  ['../../etc/passwd', 'etc_passwd'],
  ['Übergröße', 'ubergroße'],
  ['名前', '名前'],
  ['O\'Brien\n"quoted"', 'o_brien_quoted'],
])('%j becomes %s', (typed, slug) => {
  expect(slugName(typed)).toBe(slug);
});

test.each([[''], ['  '], ['---'], ['.sql'], ['a'.repeat(201)]])('%j is refused', (typed) => {
  expect(() => slugName(typed)).toThrow(expect.objectContaining({ code: 'usage' }));
});
