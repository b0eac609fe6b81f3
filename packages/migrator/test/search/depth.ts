/**
 * How far a search goes. What is tested is the same in both: `npm test` tries a fixed sample, `npm run test:deep` all
 * there is, and what is random from another place each time.
 */
export const DEEP = process.env.GROUNDWORK_DEPTH === 'deep';

/** Where what is random begins. */
export const SEED = Number(process.env.FUZZ_SEED ?? (DEEP ? Date.now() % 1_000_000 : 1));

/** Every third case; all of them where the search is deep. */
export function sampleOf<T>(cases: readonly T[]): readonly T[] {
  return DEEP ? cases : cases.filter((_, index) => index % 3 === 0);
}
