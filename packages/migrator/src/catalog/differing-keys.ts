import type { CatalogOutline, FactKey } from '../model/fact.ts';

type Hashes = Pick<CatalogOutline, 'hashes'>;

/** The keys whose value is not the same on both sides, of `keys` or of all there are; absent is a value. */
export function differingKeys(a: Hashes, b: Hashes, keys: Iterable<FactKey> = bothKeys(a, b)): Set<FactKey> {
  const differing = new Set<FactKey>();
  for (const key of keys) if (a.hashes.get(key) !== b.hashes.get(key)) differing.add(key);
  return differing;
}

/** What ran between two states touched these. */
export function touchedKeys(before: Hashes, after: Hashes): Set<FactKey> {
  return differingKeys(before, after);
}

function* bothKeys(a: Hashes, b: Hashes): Iterable<FactKey> {
  yield* a.hashes.keys();
  for (const key of b.hashes.keys()) if (!a.hashes.has(key)) yield key;
}
