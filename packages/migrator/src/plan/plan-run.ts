import type { Finding } from '../model/finding.ts';
import type { HistoryRow, OldHistoryState } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import type { Plan, Step } from '../model/plan.ts';
import { findOldHistory } from './find-old-history.ts';

export interface PlanInput {
  /** What is on disk, in order. */
  readonly migrations: readonly Migration[];
  /** What reading the folder found odd. */
  readonly findings: readonly Finding[];
  readonly history: readonly HistoryRow[];
  /** Whether the runner before this one has left a history; default: it has not. */
  readonly oldHistory?: OldHistoryState;
  /** Run files that are older than the newest applied one. */
  readonly outOfOrder: boolean;
}

/** Compares disk and history as sets, by name and checksum, and says what a run would do. Pure. */
export function planRun({ migrations, findings, history, oldHistory = 'none', outOfOrder }: PlanInput): Plan {
  const rows = new Map(history.map((row) => [row.filename, row]));
  const names = new Set(migrations.map((migration) => migration.name));
  const steps = migrations.map((migration): Step => {
    const row = rows.get(migration.name);
    if (row === undefined) return { kind: 'run', migration };
    return { kind: row.outcome === 'in_progress' ? 'resume' : 'skip', migration, row };
  });
  const all = [
    ...findOldHistory(oldHistory, history.length),
    ...findings,
    ...history.filter((row) => !names.has(row.filename)).map((row) => deletedFinding(row, steps)),
    ...steps.flatMap(editedFindings),
    ...steps.flatMap(resumeFindings),
    ...outOfOrderFindings(steps, outOfOrder),
  ];
  return {
    steps,
    blockers: all.filter((finding) => finding.severity === 'blocker'),
    notices: all.filter((finding) => finding.severity === 'warning'),
  };
}

/** The migrations a plan would run or go on with, in order. */
export function pendingMigrations(plan: Plan): Migration[] {
  return plan.steps.flatMap((step) => (step.kind === 'skip' ? [] : [step.migration]));
}

/** The number under which a run records what it does. */
export function nextBatch(history: readonly HistoryRow[]): number {
  return Math.max(0, ...history.map(({ batch }) => batch ?? 0)) + 1;
}

function deletedFinding(row: HistoryRow, steps: readonly Step[]): Finding {
  const finding = { code: 'deleted', severity: 'blocker', migration: row.filename } as const;
  const twin = steps.find(({ kind, migration }) => kind === 'run' && migration.checksum === row.checksum);
  if (twin !== undefined) {
    return {
      ...finding,
      message: `${row.filename} is recorded as ${row.outcome}, but the file is gone; ${twin.migration.name} has the same text.`,
      hint: `If it was renamed, give it its old name back. If the new one stays: \`migrate repair --forget ${row.filename}\`, and it runs once more under that.`,
    };
  }
  return {
    ...finding,
    message: `${row.filename} is recorded as ${row.outcome}, but the file is gone.`,
    hint: `Bring the file back from version control. Only if it was undone by hand: \`migrate repair --forget ${row.filename}\`.`,
  };
}

function editedFindings(step: Step): Finding[] {
  // One in progress may be corrected behind what is done of it.
  if (step.kind !== 'skip') return [];
  const { migration, row } = step;
  // A row taken over from a tool that kept no checksum has nothing to compare.
  if (row.checksum === null || row.checksum === migration.checksum) return [];
  return [
    {
      code: 'edited',
      severity: 'blocker',
      migration: migration.name,
      message: `${migration.name} was changed after it had been ${row.outcome} (checksum ${short(row.checksum)} then, ${short(migration.checksum)} now).`,
      hint:
        row.statements === 0
          ? `It had no statement then: \`migrate repair --forget ${migration.name}\`, and it runs as it is now.`
          : `Put it back as it was, and the change into a new migration; on a database of your own, put it back, \`migrate rollback\`, and edit it then. If the edit changes nothing: \`migrate repair --accept ${migration.name}\`.`,
    },
  ];
}

function resumeFindings(step: Step): Finding[] {
  if (step.kind !== 'resume') return [];
  const { name } = step.migration;
  const { statementsDone, statements } = step.row;
  return [
    {
      code: 'in_progress',
      severity: 'warning',
      migration: name,
      message: `${name} was interrupted: ${statementsDone ?? 0} of its ${statements ?? '?'} statements are done.`,
      hint: '"migrate up" goes on with the next one.',
    },
  ];
}

function outOfOrderFindings(steps: readonly Step[], allowed: boolean): Finding[] {
  const newest = steps.findLastIndex((step) => step.kind !== 'run');
  const newestName = steps[newest]?.migration.name;
  return steps.slice(0, Math.max(newest, 0)).flatMap((step): Finding[] => {
    if (step.kind !== 'run') return [];
    const { name } = step.migration;
    return [
      {
        code: 'out_of_order',
        severity: allowed ? 'warning' : 'blocker',
        migration: name,
        message: `${name} is pending, but ${newestName}, which comes after it, has been applied.`,
        ...(allowed ? {} : { hint: 'Give it a newer number, or run with --out-of-order.' }),
      },
    ];
  });
}

function short(checksum: string): string {
  return checksum.slice(0, 8);
}
