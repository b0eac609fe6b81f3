import { LOCK_MODES, type LockMode, type StatementLocks, type TableLock } from '../model/lock.ts';
import { foreignKeyLocks, type Lock, locksOfAlterTable } from './locks-of-alter-table.ts';
import { joinName, nameParts, RELATION_KINDS, relationName, relationNames } from './relation-names.ts';
import { booleanOf, childOf, listOf, optionsOf, textOf, walkTree } from './tree.ts';

/**
 * What a statement locks, from its parse tree and the manual of Postgres 17: the page on explicit locking
 * (https://www.postgresql.org/docs/17/explicit-locking.html) and those of the commands. A test compares each line with
 * what a server shows in pg_locks. A kind that is not listed locks no table anybody else works with.
 */
export function locksOfStatement(kind: string, tree: unknown): StatementLocks {
  const unseen = unseenOf(kind, tree);
  const taken = [...(RULES[kind]?.(tree) ?? []), ...readLocks(kind, tree)];
  const makes = MAKES[kind]?.(tree).flatMap((name) => name ?? []) ?? [];
  return {
    locks: strongest(taken).filter(({ relation }) => !makes.includes(relation)),
    makes,
    ...(unseen === undefined ? {} : { unseen }),
  };
}

type Rule = (tree: unknown) => readonly Lock[];

const on =
  (mode: LockMode, key: string): Rule =>
  (tree) => [[mode, relationName(childOf(tree, key))]];

const RULES: Readonly<Record<string, Rule>> = {
  InsertStmt: on('ROW EXCLUSIVE', 'relation'),
  UpdateStmt: on('ROW EXCLUSIVE', 'relation'),
  DeleteStmt: on('ROW EXCLUSIVE', 'relation'),
  MergeStmt: on('ROW EXCLUSIVE', 'relation'),
  CopyStmt: (tree) => [
    [
      childOf(tree, 'is_from') === true ? 'ROW EXCLUSIVE' : 'ACCESS SHARE',
      relationName(childOf(tree, 'relation')),
    ],
  ],
  TruncateStmt: (tree) => all('ACCESS EXCLUSIVE', relationNames(tree, 'relations')),
  LockStmt: (tree) => {
    const mode = LOCK_MODES[Number(childOf(tree, 'mode') ?? 0) - 1];
    return mode === undefined ? [] : all(mode, relationNames(tree, 'relations'));
  },
  CreateStmt: createTable,
  IndexStmt: (tree) => [[unlessConcurrent(tree, 'SHARE'), relationName(childOf(tree, 'relation'))]],
  ReindexStmt: reindex,
  AlterTableStmt: locksOfAlterTable,
  RenameStmt: (tree) => [
    [
      textOf(tree, 'renameType') === 'OBJECT_INDEX' ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE',
      relationName(childOf(tree, 'relation')),
    ],
  ],
  AlterObjectSchemaStmt: on('ACCESS EXCLUSIVE', 'relation'),
  AlterSeqStmt: on('SHARE ROW EXCLUSIVE', 'sequence'),
  DropStmt: drop,
  CreateTrigStmt: on('SHARE ROW EXCLUSIVE', 'relation'),
  CreatePolicyStmt: on('ACCESS EXCLUSIVE', 'table'),
  AlterPolicyStmt: on('ACCESS EXCLUSIVE', 'table'),
  RuleStmt: on('ACCESS EXCLUSIVE', 'relation'),
  ViewStmt: (tree) => (childOf(tree, 'replace') === true ? on('ACCESS EXCLUSIVE', 'view')(tree) : []),
  RefreshMatViewStmt: (tree) => [
    [
      childOf(tree, 'concurrent') === true ? 'EXCLUSIVE' : 'ACCESS EXCLUSIVE',
      relationName(childOf(tree, 'relation')),
    ],
  ],
  CreateStatsStmt: (tree) => all('SHARE UPDATE EXCLUSIVE', relationNames(tree, 'relations')),
  CommentStmt: comment,
  ClusterStmt: on('ACCESS EXCLUSIVE', 'relation'),
  VacuumStmt: vacuum,
  CreatePublicationStmt: publication,
  AlterPublicationStmt: publication,
};

/** By kind: the relations a statement makes. */
const MAKES: Readonly<Record<string, (tree: unknown) => readonly (string | undefined)[]>> = {
  CreateStmt: (tree) => [relationName(childOf(tree, 'relation'))],
  CreateForeignTableStmt: (tree) => [relationName(childOf(tree, 'base', 'relation'))],
  CreateTableAsStmt: (tree) => [relationName(childOf(tree, 'into', 'rel'))],
  CreateSeqStmt: (tree) => [relationName(childOf(tree, 'sequence'))],
  SelectStmt: (tree) => [relationName(childOf(tree, 'intoClause', 'rel'))],
  // With OR REPLACE it may be there already.
  ViewStmt: (tree) => (childOf(tree, 'replace') === true ? [] : [relationName(childOf(tree, 'view'))]),
};

function createTable(tree: unknown): readonly Lock[] {
  const elements = listOf(tree, 'tableElts');
  return [
    ...all(
      childOf(tree, 'partbound') === undefined ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE',
      relationNames(tree, 'inhRelations'),
    ),
    ...foreignKeyLocks(elements),
    ...elements.flatMap((item) => foreignKeyLocks(listOf(item, 'ColumnDef', 'constraints'))),
    ...all(
      'ACCESS SHARE',
      elements.flatMap((item) => relationName(childOf(item, 'TableLikeClause', 'relation')) ?? []),
    ),
  ];
}

function reindex(tree: unknown): readonly Lock[] {
  const concurrently = booleanOf(optionsOf(tree, 'params').get('concurrently')) === true;
  const name = relationName(childOf(tree, 'relation'));
  if (name === undefined) return [];
  const index = textOf(tree, 'kind') === 'REINDEX_OBJECT_INDEX';
  const table: Lock = [concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE', index ? tableOf(name) : name];
  return index && !concurrently ? [table, ['ACCESS EXCLUSIVE', name]] : [table];
}

/** What hangs on a table is dropped with a lock on it; the last part of its name is its own. */
const HANGS_ON_TABLE = new Set(['OBJECT_TRIGGER', 'OBJECT_POLICY', 'OBJECT_RULE']);

function drop(tree: unknown): readonly Lock[] {
  const type = textOf(tree, 'removeType') ?? '';
  const names = listOf(tree, 'objects').map(nameParts);
  if (RELATION_KINDS.has(type)) return all('ACCESS EXCLUSIVE', names.map(joinName));
  if (HANGS_ON_TABLE.has(type)) {
    return all(
      'ACCESS EXCLUSIVE',
      names.map((parts) => joinName(parts.slice(0, -1))),
    );
  }
  if (type !== 'OBJECT_INDEX') return [];
  const mode = unlessConcurrent(tree, 'ACCESS EXCLUSIVE');
  return names.map(joinName).flatMap((name) => all(mode, [name, tableOf(name)]));
}

function comment(tree: unknown): readonly Lock[] {
  const type = textOf(tree, 'objtype') ?? '';
  const parts = nameParts(childOf(tree, 'object'));
  if (RELATION_KINDS.has(type) || type === 'OBJECT_INDEX')
    return [['SHARE UPDATE EXCLUSIVE', joinName(parts)]];
  if (type === 'OBJECT_COLUMN') return [['SHARE UPDATE EXCLUSIVE', joinName(parts.slice(0, -1))]];
  // Only to see that it is there: the weakest lock.
  const hangs = HANGS_ON_TABLE.has(type) || type === 'OBJECT_TABCONSTRAINT';
  return hangs ? [['ACCESS SHARE', joinName(parts.slice(0, -1))]] : [];
}

function vacuum(tree: unknown): readonly Lock[] {
  const full = booleanOf(optionsOf(tree, 'options').get('full')) === true;
  const names = listOf(tree, 'rels').flatMap(
    (item) => relationName(childOf(item, 'VacuumRelation', 'relation')) ?? [],
  );
  return all(full ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE', names);
}

function publication(tree: unknown): readonly Lock[] {
  const names = listOf(tree, 'pubobjects').flatMap(
    (item) => relationName(childOf(item, 'PublicationObjSpec', 'pubtable', 'relation')) ?? [],
  );
  return all('SHARE UPDATE EXCLUSIVE', names);
}

/** Tables a query reads: every one it names that is not the name of one of its own WITH parts. */
function readLocks(kind: string, tree: unknown): readonly Lock[] {
  if (!READS.has(kind)) return [];
  const parts = new Set<string | undefined>();
  const names: string[] = [];
  let mode: LockMode = 'ACCESS SHARE';
  walkTree(tree, (node) => {
    if ('CommonTableExpr' in node) parts.add(textOf(node, 'CommonTableExpr', 'ctename'));
    if ('LockingClause' in node) mode = 'ROW SHARE';
    const name = 'RangeVar' in node ? relationName(node) : undefined;
    if (name !== undefined) names.push(name);
  });
  return all(
    mode,
    names.filter((name) => !parts.has(name)),
  );
}

const READS = new Set([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
  'CreateTableAsStmt',
  'ViewStmt',
]);

/** Where the text does not tell everything. */
function unseenOf(kind: string, tree: unknown): string | undefined {
  if (kind === 'DoStmt') return 'what a DO block runs is not looked into';
  if (kind === 'CallStmt') return 'what a procedure runs is not looked into';
  if (kind === 'ExecuteStmt') return 'what was prepared is not looked into';
  if (kind === 'CreateExtensionStmt' || kind === 'AlterExtensionStmt')
    return "what an extension's script runs is not looked into";
  if (kind === 'DropOwnedStmt') return 'everything the role owns is dropped';
  if (kind === 'AlterDomainStmt') return 'the tables that use the domain are read and locked against writes';
  if (textOf(tree, 'behavior') === 'DROP_CASCADE') return 'CASCADE takes along what hangs on it';
  return undefined;
}

function unlessConcurrent(tree: unknown, mode: LockMode): LockMode {
  return childOf(tree, 'concurrent') === true ? 'SHARE UPDATE EXCLUSIVE' : mode;
}

function tableOf(index: string): string {
  return `the table of index ${index}`;
}

function all(mode: LockMode, names: readonly string[]): readonly Lock[] {
  return names.map((name) => [mode, name]);
}

function strongest(locks: readonly Lock[]): readonly TableLock[] {
  const found = new Map<string, LockMode>();
  for (const [mode, relation] of locks) {
    const before = relation === undefined ? undefined : found.get(relation);
    if (relation === undefined || (before !== undefined && rank(before) >= rank(mode))) continue;
    found.set(relation, mode);
  }
  return [...found].map(([relation, mode]) => ({ mode, relation, blocks: blocksOf(mode) }));
}

function rank(mode: LockMode): number {
  return LOCK_MODES.indexOf(mode);
}

/** The conflict table of the manual, reduced to what an application does. */
function blocksOf(mode: LockMode): TableLock['blocks'] {
  if (mode === 'ACCESS EXCLUSIVE') return 'reads and writes';
  if (rank(mode) >= rank('SHARE')) return 'writes';
  return mode === 'SHARE UPDATE EXCLUSIVE' ? 'schema changes' : 'nothing';
}
