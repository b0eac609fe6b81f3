/**
 * Statements without semicolons as the text of a file: each gets its own, on a line by itself where the last line is a
 * comment. Ends in a line end.
 * @param between What stands between two: a line end, or drizzle's breakpoint and one.
 */
export function joinStatements(statements: readonly string[], between = '\n'): string {
  return statements.map(endStatement).join(between) + (statements.length === 0 ? '' : '\n');
}

function endStatement(sql: string): string {
  const text = sql.trimEnd();
  return text.slice(text.lastIndexOf('\n') + 1).includes('--') ? `${text}\n;` : `${text};`;
}
