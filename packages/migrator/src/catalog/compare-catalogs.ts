import type { Catalog, FactDifference, FactKey, FactRename } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import { alignNames } from './align-names.ts';
import { describeKey } from './describe-key.ts';
import { differingKeys } from './differing-keys.ts';

/** What a database is not as expected in. */
export interface CatalogComparison {
  /** Of the keys compared: what is missing, too much or different. */
  readonly differences: readonly FactDifference[];
  /** Of the keys compared: what is there under another name, and otherwise as expected. */
  readonly renames: readonly FactRename[];
}

/** Compares what the files touch, by the rules of `alignNames`. */
export function compareCatalogs(
  expected: Catalog,
  found: Catalog,
  keys: Iterable<FactKey>,
): CatalogComparison {
  const touched = new Set(keys);
  const { catalog, renames } = alignNames(expected, found, touched);
  const differences = [...differingKeys(expected, catalog, touched)].sort();
  return {
    differences: differences.map((key) => describeDifference(expected, catalog, key)),
    renames,
  };
}

/** A difference as a finding shows it. */
export function showDifference({
  object,
  expected,
  found,
}: FactDifference): Required<Pick<Finding, 'object' | 'expected' | 'found'>> {
  return { object, expected: expected ?? 'absent', found: found ?? 'absent' };
}

/** One fact, as it should be and as it is. */
function describeDifference(expected: Catalog, found: Catalog, key: FactKey): FactDifference {
  const [wanted, there] = [expected.show(key), found.show(key)];
  const cut = excerpts(wanted ?? '', there ?? '');
  return {
    key,
    object: describeKey(key),
    expected: wanted === undefined ? undefined : cut[0],
    found: there === undefined ? undefined : cut[1],
  };
}

const LONGEST = 400;

/** Both texts, cut around the first place where they differ when they are long. */
function excerpts(a: string, b: string): [string, string] {
  if (a === b) return [a, `${b} (differs in white space)`];
  if (a.length <= LONGEST && b.length <= LONGEST) return [a, b];
  let same = 0;
  while (a[same] === b[same] && same < a.length) same += 1;
  const start = a === '' || b === '' ? 0 : Math.max(0, same - LONGEST / 4);
  const cut = (text: string) =>
    `${start > 0 ? '…' : ''}${text.slice(start, start + LONGEST)}${text.length > start + LONGEST ? '…' : ''}`;
  return [cut(a), cut(b)];
}
