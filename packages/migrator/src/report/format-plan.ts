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

/** `3 migrations would run, 2 are executed already; nothing was written.` */
export function summarisePlan({ migrations, skipped, outcome }: PlanResult): string {
  const already = skipped === 0 ? '' : `, ${skipped} ${skipped === 1 ? 'is' : 'are'} executed already`;
  const count = `${migrations.length} ${migrations.length === 1 ? 'migration' : 'migrations'}`;
  switch (outcome) {
    case 'blocked':
      return `❌ Nothing would run: ${count} pending, and the findings above stop the run.`;
    case 'refused':
      return `❌ Nothing would run: ${count} pending, and not all of them can.`;
    default:
      return migrations.length === 0
        ? '✅ Nothing to run: up to date'
        : `📝 ${count} would run${already}; nothing was written`;
  }
}

function formatMigration(
  { name, statements, transactional, error }: PlannedMigration,
  colors: Colors,
): string[] {
  const count = `${statements.length} ${statements.length === 1 ? 'statement' : 'statements'}`;
  const how = transactional ? 'one transaction' : 'not in one transaction';
  return [
    `🚀 Would run: ${name} ${colors.dim(`(${count}, ${how})`)}`,
    ...statements.flatMap((statement) => formatStatement(statement, colors)),
    ...(error === undefined ? [] : formatError(error, colors)),
  ];
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
