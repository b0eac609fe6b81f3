import type { Statement } from '../model/statement.ts';
import { childOf, listOf, textOf, walkTree } from './tree.ts';

/** A statement that may leave no trace in a catalog. */
export interface DataStatement {
  readonly statement: Statement;
  /** INSERT, UPDATE and DELETE can be rehearsed; TRUNCATE, COPY, DO, CALL, SELECT f() may do anything. */
  readonly rehearsable: boolean;
  /** `INSERT … ON CONFLICT`: may run into an empty table, as a seed after a push. */
  readonly seeds: boolean;
  /** The table it writes to; undefined where the text does not say. */
  readonly table: TableName | undefined;
}

/** A table as a statement's text names it; without schema, where the search path decides. */
export interface TableName {
  readonly schema: string | undefined;
  readonly name: string;
}

/** The data statements of a file, in order. */
export function dataStatements(statements: readonly Statement[]): DataStatement[] {
  return statements.flatMap((statement): DataStatement[] => {
    const { kind, tree } = statement;
    switch (kind) {
      case 'InsertStmt':
      case 'UpdateStmt':
      case 'DeleteStmt':
        return [
          {
            statement,
            rehearsable: true,
            seeds: kind === 'InsertStmt' && childOf(tree, 'onConflictClause') !== undefined,
            table: tableOf(childOf(tree, 'relation')),
          },
        ];
      case 'MergeStmt':
      case 'CopyStmt':
        return [{ statement, rehearsable: false, seeds: false, table: tableOf(childOf(tree, 'relation')) }];
      case 'TruncateStmt':
        return [
          {
            statement,
            rehearsable: false,
            seeds: false,
            table: tableOf(childOf(listOf(tree, 'relations')[0], 'RangeVar')),
          },
        ];
      case 'DoStmt':
        return isOnlyDdl(tree) ? [] : [{ statement, rehearsable: false, seeds: false, table: undefined }];
      case 'CallStmt':
      case 'RefreshMatViewStmt':
        return [{ statement, rehearsable: false, seeds: false, table: undefined }];
      case 'SelectStmt':
        return writesOrCalls(tree) ? [{ statement, rehearsable: false, seeds: false, table: undefined }] : [];
      default:
        return [];
    }
  });
}

/**
 * DDL that moves rows: run late, or a second time, it loses or rewrites what is in the table now. Where the catalog
 * can not tell whether it ran, it has to be asked about like a data statement.
 */
export function movesRows({ kind, tree }: Statement): boolean {
  if (kind === 'RenameStmt') return true;
  if (kind === 'DropStmt') return ROW_HOLDERS.has(textOf(tree, 'removeType') ?? '');
  if (kind === 'AlterSeqStmt') return true;
  if (kind !== 'AlterTableStmt') return false;
  return listOf(tree, 'cmds').some((command) =>
    MOVING.has(textOf(command, 'AlterTableCmd', 'subtype') ?? ''),
  );
}

/** The table such a statement works on, as its text names it. */
export function movedTable({ kind, tree }: Statement): DataStatement['table'] {
  if (kind === 'DropStmt') {
    const parts = listOf(listOf(tree, 'objects')[0], 'List', 'items').flatMap(
      (part) => textOf(part, 'String', 'sval') ?? [],
    );
    const name = parts.at(-1);
    return name === undefined ? undefined : { schema: parts.at(-2), name };
  }
  return tableOf(childOf(tree, kind === 'AlterSeqStmt' ? 'sequence' : 'relation'));
}

const ROW_HOLDERS = new Set([
  'OBJECT_TABLE',
  'OBJECT_SEQUENCE',
  'OBJECT_SCHEMA',
  'OBJECT_TYPE',
  'OBJECT_MATVIEW',
]);

const MOVING = new Set([
  'AT_DropColumn',
  'AT_AlterColumnType',
  'AT_AddColumn',
  'AT_SetExpression',
  'AT_DropExpression',
]);

function tableOf(node: unknown): DataStatement['table'] {
  const relation = childOf(node, 'RangeVar') ?? node;
  const name = textOf(relation, 'relname');
  return name === undefined ? undefined : { schema: textOf(relation, 'schemaname'), name };
}

/** A SELECT that calls a function may do anything, but for these; one that only reads leaves no trace to look for. */
function writesOrCalls(tree: unknown): boolean {
  let found = false;
  walkTree(tree, (node) => {
    const called = textOf(listOf(node, 'FuncCall', 'funcname').at(-1), 'String', 'sval');
    if ('FuncCall' in node && !HARMLESS.has(called ?? '')) found = true;
    if (WRITING.some((kind) => kind in node)) found = true;
  });
  return found;
}

const WRITING = ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'];

/** `set_config` stands on top of every pg_dump. */
const HARMLESS = new Set([
  'set_config',
  'current_setting',
  'now',
  'version',
  'count',
  'to_regclass',
  'format',
]);

/** Older drizzle-kit wrapped each type and foreign key in a DO block: what it makes, the catalog shows. */
function isOnlyDdl(tree: unknown): boolean {
  const body = listOf(tree, 'args').flatMap(
    (argument) => textOf(argument, 'DefElem', 'arg', 'String', 'sval') ?? [],
  );
  return (
    body.length > 0 &&
    !/\b(insert|update|delete|merge|truncate|copy|execute|perform|select|call|drop)\b/i.test(body.join(' '))
  );
}
