import { parseDuration } from '../model/duration.ts';
import { MigratorError } from '../model/errors.ts';
import type { Directives } from '../model/statement.ts';
import { locate } from './locate.ts';
import { skipBlank } from './skip-blank.ts';

interface Directive {
  readonly takes: string;
  readonly example: string;
  read(value: string): Directives | undefined;
}

/** What each directive takes, and what it gives; undefined where its value means nothing. */
const DIRECTIVES: Readonly<Record<string, Directive>> = {
  'lock-timeout': {
    takes: 'a duration',
    example: '-- migrate: lock-timeout 2s',
    read(value) {
      const lockTimeout = parseDuration(value);
      return lockTimeout === undefined ? undefined : { lockTimeout };
    },
  },
  'no-transaction': {
    takes: 'nothing behind it',
    example: '-- migrate: no-transaction',
    read: (value) => (value === '' ? { noTransaction: true } : undefined),
  },
};

/**
 * Reads `-- migrate: NAME VALUE` from the comments above the first statement; below it, and in block comments, such
 * a line is a comment like any other.
 * @throws MigratorError `directive_unknown`: a name or a value that means nothing, or a directive given twice.
 */
export function readDirectives(name: string, file: string, text: string): Directives {
  const found = new Set<string>();
  let directives: Directives = {};
  skipBlank(text, 0, (offset, comment) => {
    const written = /^--[ \t]*migrate:(.*)$/.exec(comment)?.[1]?.trim();
    if (written === undefined) return;
    const refuse = (message: string, hint: string) =>
      new MigratorError('directive_unknown', message, {
        hint,
        migration: name,
        at: locate(file, text, offset),
      });

    const [key = '', ...values] = written.split(/[ \t]+/);
    // Read with those above other statements.
    if (key === 'allow') return;
    const directive = Object.hasOwn(DIRECTIVES, key) ? DIRECTIVES[key] : undefined;
    if (directive === undefined) throw refuse(`There is no directive "${key}".`, hintFor(key));
    const read = directive.read(values.join(' '));
    if (read === undefined) {
      const given = values.length === 0 ? 'nothing' : `"${values.join(' ')}"`;
      throw refuse(
        `The directive ${key} takes ${directive.takes}, not ${given}.`,
        `Write "${directive.example}".`,
      );
    }
    if (found.has(key)) throw refuse(`The directive ${key} is given twice.`, 'Leave one of the two.');
    found.add(key);
    directives = { ...directives, ...read };
  });
  return directives;
}

function hintFor(key: string): string {
  if (key === 'up' || key === 'down') {
    return 'This is dbmate’s form: keep the part below "migrate:up" and put the other part in NAME.down.sql.';
  }
  return 'Known are "-- migrate: lock-timeout 2s", "-- migrate: no-transaction" and "-- migrate: allow RULE".';
}
