import type { Statement } from '../model/statement.ts';

/** What a file has set for the session before `next`: what follows is to run as it would in the middle of the file. */
export function settingsBefore(
  statements: readonly Statement[],
  next: Statement | undefined,
): readonly Statement[] {
  return statements.filter((statement) => statement.index < (next?.index ?? 0) && sets(statement));
}

/** `SET LOCAL` and `SET TRANSACTION` end with their transaction. */
function sets({ kind, text }: Statement): boolean {
  if (kind === 'VariableSetStmt') return !/^set\s+(local|transaction)\b/i.test(text);
  return kind === 'SelectStmt' && /\bset_config\s*\(/i.test(text);
}
