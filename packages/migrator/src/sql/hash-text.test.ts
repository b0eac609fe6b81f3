import { expect, it } from 'vitest';
import { hashText } from './hash-text.ts';
import { normaliseText } from './normalise-text.ts';

it('is the sha256 of the text', () => {
  expect(hashText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it.each([['\ufeffa\r\nb\r\n'], ['a\nb\r\n'], ['a\r\r\nb\n']])(
  'is the same for %j, however checked out',
  (text) => {
    expect(hashText(text)).toBe(hashText('a\nb\n'));
    expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
  },
);

it.each([['a\nb'], ['a\n b\n'], ['a\rb\n'], ['a\n\ufeffb\n']])('is another one for %j', (text) => {
  expect(hashText(text)).not.toBe(hashText('a\nb\n'));
});
