/** Whether a column's values may not survive a change of its type. What is not known to be safe may lose some. */
export function losesValues(from: string, to: string): boolean {
  if (from === to || to === 'text') return false;
  const [before, after] = [readType(from), readType(to)];
  if (before.name === after.name) return !isWider(before, after);
  return !(WIDER[before.name] ?? []).includes(after.name);
}

/** What the values of a type go into whole, or not at all: a whole number too large for `numeric(4,2)` is an error. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  smallint: ['integer', 'bigint', 'numeric'],
  integer: ['bigint', 'numeric', 'double precision'],
  bigint: ['numeric'],
  real: ['double precision'],
  'character varying': ['text'],
  date: ['timestamp without time zone'],
};

interface Type {
  readonly name: string;
  readonly sizes: readonly number[];
}

/** `numeric(10,2)` → numeric and 10, 2. */
function readType(text: string): Type {
  const [, before = text, sizes = '', after = ''] = /^(.*?)\(([\d,]+)\)(.*)$/.exec(text) ?? [];
  return { name: `${before}${after}`, sizes: sizes === '' ? [] : sizes.split(',').map(Number) };
}

/** The same type, with room for as much: digits before and behind the point each, or characters. */
function isWider(before: Type, after: Type): boolean {
  if (after.sizes.length === 0) return true;
  if (before.sizes.length === 0) return false;
  const [size = 0, scale = 0] = before.sizes;
  const [newSize = 0, newScale = 0] = after.sizes;
  return newScale >= scale && newSize - newScale >= size - scale;
}
