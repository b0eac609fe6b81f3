import type { ParsedMigration, Statement } from '../model/statement.ts';
import { RELATION_KINDS } from './relation-names.ts';
import { childOf, listOf, textOf } from './tree.ts';

/** An object a file creates, as its text names it. */
export interface CreatedName {
  readonly catalog: 'relation' | 'type' | 'function';
  /** undefined: the search path decides. */
  readonly schema: string | undefined;
  readonly name: string;
}

/**
 * The tables, views, sequences, types and functions the files create by name or rename. If one of them is there although nothing
 * is recorded, somebody made it another way. Schemas, extensions and roles say nothing: the platform brings some.
 */
export function createdNames(files: readonly ParsedMigration[]): CreatedName[] {
  return files.flatMap(({ statements }) => statements.flatMap(namesOf));
}

function namesOf({ kind, tree }: Statement): CreatedName[] {
  switch (kind) {
    case 'CreateStmt':
      return relation(childOf(tree, 'relation'));
    case 'CreateSeqStmt':
      return relation(childOf(tree, 'sequence'));
    case 'ViewStmt':
      return relation(childOf(tree, 'view'));
    case 'CreateTableAsStmt':
      return relation(childOf(tree, 'into', 'rel'));
    case 'CreateForeignTableStmt':
      return relation(childOf(tree, 'base', 'relation'));
    case 'RenameStmt':
      return renamed(tree);
    case 'AlterObjectSchemaStmt':
      return movedObject(tree, 'objectType').map((found) => ({
        ...found,
        schema: textOf(tree, 'newschema'),
      }));
    case 'CompositeTypeStmt':
      return relation(childOf(tree, 'typevar')).map((found) => ({ ...found, catalog: 'type' }));
    case 'CreateEnumStmt':
    case 'CreateRangeStmt':
      return named('type', listOf(tree, 'typeName'));
    case 'CreateDomainStmt':
      return named('type', listOf(tree, 'domainname'));
    case 'CreateFunctionStmt':
      return named('function', listOf(tree, 'funcname'));
    default:
      return [];
  }
}

function relation(node: unknown): CreatedName[] {
  const name = textOf(node, 'relname');
  // Temporary tables are gone with the session.
  if (name === undefined || textOf(node, 'relpersistence') === 't') return [];
  return [{ catalog: 'relation', schema: textOf(node, 'schemaname'), name }];
}

/** What an object is called afterwards: at the end of a chain of renames nothing has its first name. */
function renamed(tree: unknown): CreatedName[] {
  const name = textOf(tree, 'newname');
  if (name === undefined) return [];
  return movedObject(tree, 'renameType').map((found) => ({ ...found, name }));
}

/** The object of RENAME or SET SCHEMA, by its name before. */
function movedObject(tree: unknown, typeKey: string): CreatedName[] {
  const type = textOf(tree, typeKey) ?? '';
  if (RELATION_KINDS.has(type)) return relation(childOf(tree, 'relation'));
  const parts = [
    ...listOf(tree, 'object', 'List', 'items'),
    ...listOf(tree, 'object', 'ObjectWithArgs', 'objname'),
  ];
  if (type === 'OBJECT_TYPE' || type === 'OBJECT_DOMAIN') return named('type', parts);
  return type === 'OBJECT_FUNCTION' || type === 'OBJECT_PROCEDURE' ? named('function', parts) : [];
}

function named(catalog: CreatedName['catalog'], list: readonly unknown[]): CreatedName[] {
  const parts = list.flatMap((part) => textOf(part, 'String', 'sval') ?? []);
  const name = parts.at(-1);
  return name === undefined ? [] : [{ catalog, schema: parts.at(-2), name }];
}
