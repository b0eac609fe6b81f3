import { describe, expect, it } from 'vitest';
import { locate } from './locate.ts';

describe('locate', () => {
  it.each([
    ['the first character', 'select', 0, { line: 1, column: 1, source: 'select', caret: 0 }],
    ['a later line', 'a\nbc\nd', 3, { line: 2, column: 2, source: 'bc', caret: 1 }],
    ['a line end', 'a\nb', 1, { line: 1, column: 2, source: 'a', caret: 1 }],
    ['a line end at the start', '\nb', 0, { line: 1, column: 1, source: '', caret: 0 }],
    ['the end of the text', 'a\n', 2, { line: 2, column: 1, source: '', caret: 0 }],
    ['behind the end', 'ab', 9, { line: 1, column: 3, source: 'ab', caret: 2 }],
    ['control characters', 'a\t\u001b[31m', 2, { line: 1, column: 3, source: 'a  [31m', caret: 2 }],
  ])('%s', (_, text, offset, expected) => {
    expect(locate('f.sql', text, offset)).toEqual({ file: 'f.sql', ...expected });
  });

  it.each([0, 1, 80, 81, 499, 500, 950, 999])('cuts a long line around column %i', (column) => {
    const line = `${'😀'.repeat(200)}${'b'.repeat(600)}`;
    const { source, caret } = locate('f.sql', `x\n${line}\ny`, 2 + column);
    expect(source.length).toBeLessThanOrEqual(162);
    expect(source[caret]).toBe(line[column]);
    expect(Buffer.from(source, 'utf8').toString('utf8')).toBe(source);
  });
});
