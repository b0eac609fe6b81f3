import { MigratorError } from '../model/errors.ts';
import { isNumbered } from './numbered-names.ts';

/** The history's column is varchar(255), which counts characters. */
const LONGEST = 255;

/** Control characters and direction marks would break or fake the lines a name is printed in. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/**
 * Refuses names that cannot be ordered, recorded or printed, and pairs that are one file on other systems.
 * @throws MigratorError `name_invalid`, `name_clash`.
 */
export function checkNames(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const problem = PROBLEMS.find(({ applies }) => applies(name));
    if (problem) {
      const { reason, hint } = problem;
      throw new MigratorError('name_invalid', `${printable(name)} ${reason}.`, { migration: name, hint });
    }
    const key = name.normalize('NFC').toLowerCase();
    const other = seen.get(key);
    if (other !== undefined) throw clash([other, name].sort());
    seen.set(key, name);
  }
}

const PROBLEMS: readonly { applies(name: string): boolean; reason: string; hint: string }[] = [
  {
    applies: (name) => UNPRINTABLE.test(name),
    reason: 'has a control character in its name, which would break the lines it is printed in',
    hint: 'Rename it.',
  },
  {
    applies: (name) => name.includes('\ufffd'),
    reason: 'has a name that is not UTF-8',
    hint: 'Rename it.',
  },
  {
    applies: (name) => [...name].length > LONGEST,
    reason: `has a name of more than ${LONGEST} characters, which the history cannot hold`,
    hint: 'Rename it.',
  },
  {
    applies: (name) => !isNumbered(name),
    reason: 'does not begin with a number and an underscore, so its place in the order is unknown',
    hint: 'Name it like 0001_name, or move it out of the folder if it is no migration.',
  },
  {
    applies: (name) => /\.sql$/i.test(name) && !name.endsWith('.sql'),
    reason: 'does not end in .sql in lower case, so other tools pass over it',
    hint: 'Rename it.',
  },
];

function clash(names: readonly string[]): MigratorError {
  const [first, second] = names;
  const message = `${first} and ${second} differ in case or accents' form only: on macOS and Windows they are one file.`;
  return new MigratorError('name_clash', message, { hint: 'Rename one of them.' });
}

/** The name with what cannot be printed written as \u escapes, cut where it is overlong. */
function printable(name: string): string {
  const escaped = [...name].map((character) =>
    UNPRINTABLE.test(character) ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character,
  );
  return escaped.length > LONGEST ? `${escaped.slice(0, 60).join('')}…` : escaped.join('');
}
