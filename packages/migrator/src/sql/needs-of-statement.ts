import { joinName, nameParts, relationName } from './relation-names.ts';
import { childOf, listOf, textOf } from './tree.ts';

/** A right a statement cannot run without, as far as its text tells. */
export type Need =
  /** Ownership of a table, view, sequence or index that is there already. */
  | { readonly kind: 'owner'; readonly relation: string }
  /** TRIGGER on a table that is there already. */
  | { readonly kind: 'trigger'; readonly relation: string }
  /** CREATE in a schema; undefined stands for the one names go to. */
  | { readonly kind: 'create_in_schema'; readonly schema: string | undefined }
  | { readonly kind: 'create_in_database' }
  | { readonly kind: 'superuser' }
  | { readonly kind: 'create_role' }
  | { readonly kind: 'create_database' };

/** What a statement needs; empty where nothing can be told, or nothing special is needed. */
export function needsOfStatement(kind: string, tree: unknown): readonly Need[] {
  return NEEDS[kind]?.(tree) ?? [];
}

/** Kinds of object whose DROP names a relation. */
const RELATIONS = new Set([
  'OBJECT_TABLE',
  'OBJECT_FOREIGN_TABLE',
  'OBJECT_VIEW',
  'OBJECT_MATVIEW',
  'OBJECT_INDEX',
  'OBJECT_SEQUENCE',
]);

const NEEDS: Readonly<Record<string, (tree: unknown) => readonly Need[]>> = {
  AlterTableStmt: (tree) => owner(childOf(tree, 'relation')),
  IndexStmt: (tree) => owner(childOf(tree, 'relation')),
  CreatePolicyStmt: (tree) => owner(childOf(tree, 'table')),
  AlterPolicyStmt: (tree) => owner(childOf(tree, 'table')),
  RuleStmt: (tree) => owner(childOf(tree, 'relation')),
  RenameStmt: (tree) => owner(childOf(tree, 'relation')),
  CreateTrigStmt(tree) {
    const relation = relationName(childOf(tree, 'relation'));
    return relation === undefined ? [] : [{ kind: 'trigger', relation }];
  },
  DropStmt(tree) {
    if (!RELATIONS.has(textOf(tree, 'removeType') ?? '')) return [];
    return listOf(tree, 'objects').map((object) => ({
      kind: 'owner',
      relation: joinName(nameParts(object)),
    }));
  },
  CreateStmt: (tree) => createIn(childOf(tree, 'relation')),
  CreateForeignTableStmt: (tree) => createIn(childOf(tree, 'base', 'relation')),
  CreateTableAsStmt: (tree) => createIn(childOf(tree, 'into', 'rel')),
  ViewStmt: (tree) => createIn(childOf(tree, 'view')),
  CreateSeqStmt: (tree) => createIn(childOf(tree, 'sequence')),
  CreateEnumStmt: (tree) => createNamed(listOf(tree, 'typeName')),
  CreateFunctionStmt: (tree) => createNamed(listOf(tree, 'funcname')),
  CreateSchemaStmt: () => [{ kind: 'create_in_database' }],
  AlterSystemStmt: () => [{ kind: 'superuser' }],
  CreateTableSpaceStmt: () => [{ kind: 'superuser' }],
  CreateRoleStmt: () => [{ kind: 'create_role' }],
  CreatedbStmt: () => [{ kind: 'create_database' }],
};

function owner(node: unknown): readonly Need[] {
  const relation = relationName(node);
  return relation === undefined ? [] : [{ kind: 'owner', relation }];
}

/** A temporary relation has a schema of the session's own. */
function createIn(node: unknown): readonly Need[] {
  const relation = childOf(node, 'RangeVar') ?? node;
  if (textOf(relation, 'relpersistence') === 't') return [];
  return [{ kind: 'create_in_schema', schema: textOf(relation, 'schemaname') }];
}

function createNamed(parts: readonly unknown[]): readonly Need[] {
  const names = parts.flatMap((part) => textOf(part, 'String', 'sval') ?? []);
  return [{ kind: 'create_in_schema', schema: names.length > 1 ? names[0] : undefined }];
}
