import { expect, test } from 'vitest';
import { parseTextArray } from './parse-text-array.ts';

test.each([
  ['{}', []],
  ['{a}', ['a']],
  ['{a,b}', ['a', 'b']],
  ['{"a,b","c d",""}', ['a,b', 'c d', '']],
  ['{"say \\"hi\\"","back\\\\slash","{x}"}', ['say "hi"', 'back\\slash', '{x}']],
  ['{NULL,"NULL",null_}', [null, 'NULL', 'null_']],
  ['{"line\nbreak",ü}', ['line\nbreak', 'ü']],
])('%j', (text, elements) => {
  expect(parseTextArray(text)).toEqual(elements);
});

test('an array of arrays is refused', () => {
  expect(() => parseTextArray('{{a},{b}}')).toThrow('not an array of text');
});
