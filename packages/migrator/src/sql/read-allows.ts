import { MigratorError } from '../model/errors.ts';
import type { Allow, Statement } from '../model/statement.ts';
import { locate } from './locate.ts';
import { skipBlank } from './skip-blank.ts';

/** Names, then what is said of them: `table-without-rls, policy-without-to: read by nobody but the server`. */
const FORM = /^([a-z][\w-]*(?:\s*,\s*[a-z][\w-]*)*)\s*(?:[:(].*)?$/;

/**
 * Reads `-- migrate: allow RULE` from the comments between statements. Above the first statement it is for the whole
 * file, above another for that one.
 * @throws MigratorError `directive_unknown`: no rule is named.
 */
export function readAllows(
  name: string,
  file: string,
  text: string,
  statements: readonly Statement[],
): readonly Allow[] {
  const allows: Allow[] = [];
  for (const index of [...statements.keys(), statements.length]) {
    // Behind the last statement nothing stands that it could be for; without any, all of the file is above the first.
    if (index === statements.length && index > 0) break;
    const before = statements[index - 1];
    const from = before === undefined ? 0 : before.start + before.text.length;
    skipBlank(text, from, (start, comment) => {
      const directive = /^--[ \t]*migrate:[ \t]*allow\b(.*)$/.exec(comment)?.[1];
      if (directive === undefined) return;
      const names = FORM.exec(directive.trim())?.[1];
      if (names === undefined) throw refuse(name, locate(file, text, start));
      const statement = index === 0 ? undefined : index;
      for (const rule of names.split(/\s*,\s*/)) allows.push({ rule, start, statement });
    });
  }
  return allows;
}

function refuse(migration: string, at: ReturnType<typeof locate>): MigratorError {
  return new MigratorError('directive_unknown', 'This allows nothing: it names no rule.', {
    hint: 'Write it like "-- migrate: allow table-without-rls: read by the server alone".',
    migration,
    at,
  });
}
