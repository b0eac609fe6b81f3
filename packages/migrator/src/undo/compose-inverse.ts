/** Statements as the text of a file, each with its semicolon on a line of its own where its last line is a comment. */
export function composeInverse(statements: readonly string[], between = '\n'): string {
  return statements.map(endStatement).join(between) + (statements.length === 0 ? '' : '\n');
}

function endStatement(sql: string): string {
  const text = sql.trimEnd();
  return text.slice(text.lastIndexOf('\n') + 1).includes('--') ? `${text}\n;` : `${text};`;
}
