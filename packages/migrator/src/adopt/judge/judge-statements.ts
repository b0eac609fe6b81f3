import type { FactHashes, FactKey } from '../../model/fact.ts';
import type { Statement } from '../../model/statement.ts';
import { dataStatements } from '../../sql/data-statements.ts';
import { listOf, textOf } from '../../sql/tree.ts';
import { locateFiles } from './locate-files.ts';

export interface StatementInput {
  readonly statements: readonly Statement[];
  /** The states before the file, from S0 on. */
  readonly earlier: readonly FactHashes[];
  /** The states after each of its statements. */
  readonly within: readonly FactHashes[];
  /** The states after the files behind it. */
  readonly later: readonly FactHashes[];
  readonly target: FactHashes;
  readonly isGrant: (key: FactKey) => boolean;
}

/** What to run of a file that is in effect in part. */
export type StatementDecision =
  /** `run` is all that is missing; `undecided` are data statements the catalog says nothing of. */
  | { readonly kind: 'run'; readonly run: readonly Statement[]; readonly undecided: readonly Statement[] }
  | { readonly kind: 'stop'; readonly statement: Statement; readonly reason: string };

/**
 * Judges a file statement by statement. A clean cut is resumed where it is; without one only objects that hold no rows
 * are completed. Pure.
 */
export function judgeStatements(input: StatementInput): StatementDecision {
  const { statements, earlier, within, later, target, isGrant } = input;
  const verdicts = locateFiles({
    states: [...earlier, ...within, ...later],
    target,
    counts: () => true,
    overwritten: isGrant,
  }).slice(earlier.length - 1, earlier.length - 1 + statements.length);
  // A GRANT or REVOKE overwrites any start: half in effect is as good as pending.
  const verdictOf = (index: number) => {
    const verdict = verdicts[index]?.verdict;
    const half = verdict === 'partial' || verdict === 'conflict';
    return half && statements[index]?.kind === 'GrantStmt' ? 'pending' : verdict;
  };
  const half = statements.find(
    (_, index) => verdictOf(index) === 'partial' || verdictOf(index) === 'conflict',
  );
  if (half !== undefined) return { kind: 'stop', statement: half, reason: 'is in effect in part' };

  const firstPending = statements.findIndex((_, index) => verdictOf(index) === 'pending');
  const lastInEffect = statements.findLastIndex((_, index) => verdictOf(index) === 'in_effect');
  if (firstPending > lastInEffect) {
    const cut = statements.slice(0, firstPending);
    return { kind: 'run', run: statements.slice(firstPending), undecided: onlyData(cut) };
  }
  const missing = statements.filter((_, index) => verdictOf(index) === 'pending');
  const blocked = missing.find((statement) => !isCompletable(statement));
  if (blocked !== undefined)
    return { kind: 'stop', statement: blocked, reason: 'is missing, and touches rows' };
  return { kind: 'run', run: missing, undecided: onlyData(statements) };
}

function onlyData(statements: readonly Statement[]): Statement[] {
  return dataStatements(statements).map(({ statement }) => statement);
}

/** Statements that make or change objects without rows, whenever they run. */
function isCompletable({ kind, tree }: Statement): boolean {
  if (COMPLETABLE.has(kind)) return true;
  if (kind !== 'AlterTableStmt') return false;
  return listOf(tree, 'cmds').every((command) =>
    COMPLETABLE_CHANGES.has(textOf(command, 'AlterTableCmd', 'subtype') ?? ''),
  );
}

const COMPLETABLE = new Set([
  'IndexStmt',
  'CreatePolicyStmt',
  'AlterPolicyStmt',
  'CreateTrigStmt',
  'CreateFunctionStmt',
  'AlterFunctionStmt',
  'ViewStmt',
  'RuleStmt',
  'GrantStmt',
  'AlterDefaultPrivilegesStmt',
  'CommentStmt',
  'AlterOwnerStmt',
]);

const COMPLETABLE_CHANGES = new Set([
  'AT_ColumnDefault',
  'AT_AddConstraint',
  'AT_DropConstraint',
  'AT_ValidateConstraint',
  'AT_EnableRowSecurity',
  'AT_ForceRowSecurity',
  'AT_NoForceRowSecurity',
  'AT_EnableTrig',
  'AT_ReplicaIdentity',
]);
