import type { Statement } from '../model/statement.ts';
import { joinName, relationName } from '../sql/relation-names.ts';
import { childOf, listOf, textOf } from '../sql/tree.ts';

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

interface Fault {
  readonly message: string;
  readonly hint: string;
  /** What it creates; no fault where the file has dropped it before. */
  readonly object?: string | undefined;
}
type Judge = (tree: unknown) => readonly Fault[];

/** `CREATE x` that has a form with IF NOT EXISTS. */
function unlessExists(word: string, nameOf: (tree: unknown) => string | undefined): Judge {
  return (tree) =>
    childOf(tree, 'if_not_exists') === true || isTemporary(tree)
      ? []
      : [fails(`CREATE ${word}`, `Write CREATE ${word} IF NOT EXISTS.`, nameOf(tree))];
}

/** `CREATE x` that has a form with OR REPLACE. */
function unlessReplaced(word: string, nameOf: (tree: unknown) => string | undefined): Judge {
  return (tree) =>
    childOf(tree, 'replace') === true || isTemporary(tree)
      ? []
      : [fails(`CREATE ${word}`, `Write CREATE OR REPLACE ${word}.`, nameOf(tree))];
}

/** `CREATE x` that has neither. */
function always(word: string, nameOf: (tree: unknown) => string | undefined): Judge {
  return (tree) => [
    fails(
      `CREATE ${word}`,
      `Put it into DO $$ BEGIN … EXCEPTION WHEN duplicate_object THEN NULL; END $$, or ask the catalog first.`,
      nameOf(tree),
    ),
  ];
}

const named =
  (...keys: string[]) =>
  (tree: unknown) =>
    relationName(childOf(tree, ...keys));
const listed = (key: string) => (tree: unknown) =>
  joinName(listOf(tree, key).flatMap((part) => textOf(part, 'String', 'sval') ?? []));
const word = (key: string) => (tree: unknown) => {
  const name = textOf(tree, key);
  return name === undefined ? undefined : joinName([name]);
};
const onTable = (key: string, relation: string) => (tree: unknown) =>
  onTableName(relationName(childOf(tree, relation)), textOf(tree, key));

const JUDGES: Readonly<Record<string, Judge>> = {
  CreateStmt: unlessExists('TABLE', named('relation')),
  CreateTableAsStmt: (tree) =>
    unlessExists(
      textOf(tree, 'objtype') === 'OBJECT_MATVIEW' ? 'MATERIALIZED VIEW' : 'TABLE',
      named('into', 'rel'),
    )(tree),
  CreateForeignTableStmt: (tree) =>
    childOf(tree, 'base', 'if_not_exists') === true
      ? []
      : [fails('CREATE FOREIGN TABLE', 'Write CREATE FOREIGN TABLE IF NOT EXISTS.')],
  // Without a name, Postgres finds a free one each time.
  IndexStmt: (tree) =>
    textOf(tree, 'idxname') === undefined
      ? [
          {
            message: 'CREATE INDEX without a name makes one more index each time it runs.',
            hint: 'Give it a name, and write CREATE INDEX IF NOT EXISTS.',
          },
        ]
      : unlessExists('INDEX', word('idxname'))(tree),
  CreateSchemaStmt: unlessExists('SCHEMA', word('schemaname')),
  CreateSeqStmt: unlessExists('SEQUENCE', named('sequence')),
  CreateExtensionStmt: unlessExists('EXTENSION', word('extname')),
  CreateFunctionStmt: (tree) =>
    unlessReplaced(
      childOf(tree, 'is_procedure') === true ? 'PROCEDURE' : 'FUNCTION',
      listed('funcname'),
    )(tree),
  ViewStmt: unlessReplaced('VIEW', named('view')),
  CreateTrigStmt: (tree) =>
    childOf(tree, 'isconstraint') === true
      ? always('CONSTRAINT TRIGGER', onTable('trigname', 'relation'))(tree)
      : unlessReplaced('TRIGGER', onTable('trigname', 'relation'))(tree),
  RuleStmt: unlessReplaced('RULE', onTable('rulename', 'relation')),
  CreatePolicyStmt: (tree) => [
    fails(
      'CREATE POLICY',
      'Put DROP POLICY IF EXISTS before it, in the same file.',
      onTable('policy_name', 'table')(tree),
    ),
  ],
  CreateEnumStmt: always('TYPE', listed('typeName')),
  CreateRangeStmt: always('TYPE', listed('typeName')),
  CompositeTypeStmt: always('TYPE', named('typevar')),
  CreateDomainStmt: always('DOMAIN', listed('domainname')),
  CreateRoleStmt: always('ROLE', word('role')),
  CreatePublicationStmt: always('PUBLICATION', word('pubname')),
  AlterEnumStmt: (tree) =>
    textOf(tree, 'newVal') === undefined || childOf(tree, 'skipIfNewValExists') === true
      ? []
      : textOf(tree, 'oldVal') !== undefined
        ? [fails('RENAME VALUE', 'Ask pg_enum first, in a DO block.')]
        : [fails('ADD VALUE', 'Write ADD VALUE IF NOT EXISTS.')],
  RenameStmt: () => [fails('RENAME', 'Ask the catalog first, in a DO block: the old name is gone by then.')],
  DropStmt: (tree) =>
    childOf(tree, 'missing_ok') === true ? [] : [fails('DROP', 'Write DROP … IF EXISTS.')],
  DropRoleStmt: (tree) =>
    childOf(tree, 'missing_ok') === true ? [] : [fails('DROP ROLE', 'Write DROP ROLE IF EXISTS.')],
  InsertStmt: insertAgain,
  AlterTableStmt: alterAgain,
};

function insertAgain(tree: unknown): readonly Fault[] {
  const select = childOf(tree, 'selectStmt', 'SelectStmt');
  const guarded =
    childOf(select, 'whereClause') !== undefined || childOf(tree, 'onConflictClause') !== undefined;
  if (guarded) return [];
  return [
    {
      message: 'INSERT without ON CONFLICT adds its rows again, or fails on the key, when it runs again.',
      hint: 'Write ON CONFLICT … DO NOTHING, or select only what is not there.',
    },
  ];
}

function alterAgain(tree: unknown): readonly Fault[] {
  const table = relationName(childOf(tree, 'relation'));
  const gone = new Set<string>();
  return listOf(tree, 'cmds').flatMap((item) => {
    const command = childOf(item, 'AlterTableCmd');
    const guarded = childOf(command, 'missing_ok') === true;
    switch (textOf(command, 'subtype')) {
      case 'AT_AddColumn':
        return guarded ? [] : [fails('ADD COLUMN', 'Write ADD COLUMN IF NOT EXISTS.')];
      case 'AT_DropColumn':
        return guarded ? [] : [fails('DROP COLUMN', 'Write DROP COLUMN IF EXISTS.')];
      case 'AT_DropConstraint':
        if (guarded) gone.add(textOf(command, 'name') ?? '');
        return guarded ? [] : [fails('DROP CONSTRAINT', 'Write DROP CONSTRAINT IF EXISTS.')];
      case 'AT_AddConstraint': {
        const name = textOf(command, 'def', 'Constraint', 'conname');
        if (name !== undefined && gone.has(name)) return [];
        return [
          fails(
            'ADD CONSTRAINT',
            'Put DROP CONSTRAINT IF EXISTS before it, in the same ALTER TABLE.',
            onTableName(table, name),
          ),
        ];
      }
      default:
        return [];
    }
  });
}

function fails(what: string, hint: string, object?: string | undefined): Fault {
  return { message: `${what} fails when the file runs a second time.`, hint, object };
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

function onTableName(table: string | undefined, name: string | undefined): string | undefined {
  return table === undefined || name === undefined ? undefined : `${joinName([name])} on ${plain(table)}`;
}

function plain(name: string): string {
  return name.replace(/^public\./, '');
}

function isTemporary(tree: unknown): boolean {
  const relation = childOf(tree, 'relation') ?? childOf(tree, 'into', 'rel') ?? childOf(tree, 'view');
  return textOf(relation, 'relpersistence') === 't';
}
