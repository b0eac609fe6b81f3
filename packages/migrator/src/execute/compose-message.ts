import type { MessagePart, Part, PlacedStatement } from './composed-file.ts';

/**
 * Length of one message, in UTF-16 units. The server parses a message whole before its first statement runs, and keeps
 * it in memory until the end; a run's round trips grow by one for each.
 */
const MESSAGE_LENGTH = 8 * 1024 * 1024;

/** The parts of one message, from `first` on: as many as fit, and at least one; none where a statement stands alone. */
export function partsOfMessage(parts: readonly Part[], first: number, limit = MESSAGE_LENGTH): MessagePart[] {
  const message: MessagePart[] = [];
  let length = 0;
  for (let at = first; ; at += 1) {
    const part = parts[at];
    if (part?.kind !== 'message') break;
    for (const piece of part.pieces) length += piece.text.length;
    if (message.length > 0 && length > limit) break;
    message.push(part);
  }
  return message;
}

export function composeMessage(prefix: string, parts: readonly MessagePart[]): string {
  return prefix + parts.map((part) => part.pieces.map((piece) => piece.text).join('')).join('');
}

/**
 * The place in a file that a position in the message points to.
 * @param position 1-based, in code points, as Postgres counts.
 * @returns undefined where the position lies in our own text.
 */
export function findPosition(
  prefix: string,
  parts: readonly MessagePart[],
  position: number,
): { part: MessagePart; statement: PlacedStatement; offset: number } | undefined {
  let rest = position - 1 - countCodePoints(prefix);
  for (const part of parts) {
    for (const { text, statement } of part.pieces) {
      const length = countCodePoints(text);
      if (rest < length) {
        if (statement === undefined || rest < 0) return undefined;
        return { part, statement, offset: statement.start + utf16Offset(text, rest) };
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

/** UTF-16 units of the first `codePoints` characters. */
export function utf16Offset(text: string, codePoints: number): number {
  let offset = 0;
  let left = codePoints;
  for (const character of text) {
    if (left === 0) break;
    offset += character.length;
    left -= 1;
  }
  return offset;
}
