import type { Finding } from '../model/finding.ts';
import type { HistoryRow } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import { planRun } from './plan-run.ts';

/**
 * What keeps files from being undone: one that is recorded was edited, deleted or is half done, so that nobody knows what
 * it did. What is pending, or was applied out of order, does not matter. Pure.
 */
export function findRollbackBlockers(
  migrations: readonly Migration[],
  history: readonly HistoryRow[],
): readonly Finding[] {
  const { blockers } = planRun({ migrations, findings: [], history, outOfOrder: true });
  return [...blockers, ...history.filter(({ outcome }) => outcome === 'in_progress').map(halfDone)];
}

function halfDone({ filename }: HistoryRow): Finding {
  return {
    code: 'in_progress',
    severity: 'blocker',
    migration: filename,
    message: `${filename} is half done: it was interrupted between two of its parts.`,
    hint: '`migrate up` goes on with it; do that first.',
  };
}
