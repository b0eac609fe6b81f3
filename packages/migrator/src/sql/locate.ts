import type { Location } from '../model/location.ts';

/** Longest piece of a source line that is shown, in UTF-16 units. */
const WIDTH = 160;

/**
 * The place of `offset` (UTF-16 units) in `text`, with its line. A long line is cut around the place; control
 * characters become spaces, because the line is going to be printed.
 */
export function locate(file: string, text: string, offset: number): Location {
  const at = Math.max(0, Math.min(offset, text.length));
  const lineStart = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  const lineEnd = text.indexOf('\n', at);
  const whole = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
  const column = at - lineStart;
  const { source, caret } = cutAround(whole, column);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  const printable = source.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
  return { file, line: lineOf(text, at), column: column + 1, source: printable, caret };
}

/** 1-based line of `offset` in `text`. */
function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function cutAround(line: string, column: number): { source: string; caret: number } {
  if (line.length <= WIDTH) return { source: line, caret: column };
  let start = Math.max(0, Math.min(column - WIDTH / 2, line.length - WIDTH));
  let end = Math.min(line.length, start + WIDTH);
  if (splitsPair(line, start)) start++;
  if (splitsPair(line, end)) end--;
  const before = start > 0 ? '…' : '';
  const after = end < line.length ? '…' : '';
  return { source: `${before}${line.slice(start, end)}${after}`, caret: column - start + before.length };
}

/** Whether cutting at `at` would part the two halves of one character. */
function splitsPair(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
