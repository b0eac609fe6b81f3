import type { MigratorError } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';
import type { AdoptingResult, MigrationResult, UpResult } from '../model/result.ts';

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

/** The same for a run that adopted what was left after the first `committed` pending migrations. */
export function describeAdoptingRun(plan: Plan, committed: number, adopted: AdoptingResult): UpResult {
  const refused = adopted.findings.some(({ severity }) => severity === 'blocker');
  const before = describeRun(plan, refused ? 'refused' : 'completed', committed);
  const results = new Map(adopted.migrations.map((migration) => [migration.name, migration]));
  return {
    ...before,
    migrations: before.migrations.map((migration) => results.get(migration.name) ?? migration),
    findings: [...before.findings, ...adopted.findings],
  };
}
