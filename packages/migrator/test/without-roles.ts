import type { CatalogOutline } from '../src/model/fact.ts';

/** What a database holds alone: roles belong to its server, where other tests make some meanwhile. */
export function withoutRoles(hashes: CatalogOutline['hashes']): ReadonlyMap<string, string> {
  return new Map([...hashes].filter(([key]) => !key.startsWith('role:')));
}
