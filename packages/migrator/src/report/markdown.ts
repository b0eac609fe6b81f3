import type { Finding } from '../model/finding.ts';
import type { PlannedMigration, PlannedStatement } from '../model/plan.ts';
import type { CommandName, CommandResults, PlanResult } from '../model/result.ts';
import { checkToMarkdown } from './check-markdown.ts';
import { describeSegments, isFelt, summarisePlan } from './format-plan.ts';
import { createHumanReporter } from './human.ts';
import { code, escapeMarkdown } from './markdown-text.ts';
import type { Output, Reporter, ReportOptions } from './reporter.ts';

/** A result as Markdown on stdout, for a pull request; everything else as text on stderr. */
export function createMarkdownReporter(output: Output, options: ReportOptions): Reporter {
  const human = createHumanReporter({ ...output, out: output.err }, options);
  return {
    ...human,
    result(command, result) {
      const toMarkdown = RESULTS[command];
      if (toMarkdown === undefined) human.result(command, result);
      else for (const line of toMarkdown(result)) output.out(line);
    },
  };
}

/** The commands that have a form of their own in Markdown. */
const RESULTS: { readonly [Name in CommandName]?: (result: CommandResults[Name]) => string[] } = {
  plan: planToMarkdown,
  check: checkToMarkdown,
};

function planToMarkdown(result: PlanResult): string[] {
  return [
    `## Migration plan for ${code(result.target)}`,
    '',
    escapeMarkdown(summarisePlan(result)),
    ...(result.findings.length === 0 ? [] : ['', ...result.findings.map(findingToMarkdown)]),
    ...result.migrations.flatMap(migrationToMarkdown),
  ];
}

function findingToMarkdown({ severity, message, hint, rule, at }: Finding): string {
  const parts = [
    `- ${severity === 'blocker' ? '❌' : '⚠️'}`,
    ...(rule === undefined ? [] : [`**${escapeMarkdown(rule)}**`]),
    ...(at === undefined ? [] : [code(`${at.file}:${at.line}`)]),
    escapeMarkdown(message),
    ...(hint === undefined ? [] : [escapeMarkdown(hint)]),
  ];
  return parts.join(' ');
}

function migrationToMarkdown(migration: PlannedMigration): string[] {
  const { path, statements, error } = migration;
  return [
    '',
    `### ${code(path)}`,
    '',
    `${describeSegments(migration)}.`,
    ...(statements.length === 0
      ? []
      : ['', '| line | statement | locks | blocks |', '|---:|---|---|---|', ...statements.map(toRow)]),
    ...(error === undefined
      ? []
      : [
          '',
          `❌ **${error.code}** ${escapeMarkdown(error.message)}${error.details.hint === undefined ? '' : ` ${escapeMarkdown(error.details.hint)}`}`,
        ]),
  ];
}

function toRow({ line, summary, locks, unseen }: PlannedStatement): string {
  const felt = locks.filter(isFelt);
  const shown = felt.map(({ mode, relation }) => `${mode} on ${code(relation)}`);
  const blocked = [...new Set(felt.map(({ blocks }) => blocks))];
  const cells = [
    String(line),
    code(summary),
    [...shown, ...(unseen === undefined ? [] : [escapeMarkdown(unseen)])].join('<br>'),
    blocked.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}
