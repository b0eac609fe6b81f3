import type { HistoryRow } from '../model/history.ts';
import type { Plan } from '../model/plan.ts';
import type { MigrationStatus, StatusResult } from '../model/result.ts';
import { pendingMigrations } from './plan-run.ts';

/** What `status` shows: every migration of the plan, then what only history knows. */
export function describeStatus(
  plan: Plan,
  history: readonly HistoryRow[],
  place: { directory: string; target: string },
): StatusResult {
  const findings = [...plan.blockers, ...plan.notices];
  const names = (code: string) =>
    new Set(findings.filter((finding) => finding.code === code).map((finding) => finding.migration));
  const edited = names('edited');
  const outOfOrder = names('out_of_order');
  const onDisk = new Set(plan.steps.map(({ migration }) => migration.name));
  const migrations = [
    ...plan.steps.map((step): MigrationStatus => {
      const { name } = step.migration;
      if (step.kind === 'run')
        return { name, state: outOfOrder.has(name) ? 'out_of_order' : 'pending', row: null };
      const { row } = step;
      if (row.outcome === 'in_progress') return { name, state: 'in_progress', row };
      return { name, state: edited.has(name) ? 'edited' : 'applied', row };
    }),
    ...history
      .filter((row) => !onDisk.has(row.filename))
      .map((row): MigrationStatus => ({ name: row.filename, state: 'deleted', row })),
  ];
  const clean = plan.blockers.length === 0 && pendingMigrations(plan).length === 0;
  return { ...place, migrations, findings, clean };
}
