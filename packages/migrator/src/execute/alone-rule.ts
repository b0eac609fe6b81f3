import { quoteLiteral } from '../database/quote.ts';
import type { Statement } from '../model/statement.ts';
import { joinName, nameParts, relationName } from '../sql/relation-names.ts';
import { booleanOf, childOf, listOf, optionsOf, textOf } from '../sql/tree.ts';

/**
 * What is known of a statement that runs in no transaction, so that nothing says whether it ran when a run was
 * interrupted in it.
 */
export interface AloneRule {
  /** Waits for other transactions to end, again and again: a limit would only leave something half built. */
  readonly concurrent?: boolean;
  /** SQL that gives true where it has run. */
  readonly isDone?: string;
  /** SQL that gives true where a first half of it has run, and what runs the other half. */
  readonly half?: { readonly isDone: string; readonly rest: string };
  /** SQL for the indexes it may leave behind, as `name` (qualified), `bare` and `valid`: those that were not there before are its own. */
  readonly leaves?: string;
  /** The index it makes: an own one that is valid and like this has been made. */
  readonly index?: { readonly table: string; readonly name: string | undefined; readonly unique: boolean };
  /** True where it may have committed a part of its work, which nothing shows: it is not run twice unasked. */
  readonly unclear?: boolean;
}

/** The rule of a statement; what has none of its own may run twice (VACUUM, ALTER SYSTEM, REINDEX of a schema). */
export function aloneRule({ kind, tree }: Statement): AloneRule {
  return RULES[kind]?.(tree) ?? {};
}

const RULES: Readonly<Record<string, (tree: unknown) => AloneRule>> = {
  IndexStmt(tree) {
    const table = relationName(childOf(tree, 'relation')) ?? '';
    const name = textOf(tree, 'idxname');
    return {
      concurrent: true,
      leaves: indexesWhere(`i.indrelid = pg_catalog.to_regclass(${quoteLiteral(table)})`),
      index: { table, name, unique: childOf(tree, 'unique') === true },
    };
  },
  ReindexStmt(tree) {
    if (booleanOf(optionsOf(tree, 'params').get('concurrently')) !== true) return {};
    // What a rebuild makes beside an index, and what it leaves of the old one; those of TOAST tables belong to no user.
    const own = "NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' AND n.nspname <> 'pg_toast'";
    return { concurrent: true, leaves: indexesWhere(own) };
  },
  DropStmt(tree) {
    const name = joinName(nameParts(listOf(tree, 'objects')[0]));
    return { concurrent: true, isDone: `pg_catalog.to_regclass(${quoteLiteral(name)}) IS NULL` };
  },
  AlterTableStmt(tree) {
    const parent = relationName(childOf(tree, 'relation')) ?? '';
    const command = childOf(listOf(tree, 'cmds')[0], 'AlterTableCmd', 'def', 'PartitionCmd', 'name');
    const partition = relationName(command) ?? '';
    const attached = `SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = pg_catalog.to_regclass(${quoteLiteral(partition)})`;
    return {
      concurrent: true,
      isDone: `NOT EXISTS (${attached})`,
      half: {
        isDone: `EXISTS (${attached} AND inhdetachpending)`,
        rest: `ALTER TABLE ${parent} DETACH PARTITION ${partition} FINALIZE`,
      },
    };
  },
  CreatedbStmt: (tree) => ({
    isDone: `EXISTS (${catalogRow('database', 'datname', textOf(tree, 'dbname'))})`,
  }),
  DropdbStmt: (tree) => ({
    isDone: `NOT EXISTS (${catalogRow('database', 'datname', textOf(tree, 'dbname'))})`,
  }),
  CreateTableSpaceStmt: (tree) => ({
    isDone: `EXISTS (${catalogRow('tablespace', 'spcname', textOf(tree, 'tablespacename'))})`,
  }),
  DropTableSpaceStmt: (tree) => ({
    isDone: `NOT EXISTS (${catalogRow('tablespace', 'spcname', textOf(tree, 'tablespacename'))})`,
  }),
  CreateSubscriptionStmt: (tree) => ({
    isDone: `EXISTS (${catalogRow('subscription', 'subname', textOf(tree, 'subname'))})`,
  }),
  DropSubscriptionStmt: (tree) => ({
    isDone: `NOT EXISTS (${catalogRow('subscription', 'subname', textOf(tree, 'subname'))})`,
  }),
  DoStmt: () => ({ unclear: true }),
  CallStmt: () => ({ unclear: true }),
  ExecuteStmt: () => ({ unclear: true }),
  TransactionStmt: () => ({ unclear: true }),
};

function indexesWhere(condition: string): string {
  return `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, c.relname::text AS bare, i.indisvalid AND i.indisready AS valid
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${condition}`;
}

function catalogRow(catalog: string, column: string, name = ''): string {
  return `SELECT FROM pg_catalog.pg_${catalog} WHERE ${column} = ${quoteLiteral(name)}`;
}
