import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textOffsets } from './text-offsets.ts';

it('counts bytes and code points as Buffer and the string iterator do, in any order of questions', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.array(fc.nat(20)), (text, cuts) => {
      const characters = [...text];
      const offsets = textOffsets(text);
      for (const cut of cuts) {
        const head = characters.slice(0, cut).join('');
        expect(offsets.fromByte(Buffer.byteLength(head))).toBe(head.length);
        expect(offsets.fromCodePoint(Math.min(cut, characters.length))).toBe(head.length);
      }
      expect(offsets.fromByte(1_000)).toBe(text.length);
    }),
  );
});
