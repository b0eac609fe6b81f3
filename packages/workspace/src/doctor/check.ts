/** One line of `doctor`. */
export interface Check {
  /** What was looked at: one or two words. */
  readonly name: string;
  /** `fail`: something does not work; `warn`: it works, and should be known. */
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was found, a sentence. Without passwords and keys. */
  readonly says: string;
  /** What to do about it. */
  readonly next?: string;
}

/** All is well. */
export function ok(name: string, says: string): Check {
  return { name, level: 'ok', says };
}

/** It works; `next` would make it better. */
export function warn(name: string, says: string, next?: string): Check {
  return { name, level: 'warn', says, ...(next !== undefined && { next }) };
}

/** It does not work; `next` mends it. */
export function fail(name: string, says: string, next: string): Check {
  return { name, level: 'fail', says, next };
}
