import type { CheckedPart, CheckResult } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import { checkVerdict, PART_MARKS, partDetail, seconds } from './check-lines.ts';
import { code, escapeMarkdown } from './markdown-text.ts';

/** A check as Markdown: a row a part, then each finding with its place and the SQL that mends it. */
export function checkToMarkdown(result: CheckResult): string[] {
  return [
    '## Migration check',
    '',
    escapeMarkdown(checkVerdict(result)),
    '',
    '| | part | | time |',
    '|---|---|---|---:|',
    ...result.parts.map(toRow),
    ...result.parts.flatMap(partToMarkdown),
  ];
}

function toRow(part: CheckedPart): string {
  const cells = [
    PART_MARKS[part.outcome],
    part.name,
    escapeMarkdown(partDetail(part)),
    seconds(part.durationMs),
  ];
  return `| ${cells.join(' | ')} |`;
}

function partToMarkdown({ name, findings, error }: CheckedPart): string[] {
  if (findings.length === 0 && error === undefined) return [];
  return [
    '',
    `### ${name}`,
    '',
    ...(error === undefined
      ? []
      : [`- ❌ **${error.code}** ${sentences(error.message, error.details.hint)}`]),
    ...findings.flatMap(findingToMarkdown),
  ];
}

function findingToMarkdown(finding: Finding): string[] {
  const { severity, message, hint, at, expected, found, sql } = finding;
  const mark = severity === 'blocker' ? '❌' : '⚠️';
  const place = at === undefined ? '' : ` ${code(`${at.file}:${at.line}`)}`;
  return [
    `- ${mark}${place} **${finding.code}** ${sentences(message, hint)}`,
    ...(expected === undefined ? [] : [`  - expected: ${code(expected)}`]),
    ...(found === undefined ? [] : [`  - found: ${code(found)}`]),
    ...(sql === undefined ? [] : ['', ...fence(sql.join('\n')), '']),
  ];
}

function sentences(message: string, hint: string | undefined): string {
  return escapeMarkdown(hint === undefined ? message : `${message} ${hint}`);
}

/** SQL in a fence that is longer than any in it, indented to belong to its finding. */
function fence(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return [`${mark}sql`, ...text.split('\n'), mark].map((line) => `  ${line}`);
}
