import type { CatalogOutline } from '../src/model/fact.ts';

/** A catalog but for the roles of tests: they belong to the server, where other tests make some meanwhile. */
export function withoutTestRoles(hashes: CatalogOutline['hashes']): ReadonlyMap<string, string> {
  return new Map([...hashes].filter(([key]) => !/^role:test_/.test(key)));
}
