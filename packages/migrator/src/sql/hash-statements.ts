import { createHash } from 'node:crypto';
import type { Statement } from '../model/statement.ts';

/** sha256, in hexadecimal, of statements without the comments and blanks between them. */
export function hashStatements(statements: readonly Statement[]): string {
  const hash = createHash('sha256');
  for (const { text } of statements) hash.update(`${text.trim()};\n`, 'utf8');
  return hash.digest('hex');
}
