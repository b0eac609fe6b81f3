import type { Statement } from '../model/statement.ts';

/** Statements of a file that run together: in one transaction, or one alone outside of any. */
export interface Segment {
  /** `admin`: alone, as the superuser who creates extensions for everybody on Supabase. */
  readonly runs: 'transaction' | 'alone' | 'admin';
  readonly statements: readonly Statement[];
}

/**
 * Cuts a file where its transaction has to end: around what Postgres refuses in one, at BEGIN and COMMIT (which are
 * borders and not run), and behind a new enum label, which nothing may use before it is committed.
 */
export function cutSegments(
  statements: readonly Statement[],
  isForAdmin: (statement: Statement) => boolean,
): readonly Segment[] {
  const segments: Segment[] = [];
  let open: Statement[] = [];
  const close = () => {
    if (open.length > 0) segments.push({ runs: 'transaction', statements: open });
    open = [];
  };
  for (const statement of statements) {
    if (statement.transaction === 'border') close();
    else if (statement.transaction === 'outside' || isForAdmin(statement)) {
      close();
      segments.push({ runs: isForAdmin(statement) ? 'admin' : 'alone', statements: [statement] });
    } else {
      open.push(statement);
      if (statement.kind === 'AlterEnumStmt') close();
    }
  }
  close();
  return segments;
}
