import type { ComposedFile, PlacedStatement } from './compose-file.ts';

/**
 * Length of one message, in UTF-16 units. The server parses a message whole before its first statement runs, and keeps
 * it in memory until the end; a run's round trips grow by one for each.
 */
const MESSAGE_LENGTH = 8 * 1024 * 1024;

/** How many files, from `first` on, go in one message: as many as fit, and at least one. */
export function countFilesOfMessage(
  files: readonly ComposedFile[],
  first: number,
  limit = MESSAGE_LENGTH,
): number {
  let length = 0;
  let count = 0;
  for (const file of files.slice(first)) {
    for (const piece of file.pieces) length += piece.text.length;
    if (count > 0 && length > limit) break;
    count += 1;
  }
  return count;
}

export function composeMessage(prefix: string, files: readonly ComposedFile[]): string {
  return prefix + files.map((file) => file.pieces.map((piece) => piece.text).join('')).join('');
}

/**
 * The place in a file that a position in the message points to.
 * @param position 1-based, in code points, as Postgres counts.
 * @returns undefined where the position lies in our own text.
 */
export function findPosition(
  prefix: string,
  files: readonly ComposedFile[],
  position: number,
): { file: ComposedFile; statement: PlacedStatement; offset: number } | undefined {
  let rest = position - 1 - countCodePoints(prefix);
  for (const file of files) {
    for (const { text, statement } of file.pieces) {
      const length = countCodePoints(text);
      if (rest < length) {
        if (statement === undefined || rest < 0) return undefined;
        return { file, statement, offset: statement.start + utf16Offset(text, rest) };
      }
      rest -= length;
    }
  }
  return undefined;
}

function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function utf16Offset(text: string, codePoints: number): number {
  let offset = 0;
  let left = codePoints;
  for (const character of text) {
    if (left === 0) break;
    offset += character.length;
    left -= 1;
  }
  return offset;
}
