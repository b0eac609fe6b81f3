import type { Statement } from '../model/statement.ts';

/** As drizzle-kit and Prisma write: capitals, then a name in quotes, and no word about whether it is there. */
const FORM = /^(?:CREATE|ALTER|DROP|INSERT INTO|COMMENT ON|UPDATE)\b[A-Z ]* "/;
const GUARD = /\bIF (?:NOT )?EXISTS\b|\bOR REPLACE\b/;

/** Whether every statement has the form of one that a tool writes: whoever edits a file for a second run changes it. */
export function looksGenerated(statements: readonly Statement[]): boolean {
  return (
    statements.length > 0 && statements.every(({ text }) => FORM.test(text) && !GUARD.test(headOf(text)))
  );
}

/** Up to the first bracket: what stands in there are columns and expressions. */
function headOf(text: string): string {
  return text.split('(', 1)[0] ?? '';
}
