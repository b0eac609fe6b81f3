import type { Colors } from 'picocolors/types.js';
import type { Finding } from '../model/finding.ts';
import { formatPlace } from './format-error.ts';

/** A finding for people: what is, where it comes from, what was expected, and the SQL that mends it. */
export function formatFinding(finding: Finding, colors: Colors): string[] {
  const { severity, message, hint, at, expected, found, sql, code, rule, sqlstate, postgres } = finding;
  const more = (label: string, text: string | undefined) =>
    text === undefined ? [] : [`   ${label}: ${text}`];
  const state = sqlstate === undefined ? '' : `, SQLSTATE ${sqlstate}`;
  return [
    `${severity === 'blocker' ? '❌' : '⚠️ '} ${message} ${colors.dim(`[${rule === undefined ? code : `${code} ${rule}`}${state}]`)}`,
    ...(at === undefined ? [] : formatPlace(at, colors)),
    ...more('Detail', postgres?.detail),
    ...more('Postgres hint', postgres?.hint),
    ...more('Context', postgres?.context?.replaceAll('\n', '\n     ')),
    ...more('Expected', expected),
    ...more('Found', found),
    ...(sql === undefined
      ? []
      : [
          '   SQL that would mend it:',
          ...sql.flatMap((text) => text.split('\n').map((line) => `     ${line}`)),
        ]),
    ...(hint === undefined ? [] : [`   ${colors.dim('Next:')} ${hint}`]),
  ];
}
