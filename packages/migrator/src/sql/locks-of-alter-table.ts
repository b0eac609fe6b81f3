import type { LockMode } from '../model/lock.ts';
import { relationName } from './relation-names.ts';
import { childOf, listOf, optionsOf, textOf } from './tree.ts';

/** A lock, before what it blocks is known. */
export type Lock = readonly [mode: LockMode, relation: string | undefined];

/**
 * Forms of ALTER TABLE that need less than ACCESS EXCLUSIVE, which is the rule ("An ACCESS EXCLUSIVE lock is acquired
 * unless explicitly noted", https://www.postgresql.org/docs/17/sql-altertable.html). Names as in the parse tree.
 */
const WEAKER: Readonly<Record<string, LockMode>> = {
  AT_EnableTrig: 'SHARE ROW EXCLUSIVE',
  AT_EnableAlwaysTrig: 'SHARE ROW EXCLUSIVE',
  AT_EnableReplicaTrig: 'SHARE ROW EXCLUSIVE',
  AT_EnableTrigAll: 'SHARE ROW EXCLUSIVE',
  AT_EnableTrigUser: 'SHARE ROW EXCLUSIVE',
  AT_DisableTrig: 'SHARE ROW EXCLUSIVE',
  AT_DisableTrigAll: 'SHARE ROW EXCLUSIVE',
  AT_DisableTrigUser: 'SHARE ROW EXCLUSIVE',
  AT_SetStatistics: 'SHARE UPDATE EXCLUSIVE',
  AT_SetOptions: 'SHARE UPDATE EXCLUSIVE',
  AT_ResetOptions: 'SHARE UPDATE EXCLUSIVE',
  AT_ClusterOn: 'SHARE UPDATE EXCLUSIVE',
  AT_DropCluster: 'SHARE UPDATE EXCLUSIVE',
  AT_ValidateConstraint: 'SHARE UPDATE EXCLUSIVE',
  AT_AttachPartition: 'SHARE UPDATE EXCLUSIVE',
  AT_DetachPartitionFinalize: 'SHARE UPDATE EXCLUSIVE',
};

/** Storage parameters that change nothing a running query relies on; all but these need ACCESS EXCLUSIVE. */
const MILD_OPTION =
  /^(autovacuum_.*|toast\..*|fillfactor|parallel_workers|toast_tuple_target|n_distinct.*|vacuum_.*|log_autovacuum_min_duration)$/;

export function locksOfAlterTable(tree: unknown): readonly Lock[] {
  const table = relationName(childOf(tree, 'relation'));
  return listOf(tree, 'cmds').flatMap((item) => {
    const command = childOf(item, 'AlterTableCmd');
    return [[modeOf(command), table] as const, ...locksOnOthers(command)];
  });
}

function modeOf(command: unknown): LockMode {
  const subtype = textOf(command, 'subtype') ?? '';
  if (subtype === 'AT_AddConstraint' && textOf(command, 'def', 'Constraint', 'contype') === 'CONSTR_FOREIGN')
    return 'SHARE ROW EXCLUSIVE';
  if (subtype === 'AT_SetRelOptions' || subtype === 'AT_ResetRelOptions') {
    const names = [...optionsOf(childOf(command, 'def', 'List'), 'items').keys()];
    return names.every((name) => MILD_OPTION.test(name)) ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  }
  if (subtype === 'AT_DetachPartition' && childOf(command, 'def', 'PartitionCmd', 'concurrent') === true)
    return 'SHARE UPDATE EXCLUSIVE';
  return WEAKER[subtype] ?? 'ACCESS EXCLUSIVE';
}

function locksOnOthers(command: unknown): readonly Lock[] {
  const def = childOf(command, 'def');
  const partition = relationName(childOf(def, 'PartitionCmd', 'name'));
  switch (textOf(command, 'subtype')) {
    case 'AT_AttachPartition':
      return [['ACCESS EXCLUSIVE', partition]];
    case 'AT_DetachPartition':
      return [
        [
          childOf(def, 'PartitionCmd', 'concurrent') === true ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE',
          partition,
        ],
      ];
    case 'AT_AddInherit':
    case 'AT_DropInherit':
      return [['SHARE UPDATE EXCLUSIVE', relationName(def)]];
    case 'AT_AddConstraint':
      return foreignKeyLocks([def]);
    case 'AT_AddColumn':
      return foreignKeyLocks(listOf(def, 'ColumnDef', 'constraints'));
    default:
      return [];
  }
}

/** A foreign key puts triggers on the table it points to. */
export function foreignKeyLocks(constraints: readonly unknown[]): readonly Lock[] {
  return constraints
    .map((item) => childOf(item, 'Constraint'))
    .filter((constraint) => textOf(constraint, 'contype') === 'CONSTR_FOREIGN')
    .map((constraint) => ['SHARE ROW EXCLUSIVE', relationName(childOf(constraint, 'pktable'))]);
}
