import { kindOf, targetOf } from '../../catalog/key-parts.ts';
import { parseKey } from '../../catalog/parse-key.ts';
import type { FactHashes, FactKey } from '../../model/fact.ts';
import { type NamedGrant, namesGrant } from './read-grants.ts';

type States = readonly (FactHashes | undefined)[];

/** Which facts are compared, and whose doing they are. Source: docs/adoption.md, comparison policy. */
export interface KeyRules {
  /** Every key some file changes. */
  readonly touched: ReadonlySet<FactKey>;
  /**
   * Whether a key that differs across file `index` is that file's doing: a grant born with its object comes from default
   * privileges unless a GRANT of that very file names it.
   */
  counts(key: FactKey, index: number): boolean;
  /** Whether a GRANT or REVOKE of a file in `files` names this grant, wherever it exists. */
  isNamed(key: FactKey, files?: (index: number) => boolean): boolean;
  /** Whether the key must be equal in the end: of grants only the named, the changed, and PUBLIC's. */
  isProven(key: FactKey): boolean;
}

export function createKeyRules(states: States, grants: readonly NamedGrant[]): KeyRules {
  const touched = touchedKeys(states);
  const changedGrants = new Set<FactKey>();
  const bornOrGone = (key: FactKey, index: number) => {
    const object = targetOf(key);
    return object !== undefined && states[index]?.has(object) !== states[index + 1]?.has(object);
  };
  for (const key of touched) {
    if (kindOf(key) !== 'acl') continue;
    const files = states.slice(1).flatMap((after, index) => {
      const before = states[index];
      return before !== undefined && after !== undefined && before.get(key) !== after.get(key) ? [index] : [];
    });
    if (files.some((index) => !bornOrGone(key, index))) changedGrants.add(key);
  }
  const isNamed = (key: FactKey, files: (index: number) => boolean = () => true) => {
    const grant = readGrantKey(key);
    return grant !== undefined && grants.some((named) => files(named.file) && namesGrant(named, grant));
  };
  return {
    touched,
    counts: (key, index) =>
      kindOf(key) !== 'acl' || !bornOrGone(key, index) || isNamed(key, (file) => file === index),
    isNamed,
    isProven(key) {
      if (kindOf(key) !== 'acl') return true;
      return readGrantKey(key)?.grantee === 'PUBLIC' || changedGrants.has(key) || isNamed(key);
    },
  };
}

/** Whom a grant is for, and on what; undefined for a key that is no grant. */
function readGrantKey(
  key: FactKey,
): { grantee: string; schema: string | undefined; name: string } | undefined {
  if (kindOf(key) !== 'acl') return undefined;
  const { target, parts } = parseKey(key);
  const [grantee = ''] = parts;
  const object = target?.parts ?? [];
  return { grantee, schema: object.length > 1 ? object[0] : undefined, name: object.at(-1) ?? '' };
}

function touchedKeys(states: States): Set<FactKey> {
  const touched = new Set<FactKey>();
  const read = states.filter((state) => state !== undefined);
  for (const [index, after] of read.entries()) {
    const before = read[index - 1];
    if (before === undefined || before === after) continue;
    for (const key of before.keys()) if (after.get(key) !== before.get(key)) touched.add(key);
    for (const key of after.keys()) if (!before.has(key)) touched.add(key);
  }
  return touched;
}
