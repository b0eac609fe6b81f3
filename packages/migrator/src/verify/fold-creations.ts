import type { ExpectedFunction } from '../model/trigger.ts';
import { locate } from '../sql/locate.ts';
import { scanTokens } from '../sql/scan-tokens.ts';
import { childOf, listOf, textOf } from '../sql/tree.ts';
import {
  type FoldState,
  findTrigger,
  type PlacedStatement,
  putFunction,
  putReference,
  putTrigger,
} from './fold-state.ts';
import { relationOf, sameName, showName, USERS } from './names.ts';
import { readFunction } from './read-function.ts';
import { readTrigger } from './read-trigger.ts';

/** CREATE TRIGGER. */
export function foldTrigger(state: FoldState, statement: PlacedStatement): void {
  const { tree, text, start, inBlock, migration, file, fileText } = statement;
  const definition = readTrigger(tree, text, state.schema);
  if (definition === undefined) return;
  const replaces = childOf(tree, 'replace') === true;
  if (inBlock && !replaces && findTrigger(state, definition.table, definition.name) !== undefined) return;
  const functionAnywhere =
    listOf(tree, 'funcname').length === 1 && !state.functions.has(showName(definition.function));
  putTrigger(state, {
    ...definition,
    text,
    functionAnywhere,
    migration,
    at: locate(file, fileText, start),
  });
}

/** CREATE FUNCTION. OR REPLACE keeps owner and grants of what it replaces, and nothing else. */
export function foldFunction(state: FoldState, statement: PlacedStatement): void {
  const { tree, text, start, migration, file, fileText } = statement;
  const definition = readFunction(tree, state.schema);
  if (definition === undefined) return;
  const before = state.functions.get(showName(definition.name));
  const content = scanTokens(text).find(
    (token) => token.kind === 'string' && token.text === definition.body,
  )?.content;
  const body = locate(file, fileText, start + (content ?? 0));
  const made: ExpectedFunction = {
    ...definition,
    owner: before?.owner,
    grants: before?.grants ?? new Map(),
    migration,
    at: locate(file, fileText, start),
    bodyLine: body.line,
    bodyColumn: body.column,
  };
  putFunction(state, made);
}

/** CREATE TABLE: its foreign keys to users. */
export function foldTable(state: FoldState, { tree }: PlacedStatement): void {
  for (const element of listOf(tree, 'tableElts')) {
    const column = textOf(element, 'ColumnDef', 'colname');
    for (const constraint of listOf(element, 'ColumnDef', 'constraints'))
      addReference(state, childOf(tree, 'relation'), constraint, column);
    addReference(state, childOf(tree, 'relation'), element, undefined);
  }
}

/** A foreign key to users, of a column or of its own; anything else is passed. */
export function addReference(
  state: FoldState,
  relation: unknown,
  node: unknown,
  ofColumn: string | undefined,
): void {
  const constraint = childOf(node, 'Constraint');
  const table = relationOf(relation, state.schema);
  if (textOf(constraint, 'contype') !== 'CONSTR_FOREIGN' || table === undefined) return;
  const columns = listOf(constraint, 'fk_attrs').flatMap((each) => textOf(each, 'String', 'sval') ?? []);
  const column = ofColumn ?? columns[0];
  const to = relationOf(childOf(constraint, 'pktable'), state.schema);
  if (column === undefined || columns.length > 1 || to === undefined || !sameName(to, USERS)) return;
  putReference(state, {
    table,
    constraint: textOf(constraint, 'conname') ?? `${table.name}_${column}_fkey`,
    column,
    cascades: textOf(constraint, 'fk_del_action') === 'c',
  });
}
