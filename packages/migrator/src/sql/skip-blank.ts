/** Postgres's own white space, and the semicolons of empty statements. */
const SPACE = /[ \t\n\r\f\v;]/;

/**
 * Offset of the first thing from `from` on that is neither white space, comment nor a bare semicolon;
 * the text's length when there is none. `onLineComment` is told the offset and text of each `--` comment passed.
 */
export function skipBlank(
  text: string,
  from: number,
  onLineComment?: (offset: number, comment: string) => void,
): number {
  let at = from;
  for (;;) {
    const character = text[at];
    if (character === undefined) return at;
    if (SPACE.test(character)) {
      at++;
    } else if (text.startsWith('--', at)) {
      const end = lineCommentEnd(text, at);
      onLineComment?.(at, text.slice(at, end));
      at = end;
    } else if (text.startsWith('/*', at)) {
      at = blockCommentEnd(text, at);
    } else {
      return at;
    }
  }
}

/** Postgres ends a line comment at LF and at CR. */
function lineCommentEnd(text: string, from: number): number {
  const length = text.slice(from).search(/[\n\r]/);
  return length === -1 ? text.length : from + length;
}

/** Offset behind the block comment that begins at `from`; they nest. The text's length where it is never closed. */
export function blockCommentEnd(text: string, from: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = from;
  let depth = 0;
  for (let found = edge.exec(text); found !== null; found = edge.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return text.length;
}
