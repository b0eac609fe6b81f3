/** Only its origin matters: a path that leaves it is not a path. */
const HERE = 'http://here.invalid';

/**
 * `value` if it is a path of this site, else `fallback`. What comes in a link can be written by anybody, and browsers
 * read `//evil.example`, `/\evil.example` and `/<tab>/evil.example` as other sites.
 */
export function safePath(value: unknown, fallback: string): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value) || /[\\\p{Cc}]/u.test(value)) return fallback;
  if (!URL.canParse(value, HERE)) return fallback;
  const { origin, pathname, search, hash } = new URL(value, HERE);
  // `/.//evil.example` is normalised to `//evil.example`.
  if (origin !== HERE || pathname.startsWith('//')) return fallback;
  return pathname + search + hash;
}
