/**
 * When `\restrict` or `\unrestrict` (pg_dump puts them around its output since 2025) begins at `offset`, the text
 * with that line blanked to the same length; otherwise undefined.
 */
export function blankRestrictLine(text: string, offset: number): string | undefined {
  const command = psqlCommandAt(text, offset);
  if (command !== '\\restrict' && command !== '\\unrestrict') return undefined;
  const lineStart = text.lastIndexOf('\n', offset) + 1;
  if (text.slice(lineStart, offset).trim() !== '') return undefined;
  const lineEnd = text.indexOf('\n', offset);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return text.slice(0, offset) + ' '.repeat(end - offset) + text.slice(end);
}

/** The psql command that begins at `offset` (`\d`, `\gexec`, `\.`), or undefined. */
export function psqlCommandAt(text: string, offset: number): string | undefined {
  return /^\\(?:[a-zA-Z]\w*\+?|[!?.;:])/.exec(text.slice(offset, offset + 64))?.[0];
}
