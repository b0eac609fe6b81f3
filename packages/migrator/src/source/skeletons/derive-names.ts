/** What the words somebody typed are about. */
export interface DerivedNames {
  /** All of it, without the words that only say that something is made: `own_notes_select`. */
  readonly subject: string;
  /** What stands before the first preposition: `email` of `index email on profiles`. */
  readonly object: string;
  /** What stands behind it, if there is one. */
  readonly target: string | undefined;
  /** The words of the subject. */
  readonly words: readonly string[];
}

const VERBS = new Set(['add', 'create', 'make', 'new', 'write', 'insert', 'a', 'an', 'the']);
const PREPOSITIONS = new Set(['to', 'on', 'in', 'into', 'of', 'for', 'from']);

/** Postgres keeps 63 bytes; what names of indexes and policies add has to fit. */
const LONGEST = 40;

/**
 * Takes a migration's slug apart: `add_phone_to_profiles` is about `phone`, and `profiles`.
 * @param fillers Words that say only of which kind it is: `table`, `index`.
 */
export function deriveNames(slug: string, fillers: readonly string[]): DerivedNames {
  const all = slug.split('_').filter((word) => !VERBS.has(word) && !fillers.includes(word));
  const words = all.length === 0 ? slug.split('_') : all;
  const at = words.findIndex(
    (word, index) => PREPOSITIONS.has(word) && index > 0 && index < words.length - 1,
  );
  const object = at === -1 ? words : words.slice(0, at);
  return {
    subject: join(words),
    object: join(object),
    target: at === -1 ? undefined : join(words.slice(at + 1)),
    words,
  };
}

export function join(words: readonly string[]): string {
  let name = words.join('_');
  while (Buffer.byteLength(name, 'utf8') > LONGEST) name = [...name].slice(0, -1).join('');
  return name.replace(/_+$/, '');
}

/** A name that stands alone; a single word may be a reserved one. */
export function bare(name: string): string {
  const plain = /^[a-z][a-z0-9]*_[a-z0-9_]*$/.test(name) && !/^(?:current|session|system)_/.test(name);
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A name in `public`: behind a dot no word is reserved. */
export function inPublic(name: string): string {
  return `public.${/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`}`;
}
