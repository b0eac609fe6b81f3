import type { MigratorError } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';
import type { MigrationResult, UpResult } from '../model/result.ts';

/**
 * The result of a run from its plan.
 * @param committed How many of the pending migrations were recorded.
 */
export function describeRun(
  plan: Plan,
  outcome: UpResult['outcome'],
  committed: number,
  error?: MigratorError,
): UpResult {
  let pending = 0;
  const migrations = plan.steps.map(({ kind, migration }): MigrationResult => {
    if (kind === 'skip') return { name: migration.name, result: 'skipped' };
    pending += 1;
    if (outcome === 'completed' || pending <= committed) return { name: migration.name, result: 'applied' };
    const failed = outcome === 'failed' && pending === committed + 1;
    return { name: migration.name, result: failed ? 'failed' : 'not_run' };
  });
  const findings = [...plan.blockers, ...plan.notices];
  return { outcome, migrations, findings, ...(error === undefined ? {} : { error }) };
}
