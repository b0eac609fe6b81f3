import { MigratorError } from '../model/errors.ts';
import type { Directives } from '../model/statement.ts';
import { locate } from './locate.ts';
import { parseDuration } from './parse-duration.ts';
import { skipBlank } from './skip-blank.ts';

/**
 * Reads `-- migrate: NAME VALUE` from the comments above the first statement; below it, and in block comments, such
 * a line is a comment like any other.
 * @throws MigratorError `directive_unknown`: a name or a value that means nothing, or a directive given twice.
 */
export function readDirectives(name: string, file: string, text: string): Directives {
  const found = new Map<string, number>();
  skipBlank(text, 0, (offset, comment) => {
    const directive = /^--[ \t]*migrate:(.*)$/.exec(comment)?.[1]?.trim();
    if (directive === undefined) return;
    const refuse = (message: string, hint: string) =>
      new MigratorError('directive_unknown', message, {
        hint,
        migration: name,
        at: locate(file, text, offset),
      });

    const [key = '', ...values] = directive.split(/[ \t]+/);
    // Read with those above other statements.
    if (key === 'allow') return;
    if (key !== 'lock-timeout') throw refuse(`There is no directive "${key}".`, hintFor(key));
    const milliseconds = parseDuration(values.join(' '));
    if (milliseconds === undefined) {
      throw refuse(
        `"${values.join(' ')}" is no duration for lock-timeout.`,
        'Write it like 500ms, 2s, 5m or 1h.',
      );
    }
    if (found.has(key)) throw refuse(`The directive ${key} is given twice.`, 'Leave one of the two.');
    found.set(key, milliseconds);
  });
  const lockTimeout = found.get('lock-timeout');
  return lockTimeout === undefined ? {} : { lockTimeout };
}

function hintFor(key: string): string {
  if (key === 'up' || key === 'down') {
    return 'This is dbmate’s form: keep the part below "migrate:up" and put the other part in NAME.down.sql.';
  }
  return 'Known are "-- migrate: lock-timeout 2s" and "-- migrate: allow RULE".';
}
