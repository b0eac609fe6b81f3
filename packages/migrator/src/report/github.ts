import { appendFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { CheckedPart, CheckResult } from '../model/check.ts';
import type { MigratorError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { checkToMarkdown } from './check-markdown.ts';
import { createHumanReporter } from './human.ts';
import type { Output, Reporter, ReportOptions } from './reporter.ts';

/**
 * For GitHub Actions: each finding as an annotation, which GitHub shows in the pull request beside its line, and the
 * result as Markdown in the summary of the run.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function createGithubReporter(output: Output, options: ReportOptions): Reporter {
  const human = createHumanReporter(output, options);
  return {
    ...human,
    event(event) {
      if (event.type !== 'checked') {
        human.event(event);
        return;
      }
      // The annotation says all that a finding says.
      const { error: _, ...part } = event.part;
      human.event({ type: 'checked', part: { ...part, findings: [] } });
      for (const line of annotatePart(event.part, options)) output.out(line);
    },
    result(command, result) {
      human.result(command, result);
      if (isCheck(command, result)) writeSummary(result, options);
    },
    error(error) {
      output.out(annotate('error', error.code, describeError(error), error.details.at, options));
      human.error(error);
    },
  };
}

function isCheck(command: string, _result: unknown): _result is CheckResult {
  return command === 'check';
}

/** The file GitHub gives each step; other steps of the job write theirs to their own. */
function writeSummary(result: CheckResult, { env }: ReportOptions): void {
  const file = env.GITHUB_STEP_SUMMARY;
  if (file) appendFileSync(file, `${checkToMarkdown(result).join('\n')}\n\n`);
}

function annotatePart({ outcome, findings, error }: CheckedPart, options: ReportOptions): string[] {
  return [
    ...findings.map((finding) =>
      annotate(
        outcome === 'passed' ? 'warning' : 'error',
        finding.code,
        describeFinding(finding),
        finding.at,
        options,
      ),
    ),
    ...(error === undefined
      ? []
      : [annotate('error', error.code, describeError(error), error.details.at, options)]),
  ];
}

function describeFinding({ message, hint, expected, found, sql }: Finding): string {
  return [
    message,
    ...(expected === undefined ? [] : [`Expected: ${expected}`]),
    ...(found === undefined ? [] : [`Found: ${found}`]),
    ...(sql === undefined ? [] : ['SQL:', ...sql]),
    ...(hint === undefined ? [] : [hint]),
  ].join('\n');
}

function describeError({ message, details: { sqlstate, postgres, hint } }: MigratorError): string {
  const said = Object.values(postgres ?? {});
  return [
    message,
    ...(sqlstate === undefined ? [] : [`SQLSTATE ${sqlstate}`]),
    ...said,
    ...(hint ? [hint] : []),
  ].join('\n');
}

function annotate(
  level: 'error' | 'warning',
  title: string,
  message: string,
  at: Location | undefined,
  { cwd, env }: ReportOptions,
): string {
  const place =
    at === undefined
      ? []
      : [
          `file=${escapeProperty(fileInRepository(at.file, cwd, env.GITHUB_WORKSPACE))}`,
          `line=${at.line}`,
          `col=${at.column}`,
        ];
  return `::${level} ${[...place, `title=${escapeProperty(title)}`].join(',')}::${escapeData(message)}`;
}

/** GitHub knows files from the top of the checkout. */
function fileInRepository(file: string, cwd: string, workspace: string | undefined): string {
  const path = workspace === undefined ? file : relative(workspace, resolve(cwd, file));
  return path.replaceAll('\\', '/');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
