import type { Colors } from 'picocolors/types.js';
import type { TableLock } from '../model/lock.ts';
import type { PlannedMigration, PlannedStatement } from '../model/plan.ts';
import type { PlanResult } from '../model/result.ts';
import { formatError } from './format-error.ts';

/** A plan as lines for people; its findings are printed apart. */
export function formatPlan(result: PlanResult, colors: Colors): string[] {
  return [
    ...result.migrations.flatMap((migration) => formatMigration(migration, colors)),
    `${summarisePlan(result)} ${colors.dim(`(${result.target})`)}`,
  ];
}

/** `3 migrations would run, 2 are executed already`. */
export function summarisePlan({ migrations, skipped, outcome }: PlanResult): string {
  const already = skipped === 0 ? '' : `, ${skipped} ${skipped === 1 ? 'is' : 'are'} executed already`;
  const count = `${migrations.length} ${migrations.length === 1 ? 'migration' : 'migrations'}`;
  switch (outcome) {
    case 'blocked':
      return `❌ Nothing would run: ${count} pending, and the findings above stop the run.`;
    case 'refused':
      return `❌ Nothing would run: ${count} pending, and not all of them can.`;
    default:
      return migrations.length === 0 ? '✅ Nothing to run: up to date' : `📝 ${count} would run${already}`;
  }
}

function formatMigration(migration: PlannedMigration, colors: Colors): string[] {
  const { name, statements, segments, transactional, done, error } = migration;
  const several = !transactional && segments.length > 0;
  let next = 0;
  return [
    `🚀 Would ${done > 0 ? 'go on with' : 'run'}: ${name} ${colors.dim(`(${describeSegments(migration)})`)}`,
    ...segments.flatMap(({ runs, statements: count }) => {
      const own = statements.slice(next, next + count);
      next += count;
      const header = runs === 'alone' ? 'alone, in no transaction' : 'one transaction';
      return [
        ...(several ? [`         ${colors.dim(`── ${header}`)}`] : []),
        ...own.flatMap((statement) => formatStatement(statement, colors)),
      ];
    }),
    ...(error === undefined ? [] : formatError(error, colors)),
  ];
}

/** `4 statements, in 3 steps that are recorded one by one; 1 is done`. */
export function describeSegments({ statements, segments, transactional, done }: PlannedMigration): string {
  const count = `${statements.length} ${statements.length === 1 ? 'statement' : 'statements'}`;
  const earlier = done === 0 ? '' : `, behind ${done} that ${done === 1 ? 'is' : 'are'} done`;
  if (transactional || segments.length === 0) return `${count}, one transaction${earlier}`;
  if (segments.length === 1) {
    return `${count}, ${segments[0]?.runs === 'alone' ? 'in no transaction' : 'one transaction'}${earlier}`;
  }
  return `${count}, in ${segments.length} steps that are recorded one by one${earlier}`;
}

function formatStatement({ line, summary, locks, unseen }: PlannedStatement, colors: Colors): string[] {
  return [
    `   ${colors.dim(String(line).padStart(4))}  ${summary}`,
    ...locks.filter(isFelt).map((lock) => `         ${colors.yellow(`🔒 ${describeLock(lock)}`)}`),
    ...(unseen === undefined ? [] : [`         ${colors.dim(`🔒 perhaps more: ${unseen}`)}`]),
  ];
}

/** Whether anything but other schema changes waits for it. */
export function isFelt({ blocks }: TableLock): boolean {
  return blocks === 'writes' || blocks === 'reads and writes';
}

function describeLock({ mode, relation, blocks }: TableLock): string {
  return `${mode} on ${relation}: ${blocks} wait until the commit`;
}
