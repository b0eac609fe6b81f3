import type { Statement } from '../model/statement.ts';
import { joinName, relationName } from '../sql/relation-names.ts';
import { childOf, listOf, textOf } from '../sql/tree.ts';
import { JUDGES, onTableName, plain } from './second-run-judges.ts';

/** What would go wrong if the statement ran a second time. */
export interface SecondRun {
  /** 0-based position in the file. */
  readonly statement: number;
  readonly message: string;
  readonly hint: string;
}

/**
 * The statements of a file that fail when it runs again, or add the same rows again, as far as the text shows it: what
 * DO blocks and functions do is not seen. What an earlier statement of the file drops first may be created plainly.
 */
export function againstSecondRun(statements: readonly Statement[]): SecondRun[] {
  const dropped = new Set<string>();
  return statements.flatMap(({ index, kind, tree }) => {
    // With a table everything on it is gone.
    const table = relationName(childOf(tree, 'relation') ?? childOf(tree, 'table'));
    if (table !== undefined && kind !== 'CreateStmt' && dropped.has(plain(table))) return [];
    const found = (JUDGES[kind]?.(tree) ?? []).filter(
      ({ object }) => object === undefined || !dropped.has(plain(object)),
    );
    for (const object of dropsOf(kind, tree)) dropped.add(plain(object));
    return found.map(({ message, hint }) => ({ statement: index, message, hint }));
  });
}

/** What the statement makes sure is not there. */
function dropsOf(kind: string, tree: unknown): string[] {
  if (kind === 'AlterTableStmt') {
    const table = relationName(childOf(tree, 'relation'));
    return listOf(tree, 'cmds')
      .map((item) => childOf(item, 'AlterTableCmd'))
      .filter((command) => textOf(command, 'subtype') === 'AT_DropConstraint')
      .flatMap((command) => onTableName(table, textOf(command, 'name')) ?? []);
  }
  if (kind !== 'DropStmt') return [];
  const standsOnTable = ON_TABLES.has(textOf(tree, 'removeType') ?? '');
  return listOf(tree, 'objects').flatMap((object) => {
    const parts = partsOf(object);
    return standsOnTable ? (onTableName(joinName(parts.slice(0, -1)), parts.at(-1)) ?? []) : joinName(parts);
  });
}

const ON_TABLES = new Set(['OBJECT_TRIGGER', 'OBJECT_POLICY', 'OBJECT_RULE']);

/** A name as DROP has it: of a relation, a function with its arguments, or a type. */
function partsOf(object: unknown): string[] {
  return [
    ...listOf(object, 'List', 'items'),
    ...listOf(object, 'ObjectWithArgs', 'objname'),
    ...listOf(object, 'TypeName', 'names'),
    object,
  ].flatMap((part) => textOf(part, 'String', 'sval') ?? []);
}
