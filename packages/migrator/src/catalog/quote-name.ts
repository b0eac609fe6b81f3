/** A name as people write it: quoted where it has to be. */
export function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : quoteAlways(name);
}

/** A name for SQL we send, where a keyword must not be taken for one. */
export function quoteAlways(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `public.notes`, from the outside in. */
export function quotePath(names: readonly string[]): string {
  return names.map(quoteName).join('.');
}

/** The same for SQL we send. */
export function quotePathAlways(names: readonly string[]): string {
  return names.map(quoteAlways).join('.');
}
