import { asNode, childOf, listOf, type TreeNode, textOf } from '../../sql/tree.ts';
import { byteOf } from '../folder/read-constraint.ts';
import type { Rule } from '../rule.ts';

/** `auth.uid()` in a policy runs once for each row; `(select auth.uid())` once for the query. */
export const policyBareAuthCall: Rule = {
  name: 'policy-bare-auth-call',
  find: (_, { expressions }) =>
    expressions.flatMap(({ expression, object }) =>
      bareCalls(expression.tree).map((call) => {
        const written = `${namesOf(call).join('.')}()`;
        return {
          at: { ...expression.at, byte: byteOf(call) },
          message: `${written} in the ${object} is called again for every row.`,
          hint: `Write (select ${written}): Postgres then calls it once a query.`,
          object,
        };
      }),
    ),
};

/** Calls that stand in no sub-select without FROM: such a one is evaluated once, before the rows. */
function bareCalls(value: unknown): TreeNode[] {
  if (Array.isArray(value)) return value.flatMap(bareCalls);
  const node = asNode(value);
  if (node === undefined) return [];
  const select = childOf(node, 'SubLink', 'subselect', 'SelectStmt');
  if (select !== undefined && listOf(select, 'fromClause').length === 0 && !readsColumns(select)) return [];
  const call = asNode(node.FuncCall);
  const own = call !== undefined && isAuthCall(call) ? [call] : [];
  return [...own, ...Object.values(node).flatMap(bareCalls)];
}

/** A sub-select that reads the row's columns is evaluated for each row all the same. */
function readsColumns(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(readsColumns);
  const node = asNode(value);
  return node !== undefined && ('ColumnRef' in node || Object.values(node).some(readsColumns));
}

function isAuthCall(call: TreeNode): boolean {
  const [schema, name] = namesOf(call);
  return (schema === 'auth' && AUTH.has(name ?? '')) || namesOf(call).at(-1) === 'current_setting';
}

const AUTH = new Set(['uid', 'jwt', 'role', 'email']);

function namesOf(call: TreeNode): string[] {
  return listOf(call, 'funcname').flatMap((part) => textOf(part, 'String', 'sval') ?? []);
}
