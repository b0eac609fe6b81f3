import { asNode, childOf, listOf, textOf } from '../sql/tree.ts';

/** `new.id` or `old.id`, cast or not. */
export function isUserId(value: unknown, row: 'new' | 'old'): boolean {
  return isField(childOf(value, 'TypeCast', 'arg') ?? value, row, 'id');
}

/** Functions that leave an address as ours alone: short, in lower case, without blanks around. */
const HARMLESS: ReadonlySet<string> = new Set([
  'left',
  'substr',
  'substring',
  'lower',
  'btrim',
  'trim',
  'ltrim',
  'rtrim',
]);

/** Whether the expression's value is `new.email` for an address that is short and in lower case. */
export function copiesEmail(value: unknown): boolean {
  if (isField(value, 'new', 'email')) return true;
  const cast = childOf(value, 'TypeCast', 'arg');
  if (cast !== undefined) return copiesEmail(cast);
  const coalesce = listOf(value, 'CoalesceExpr', 'args')[0];
  if (coalesce !== undefined) return copiesEmail(coalesce);
  const call = asNode(childOf(value, 'FuncCall'));
  const name = textOf(listOf(call, 'funcname').at(-1), 'String', 'sval') ?? '';
  const [first, ...others] = listOf(call, 'args');
  if (!HARMLESS.has(name) || !copiesEmail(first)) return false;
  if (/^substr/.test(name))
    return Number(childOf(others[0], 'A_Const', 'ival', 'ival')) === 1 && lengthSuffices(others[1]);
  return name !== 'left' || lengthSuffices(others[0]);
}

/** Longest address of ours, in characters. */
const LONGEST_EMAIL = 64;

function lengthSuffices(value: unknown): boolean {
  return value === undefined || Number(childOf(value, 'A_Const', 'ival', 'ival')) >= LONGEST_EMAIL;
}

/** `row.column`; `*` is the whole row. */
export function isField(value: unknown, row: 'new' | 'old', column: string): boolean {
  const [first, second] = listOf(value, 'ColumnRef', 'fields');
  if (textOf(first, 'String', 'sval') !== row) return false;
  return column === '*'
    ? second === undefined || childOf(second, 'A_Star') !== undefined
    : textOf(second, 'String', 'sval') === column;
}
