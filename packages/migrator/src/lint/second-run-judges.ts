import { isPlatform } from '../sql/platform.ts';
import { joinName, relationName } from '../sql/relation-names.ts';
import { childOf, listOf, textOf } from '../sql/tree.ts';

/** Why a statement must not run twice. */
export interface Fault {
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

/** By kind of statement; a kind that is not listed does the same a second time. */
export const JUDGES: Readonly<Record<string, Judge>> = {
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
      isPlatform(textOf(tree, 'table', 'schemaname'))
        ? 'Create it in a DO block, where pg_policies does not list it: DROP POLICY there locks the platform.'
        : 'Put DROP POLICY IF EXISTS before it, in the same file.',
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

/** `name on table`, as a trigger, policy or constraint is known. */
export function onTableName(table: string | undefined, name: string | undefined): string | undefined {
  return table === undefined || name === undefined ? undefined : `${joinName([name])} on ${plain(table)}`;
}

/** Without the schema that may be left out. */
export function plain(name: string): string {
  return name.replace(/^public\./, '');
}

function isTemporary(tree: unknown): boolean {
  const relation = childOf(tree, 'relation') ?? childOf(tree, 'into', 'rel') ?? childOf(tree, 'view');
  return textOf(relation, 'relpersistence') === 't';
}
