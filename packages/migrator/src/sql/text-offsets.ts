/** Turns the parser's ways of counting into JavaScript's. The only place that knows of bytes and code points. */
export interface TextOffsets {
  /** UTF-16 offset of a UTF-8 byte offset. */
  fromByte(byte: number): number;
  /** UTF-16 offset of a code point offset. */
  fromCodePoint(position: number): number;
}

/** Offsets of `text`. Asking in ascending order costs one pass over the text in all. */
export function textOffsets(text: string): TextOffsets {
  if (Buffer.byteLength(text, 'utf8') === text.length) {
    const clamp = (offset: number) => Math.min(offset, text.length);
    return { fromByte: clamp, fromCodePoint: clamp };
  }
  return { fromByte: counter(text, utf8Length), fromCodePoint: counter(text, () => 1) };
}

function counter(text: string, widthOf: (codePoint: number) => number): (wanted: number) => number {
  let offset = 0;
  let counted = 0;
  return (wanted) => {
    if (wanted < counted) {
      offset = 0;
      counted = 0;
    }
    while (counted < wanted && offset < text.length) {
      const codePoint = text.codePointAt(offset) ?? 0;
      counted += widthOf(codePoint);
      offset += codePoint > 0xffff ? 2 : 1;
    }
    return offset;
  };
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
