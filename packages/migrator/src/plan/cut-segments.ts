import type { Segment } from '../model/segment.ts';
import type { Directives, Statement } from '../model/statement.ts';

export interface CutOptions {
  readonly directives?: Directives | undefined;
  /** Statements that run alone for a reason of the caller's. */
  readonly isAlone?: (statement: Statement) => boolean;
}

/**
 * Which statements of a file share a transaction: all of them, but it is cut around what Postgres refuses in one, at
 * BEGIN and COMMIT (which are borders, and not sent), and before the first use of an enum label the file has added,
 * which has to be committed by then. In a file that asks for no transaction each statement is a
 * segment, except between BEGIN and COMMIT. Pure.
 */
export function cutSegments(
  statements: readonly Statement[],
  { directives = {}, isAlone = () => false }: CutOptions = {},
): readonly Segment[] {
  const segments: Segment[] = [];
  let open: Statement[] = [];
  let modes = '';
  let begun = false;
  const close = () => {
    if (open.length > 0) segments.push({ runs: 'transaction', statements: open, modes });
    open = [];
  };
  for (const statement of statements) {
    if (statement.border !== undefined) {
      close();
      begun = statement.border.begins;
      modes = statement.border.begins ? statement.border.modes : '';
    } else if (runsAlone(statement, begun, directives) || isAlone(statement)) {
      close();
      segments.push({ runs: 'alone', statements: [statement], modes: '' });
    } else {
      if (usesNewLabel(statement, open)) close();
      open.push(statement);
      if (directives.noTransaction === true && !begun) close();
    }
  }
  close();
  return segments;
}

/**
 * Without a transaction around the file, what may commit by itself or be refused in one for a reason its text does not
 * show is alone. Any other statement is the same in a transaction of its own, which its progress then shares.
 */
function runsAlone({ transaction, kind }: Statement, begun: boolean, { noTransaction }: Directives): boolean {
  if (transaction === 'outside') return true;
  return noTransaction === true && !begun && ALONE_WHERE_ASKED.has(kind);
}

const ALONE_WHERE_ASKED: ReadonlySet<string> = new Set([
  'CallStmt',
  'DoStmt',
  'ExecuteStmt',
  'ReindexStmt',
  'ClusterStmt',
]);

/**
 * Whether a statement may use a label that one before it in the same transaction adds. Its text decides, functions'
 * bodies included: a cut that is not needed costs the file its being one transaction, a missing one makes it fail.
 */
function usesNewLabel({ text }: Statement, before: readonly Statement[]): boolean {
  return before.some(
    ({ newLabel }) =>
      newLabel !== undefined &&
      (text.includes(`'${newLabel.replaceAll("'", "''")}'`) || /\benum_(first|last|range)\b/i.test(text)),
  );
}
