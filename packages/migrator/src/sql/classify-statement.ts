import type { Border, TransactionRule } from '../model/statement.ts';
import { booleanOf, childOf, listOf, optionsOf, textOf } from './tree.ts';

export interface Classification {
  readonly transaction: TransactionRule;
  /** Why, when it is not `inside`. */
  readonly reason?: string;
  readonly border?: Border;
  readonly newLabel?: string;
}

/**
 * How a statement stands to a transaction. The list is that of `PreventInTransactionBlock` in the sources of
 * Postgres 15 to 17, as far as a tree can tell: REINDEX and CLUSTER of a *partitioned* table, which the tree does
 * not show, count as `inside`, and the server then answers 25001.
 */
export function classifyStatement(kind: string, tree: unknown): Classification {
  if (kind === 'TransactionStmt') return classifyTransaction(tree);
  const command = OUTSIDE[kind]?.(tree);
  if (command === undefined) return { transaction: 'inside', ...readNewLabel(kind, tree) };
  return { transaction: 'outside', reason: `Postgres does not run ${command} in a transaction` };
}

function classifyTransaction(tree: unknown): Classification {
  const kind = textOf(tree, 'kind')?.replace('TRANS_STMT_', '') ?? '';
  const command = kind.replaceAll('_', ' ');
  if (INSIDE_A_TRANSACTION.has(kind)) return { transaction: 'inside' };
  if (kind === 'COMMIT_PREPARED' || kind === 'ROLLBACK_PREPARED') {
    return { transaction: 'outside', reason: `Postgres does not run ${command} in a transaction` };
  }
  if (kind === 'BEGIN' || kind === 'START') {
    const border: Border = { begins: true, modes: readModes(tree) };
    return { transaction: 'border', border, reason: 'it starts a transaction of its own' };
  }
  const reason = 'it ends a transaction';
  // COMMIT AND CHAIN begins the next one at once, in the modes of the one before.
  const border: Border = childOf(tree, 'chain') === true ? { begins: true, modes: '' } : { begins: false };
  return { transaction: 'border', border, reason };
}

/** `BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY` as `SET TRANSACTION` takes it. */
function readModes(tree: unknown): string {
  return [...optionsOf(tree, 'options')]
    .flatMap(([name, value]) => {
      if (name === 'transaction_isolation') return `ISOLATION LEVEL ${value}`;
      if (name === 'transaction_read_only') return booleanOf(value) === true ? 'READ ONLY' : 'READ WRITE';
      return booleanOf(value) === true ? 'DEFERRABLE' : 'NOT DEFERRABLE';
    })
    .join(', ');
}

function readNewLabel(kind: string, tree: unknown): Pick<Classification, 'newLabel'> {
  const label = kind === 'AlterEnumStmt' ? textOf(tree, 'newVal') : undefined;
  return label === undefined || textOf(tree, 'oldVal') !== undefined ? {} : { newLabel: label };
}

const INSIDE_A_TRANSACTION: ReadonlySet<string> = new Set(['SAVEPOINT', 'RELEASE', 'ROLLBACK_TO']);

/** By kind: the command's name when Postgres refuses it in a transaction. */
const OUTSIDE: Readonly<Record<string, (tree: unknown) => string | undefined>> = {
  IndexStmt: (tree) => when(childOf(tree, 'concurrent') === true, 'CREATE INDEX CONCURRENTLY'),
  DropStmt: (tree) => when(childOf(tree, 'concurrent') === true, 'DROP INDEX CONCURRENTLY'),
  ReindexStmt: reindex,
  VacuumStmt: (tree) => when(childOf(tree, 'is_vacuumcmd') === true, 'VACUUM'),
  ClusterStmt: (tree) => when(childOf(tree, 'relation') === undefined, 'CLUSTER of all tables'),
  CreatedbStmt: () => 'CREATE DATABASE',
  DropdbStmt: () => 'DROP DATABASE',
  AlterDatabaseStmt: (tree) =>
    when(optionsOf(tree, 'options').has('tablespace'), 'ALTER DATABASE … SET TABLESPACE'),
  CreateTableSpaceStmt: () => 'CREATE TABLESPACE',
  DropTableSpaceStmt: () => 'DROP TABLESPACE',
  AlterSystemStmt: () => 'ALTER SYSTEM',
  AlterTableStmt: detachConcurrently,
  CreateSubscriptionStmt: createSubscription,
  AlterSubscriptionStmt: alterSubscription,
  // Allowed only for one without a slot, which the tree does not show.
  DropSubscriptionStmt: () => 'DROP SUBSCRIPTION',
  DiscardStmt: (tree) => when(childOf(tree, 'target') === 'DISCARD_ALL', 'DISCARD ALL'),
};

function reindex(tree: unknown): string | undefined {
  const object = textOf(tree, 'kind')?.replace('REINDEX_OBJECT_', '') ?? '';
  if (['SCHEMA', 'SYSTEM', 'DATABASE'].includes(object)) return `REINDEX ${object}`;
  const concurrently = booleanOf(optionsOf(tree, 'params').get('concurrently'));
  return when(concurrently === true, 'REINDEX CONCURRENTLY');
}

function detachConcurrently(tree: unknown): string | undefined {
  const found = listOf(tree, 'cmds').some(
    (command) => childOf(command, 'AlterTableCmd', 'def', 'PartitionCmd', 'concurrent') === true,
  );
  return when(found, 'ALTER TABLE … DETACH PARTITION CONCURRENTLY');
}

function createSubscription(tree: unknown): string | undefined {
  const options = optionsOf(tree, 'options');
  const makesNoSlot =
    booleanOf(options.get('connect')) === false || booleanOf(options.get('create_slot')) === false;
  return when(!makesNoSlot, 'CREATE SUBSCRIPTION with create_slot');
}

function alterSubscription(tree: unknown): string | undefined {
  const kind = textOf(tree, 'kind')?.replace('ALTER_SUBSCRIPTION_', '') ?? '';
  const options = optionsOf(tree, 'options');
  if (kind === 'REFRESH') return 'ALTER SUBSCRIPTION … REFRESH';
  if (kind.endsWith('_PUBLICATION')) {
    return when(booleanOf(options.get('refresh')) !== false, 'ALTER SUBSCRIPTION with refresh');
  }
  const altersSlot = kind === 'OPTIONS' && (options.has('failover') || options.has('two_phase'));
  return when(altersSlot, 'ALTER SUBSCRIPTION … SET (failover)');
}

function when(condition: boolean, command: string): string | undefined {
  return condition ? command : undefined;
}
