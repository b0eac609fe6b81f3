import { expect, it } from 'vitest';
import { checkNames } from './check-names.ts';

const ofLength = (length: number, character: string) => `1_${character.repeat(length - 2)}`;

it.each(['x', '😀'])('takes 255 characters and not one more: %s', (character) => {
  checkNames([ofLength(255, character)]);
  expect(() => checkNames([ofLength(256, character)])).toThrow(
    expect.objectContaining({ code: 'name_invalid', message: expect.stringContaining('255 characters') }),
  );
});

it('cuts an overlong name in its own error', () => {
  expect(() => checkNames([ofLength(5_000, 'x')])).toThrow(/^.{0,200}$/);
});
