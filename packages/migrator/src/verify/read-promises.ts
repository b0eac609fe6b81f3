import type { FunctionDefinition, TriggerDefinition, TriggerPromise } from '../model/trigger.ts';
import { ParserError, parseText, type RawStatement } from '../sql/parser.ts';
import { type RowEvent, splitBlock } from '../sql/split-block.ts';
import { asNode, childOf, listOf, textOf } from '../sql/tree.ts';
import { relationOf } from './names.ts';
import { isAlwaysTrue } from './read-condition.ts';
import { firstSchema } from './read-function.ts';
import { copiesEmail, isUserId } from './row-expressions.ts';

/**
 * What a row trigger on `auth.users` promises by the text of its function: a row it surely inserts with the new user's
 * id, an e-mail it surely copies, a row it surely deletes. What stands behind a question, in a loop, or in SQL that is
 * put together promises nothing.
 */
export async function readPromises(
  trigger: TriggerDefinition,
  called: FunctionDefinition,
): Promise<readonly TriggerPromise[]> {
  if (trigger.level !== 'ROW' || called.language !== 'plpgsql') return [];
  const schema = firstSchema(called.settings, 'public');
  const promises: TriggerPromise[] = [];
  for (const { text, runsOn } of splitBlock(called.body)) {
    if (!/^(insert|update|delete)\b/i.test(text)) continue;
    const fires = async (event: RowEvent) =>
      runsOn.has(event) && trigger.events.includes(event) && (await isAlwaysTrue(trigger, event));
    const statement = await parseOne(text);
    const table = relationOf(childOf(statement?.tree, 'relation'), schema);
    if (statement === undefined || table === undefined) continue;
    const base = { table, trigger: trigger.name };
    if (statement.kind === 'InsertStmt') {
      const { key, follows } = readInsert(statement.tree);
      if (key === undefined) continue;
      if (await fires('INSERT')) promises.push({ ...base, kind: 'row', key });
      if (await fires('UPDATE'))
        promises.push(...follows.map((column) => ({ ...base, kind: 'email' as const, key, column })));
    }
    if (statement.kind === 'UpdateStmt' && (await fires('UPDATE'))) {
      const key = keyOf(childOf(statement.tree, 'whereClause'), 'new');
      if (key !== undefined && listOf(statement.tree, 'fromClause').length === 0)
        promises.push(
          ...assignments(listOf(statement.tree, 'targetList'))
            .filter(({ value }) => copiesEmail(value))
            .map(({ column }) => ({ ...base, kind: 'email' as const, key, column })),
        );
    }
    if (statement.kind === 'DeleteStmt' && (await fires('DELETE'))) {
      const key = keyOf(childOf(statement.tree, 'whereClause'), 'old');
      if (key !== undefined) promises.push({ ...base, kind: 'gone', key });
    }
  }
  return promises;
}

async function parseOne(text: string): Promise<RawStatement | undefined> {
  try {
    return (await parseText(text))[0];
  } catch (error) {
    if (error instanceof ParserError) return undefined;
    throw error;
  }
}

/** The column that gets the user's id, and those that ON CONFLICT DO UPDATE makes follow his e-mail. */
function readInsert(tree: unknown): { key: string | undefined; follows: readonly string[] } {
  const select = childOf(tree, 'selectStmt', 'SelectStmt');
  const lists = listOf(select, 'valuesLists');
  const certain =
    lists.length === 1 ||
    (lists.length === 0 &&
      listOf(select, 'fromClause').length === 0 &&
      childOf(select, 'whereClause') === undefined);
  const values =
    lists.length === 1
      ? listOf(lists[0], 'List', 'items')
      : listOf(select, 'targetList').map((item) => childOf(item, 'ResTarget', 'val'));
  const columns = listOf(tree, 'cols').map((item) => textOf(item, 'ResTarget', 'name'));
  const key = certain ? columns[values.findIndex((value) => isUserId(value, 'new'))] : undefined;
  const conflict = childOf(tree, 'onConflictClause');
  const updates =
    textOf(conflict, 'action') === 'ONCONFLICT_UPDATE' && childOf(conflict, 'whereClause') === undefined;
  const follows = (updates ? assignments(listOf(conflict, 'targetList')) : [])
    .filter(({ value }) => {
      const [row, source] = listOf(value, 'ColumnRef', 'fields').map((field) =>
        textOf(field, 'String', 'sval'),
      );
      return copiesEmail(row === 'excluded' ? values[columns.indexOf(source)] : value);
    })
    .map(({ column }) => column);
  return { key, follows };
}

function assignments(list: readonly unknown[]): readonly { column: string; value: unknown }[] {
  return list.flatMap((item) => {
    const target = asNode(childOf(item, 'ResTarget'));
    const column = textOf(target, 'name');
    return column === undefined ? [] : [{ column, value: target?.val }];
  });
}

/** The column of `column = new.id`, when that is the whole condition. */
function keyOf(condition: unknown, row: 'new' | 'old'): string | undefined {
  const expression = childOf(condition, 'A_Expr');
  if (textOf(listOf(expression, 'name')[0], 'String', 'sval') !== '=') return undefined;
  if (textOf(expression, 'kind') !== 'AEXPR_OP') return undefined;
  const sides = [childOf(expression, 'lexpr'), childOf(expression, 'rexpr')];
  const other = sides.find((side) => !isUserId(side, row));
  if (!sides.some((side) => isUserId(side, row))) return undefined;
  return textOf(listOf(other, 'ColumnRef', 'fields').at(-1), 'String', 'sval');
}

/** One of each. */
export function distinctPromises(promises: readonly TriggerPromise[]): readonly TriggerPromise[] {
  const id = ({ kind, table, key, column }: TriggerPromise) => JSON.stringify([kind, table, key, column]);
  return [...new Map(promises.map((promise) => [id(promise), promise])).values()];
}
