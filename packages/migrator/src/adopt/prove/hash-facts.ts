import { createHash } from 'node:crypto';
import type { FactHashes, FactKey } from '../../model/fact.ts';

/** One hash over some facts: what a history row keeps as proof of what was there. */
export function hashFacts(hashes: FactHashes, keys: Iterable<FactKey>): string {
  const hash = createHash('sha256');
  for (const key of [...keys].sort()) hash.update(`${key}=${hashes.get(key) ?? ''}\n`);
  return hash.digest('hex').slice(0, 16);
}
