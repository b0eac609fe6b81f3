/**
 * Postgres puts row values into DETAIL, CONTEXT and some messages. They may be anybody's data, and logs are read by
 * many: a value is shown only where it stands in the migration's own text.
 */

/** `Key (email)=(bob@example.com) already exists.` keeps the columns; `Failing row contains (…)` keeps nothing. */
export function maskDetail(detail: string, ownText: string): string {
  return maskQuoted(
    detail.replace(/\)=\((?:.*)\)(?=[ .,]|$)/gs, ')=(…)').replace(/^(Failing row contains) .*$/s, '$1 (…).'),
    ownText,
  );
}

/**
 * Values stand in double quotes in errors about data (class 22) and in what functions raise; in other classes the
 * quoted words are names of objects.
 */
export function maskMessage(message: string, sqlstate: string, ownText: string): string {
  return /^(22|P0)/.test(sqlstate) ? maskQuoted(message, ownText) : message;
}

/** Where in which function: kept. A statement a function built, or a line of data: its quoted values go. */
export function maskContext(context: string, ownText: string): string {
  return context
    .split('\n')
    .map((line) => {
      if (/^(PL\/pgSQL|SQL) function /.test(line)) return line;
      if (line.startsWith('SQL statement'))
        return line.replace(/'(?:[^']|'')*'/g, (value) => keep(value, ownText));
      return line.replace(/: .*$/s, ': …');
    })
    .join('\n');
}

function maskQuoted(text: string, ownText: string): string {
  return text.replace(/"((?:[^"]|"")*)"|'((?:[^']|'')*)'/g, (quoted) => keep(quoted, ownText));
}

function keep(quoted: string, ownText: string): string {
  const mark = quoted.charAt(0);
  return ownText.includes(quoted.slice(1, -1)) ? quoted : `${mark}…${mark}`;
}
