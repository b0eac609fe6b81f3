import type { TriggerDefinition } from '../model/trigger.ts';
import { ParserError, parseText } from '../sql/parser.ts';
import type { RowEvent } from '../sql/split-block.ts';
import { childOf, listOf, textOf } from '../sql/tree.ts';
import { isField } from './row-expressions.ts';

/**
 * Whether the trigger fires on every such event of ours: each sign-up, each deleted user, and an UPDATE that changes the
 * e-mail from one address to another.
 */
export async function isAlwaysTrue(trigger: TriggerDefinition, event: RowEvent): Promise<boolean> {
  const { when, columns } = trigger;
  if (event === 'UPDATE' && columns.length > 0 && !columns.includes('email')) return false;
  if (when === undefined) return true;
  if (event !== 'UPDATE') return false;
  try {
    const [statement] = await parseText(`SELECT (${when}\n)`);
    return holds(childOf(listOf(statement?.tree, 'targetList')[0], 'ResTarget', 'val'));
  } catch (error) {
    if (error instanceof ParserError) return false;
    throw error;
  }
}

/** `old.email IS DISTINCT FROM new.email`, `<>`, the same of whole rows; AND and OR of such. */
function holds(node: unknown): boolean {
  const combined = listOf(node, 'BoolExpr', 'args');
  const operator = textOf(node, 'BoolExpr', 'boolop');
  if (operator === 'AND_EXPR') return combined.every(holds);
  if (operator === 'OR_EXPR') return combined.some(holds);
  const expression = childOf(node, 'A_Expr');
  const sign = textOf(listOf(expression, 'name')[0], 'String', 'sval');
  const differ = textOf(expression, 'kind') === 'AEXPR_DISTINCT' || sign === '<>';
  const [left, right] = ['lexpr', 'rexpr'].map((side) => uncast(childOf(expression, side)));
  const about = (column: string) =>
    (isField(left, 'old', column) && isField(right, 'new', column)) ||
    (isField(left, 'new', column) && isField(right, 'old', column));
  return differ && (about('email') || about('*'));
}

/** The catalog prints `(old.email)::text`. */
function uncast(node: unknown): unknown {
  return childOf(node, 'TypeCast', 'arg') ?? node;
}
