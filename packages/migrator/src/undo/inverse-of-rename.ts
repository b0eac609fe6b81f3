import { quoteAlways, quotePathAlways } from '../catalog/quote-name.ts';
import { quoteLiteral } from '../database/quote.ts';
import type { Statement } from '../model/statement.ts';
import { childOf, listOf, textOf } from '../sql/tree.ts';

/**
 * The statement that takes back a RENAME or SET SCHEMA. From the catalog alone a rename looks like a drop and something
 * new, and would lose what it holds. undefined for any other statement.
 */
export function inverseOfRename({ kind, tree, text }: Statement): string | undefined {
  switch (kind) {
    case 'RenameStmt':
      return inverseOfRenaming(tree, text);
    case 'AlterObjectSchemaStmt':
      return inverseOfMove(tree, text);
    case 'AlterEnumStmt':
      return inverseOfLabel(tree);
    default:
      return undefined;
  }
}

/** What is named by a relation of its own; the word is what stands behind ALTER. */
const RELATIONS: Readonly<Record<string, string>> = {
  OBJECT_TABLE: 'TABLE',
  OBJECT_VIEW: 'VIEW',
  OBJECT_MATVIEW: 'MATERIALIZED VIEW',
  OBJECT_SEQUENCE: 'SEQUENCE',
  OBJECT_INDEX: 'INDEX',
  OBJECT_FOREIGN_TABLE: 'FOREIGN TABLE',
};

/** What stands on a relation and is renamed by ALTER of its own. */
const ON_RELATION: Readonly<Record<string, string>> = {
  OBJECT_TRIGGER: 'TRIGGER',
  OBJECT_POLICY: 'POLICY',
  OBJECT_RULE: 'RULE',
};

/** What stands on a relation and is renamed by ALTER of that one. */
const PART_OF: Readonly<Record<string, string>> = {
  OBJECT_COLUMN: 'COLUMN',
  OBJECT_ATTRIBUTE: 'ATTRIBUTE',
  OBJECT_TABCONSTRAINT: 'CONSTRAINT',
};

/** What is named by a list of names. */
const NAMED: Readonly<Record<string, string>> = {
  OBJECT_TYPE: 'TYPE',
  OBJECT_DOMAIN: 'DOMAIN',
  OBJECT_COLLATION: 'COLLATION',
  OBJECT_STATISTIC_EXT: 'STATISTICS',
};

const ROUTINES: Readonly<Record<string, string>> = {
  OBJECT_FUNCTION: 'FUNCTION',
  OBJECT_PROCEDURE: 'PROCEDURE',
  OBJECT_ROUTINE: 'ROUTINE',
  OBJECT_AGGREGATE: 'AGGREGATE',
};

function inverseOfRenaming(tree: unknown, text: string): string | undefined {
  const type = textOf(tree, 'renameType') ?? '';
  const to = textOf(tree, 'newname');
  const from = textOf(tree, 'subname');
  if (to === undefined) return undefined;
  const relation = relationPath(childOf(tree, 'relation'));
  const names = nameList(childOf(tree, 'object'));
  if (RELATIONS[type] !== undefined && relation.length > 0)
    return `ALTER ${RELATIONS[type]} ${renamed(relation, to)} RENAME TO ${quoteAlways(relation.at(-1) ?? '')}`;
  if (ON_RELATION[type] !== undefined && from !== undefined)
    return `ALTER ${ON_RELATION[type]} ${quoteAlways(to)} ON ${quotePathAlways(relation)} RENAME TO ${quoteAlways(from)}`;
  if (PART_OF[type] !== undefined && from !== undefined) {
    const owner =
      type === 'OBJECT_ATTRIBUTE' ? 'TYPE' : (RELATIONS[textOf(tree, 'relationType') ?? ''] ?? 'TABLE');
    return `ALTER ${owner} ${quotePathAlways(relation)} RENAME ${PART_OF[type]} ${quoteAlways(to)} TO ${quoteAlways(from)}`;
  }
  if (type === 'OBJECT_DOMCONSTRAINT' && from !== undefined)
    return `ALTER DOMAIN ${quotePathAlways(names)} RENAME CONSTRAINT ${quoteAlways(to)} TO ${quoteAlways(from)}`;
  if (type === 'OBJECT_SCHEMA' && from !== undefined)
    return `ALTER SCHEMA ${quoteAlways(to)} RENAME TO ${quoteAlways(from)}`;
  if (NAMED[type] !== undefined && names.length > 0)
    return `ALTER ${NAMED[type]} ${renamed(names, to)} RENAME TO ${quoteAlways(names.at(-1) ?? '')}`;
  if (ROUTINES[type] !== undefined && names.length > 0)
    return `ALTER ${ROUTINES[type]} ${renamed(names, to)}${argumentsIn(text)} RENAME TO ${quoteAlways(names.at(-1) ?? '')}`;
  return undefined;
}

/** Where the text names no schema, the object lay where new ones go. */
function inverseOfMove(tree: unknown, text: string): string | undefined {
  const type = textOf(tree, 'objectType') ?? '';
  const to = textOf(tree, 'newschema');
  if (to === undefined) return undefined;
  const kind = RELATIONS[type] ?? NAMED[type] ?? ROUTINES[type];
  const path =
    RELATIONS[type] === undefined
      ? nameList(childOf(tree, 'object'))
      : relationPath(childOf(tree, 'relation'));
  const name = path.at(-1);
  if (kind === undefined || name === undefined) return undefined;
  const args = ROUTINES[type] === undefined ? '' : argumentsIn(text);
  return `ALTER ${kind} ${quotePathAlways([to, name])}${args} SET SCHEMA ${quoteAlways(path.at(-2) ?? 'public')}`;
}

function inverseOfLabel(tree: unknown): string | undefined {
  const [from, to] = [textOf(tree, 'oldVal'), textOf(tree, 'newVal')];
  if (from === undefined || to === undefined) return undefined;
  const type = quotePathAlways(namesOf(listOf(tree, 'typeName')));
  return `ALTER TYPE ${type} RENAME VALUE ${quoteLiteral(to)} TO ${quoteLiteral(from)}`;
}

function relationPath(relation: unknown): string[] {
  return [textOf(relation, 'schemaname'), textOf(relation, 'relname')].flatMap((part) => part ?? []);
}

/** The names of a list, a type name, a function with arguments, or a plain name. */
function nameList(object: unknown): string[] {
  return namesOf([
    ...listOf(object, 'List', 'items'),
    ...listOf(object, 'TypeName', 'names'),
    ...listOf(object, 'ObjectWithArgs', 'objname'),
    object,
  ]);
}

function namesOf(list: readonly unknown[]): string[] {
  return list.flatMap((part) => textOf(part, 'String', 'sval') ?? []);
}

function renamed(path: readonly string[], name: string): string {
  return quotePathAlways([...path.slice(0, -1), name]);
}

/** `(int, text)` as it stands in the text: types can be spelled in too many ways to write them anew. */
function argumentsIn(text: string): string {
  return /\(.*\)(?=\s*(?:RENAME|SET)\b)/is.exec(text)?.[0] ?? '';
}
