import type { Colors } from 'picocolors/types.js';
import type { MigratorError } from '../model/errors.ts';
import type { Location } from '../model/location.ts';

/** An error as the person whose deploy failed reads it: what, where, why, what next. */
export function formatError(error: MigratorError, colors: Colors): string[] {
  const { at, sqlstate, postgres, hint } = error.details;
  const code = sqlstate === undefined ? error.code : `${error.code}, SQLSTATE ${sqlstate}`;
  const more = (label: string, text: string | undefined) =>
    text === undefined
      ? []
      : text.split('\n').map((line, index) => `   ${index === 0 ? `${label}: ` : '  '}${line}`);
  return [
    `❌ ${colors.bold(error.message)} ${colors.dim(`[${code}]`)}`,
    ...(at === undefined ? [] : formatPlace(at, colors)),
    ...more('Detail', postgres?.detail),
    ...more('Postgres hint', postgres?.hint),
    ...more('Context', postgres?.context),
    ...more('Next', hint),
  ];
}

/** A place with its line of SQL and a caret below it. */
export function formatPlace({ file, line, column, source, caret }: Location, colors: Colors): string[] {
  const gutter = String(line);
  return [
    `   ${colors.cyan(`${file}:${line}:${column}`)}`,
    `   ${colors.dim(`${gutter} │`)} ${source}`,
    `   ${colors.dim(`${' '.repeat(gutter.length)} │`)} ${' '.repeat(displayWidth(source.slice(0, caret)))}${colors.red('^')}`,
  ];
}

/** Columns a terminal gives a text: two for the wide characters of East Asian scripts and for emoji. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width +=
      /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(
        character,
      )
        ? 2
        : 1;
  return width;
}
