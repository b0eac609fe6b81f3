import type { Colors } from 'picocolors/types.js';
import type { Finding } from '../model/finding.ts';
import { formatPlace } from './format-error.ts';

/** A finding for people: what is, where it comes from, what was expected, and the SQL that mends it. */
export function formatFinding(finding: Finding, colors: Colors): string[] {
  const { severity, message, hint, at, expected, found, sql, code, rule } = finding;
  const more = (label: string, text: string | undefined) =>
    text === undefined ? [] : [`   ${label}: ${text}`];
  return [
    `${severity === 'blocker' ? '❌' : '⚠️ '} ${message} ${colors.dim(`[${rule === undefined ? code : `${code} ${rule}`}]`)}`,
    ...(at === undefined ? [] : formatPlace(at, colors)),
    ...more('Expected', expected),
    ...more('Found', found),
    ...(sql === undefined ? [] : ['   SQL that would mend it:', ...sql.map((line) => `     ${line}`)]),
    ...(hint === undefined ? [] : [`   ${colors.dim('Next:')} ${hint}`]),
  ];
}
