import { kindOf } from '../../catalog/key-parts.ts';
import { factIdentities, mayConcern, touchIdentities } from '../../catalog/owner-object.ts';
import type { Catalog, FactKey } from '../../model/fact.ts';
import type { Touch } from '../../model/shadow.ts';

/** Which files changed a fact, by index: found in the log without going through all of it. */
export interface TouchIndex {
  /** Every file that may have. */
  filesOf(key: FactKey): ReadonlySet<number>;
  /** The last one that changed the very object, or else what it hangs on; undefined where the log knows of none. */
  makerOf(key: FactKey): number | undefined;
}

interface Entry {
  readonly file: number;
  readonly touch: Touch;
}

/** @param parentOf of a catalog that has the facts that are asked for. */
export function indexTouches(
  touches: readonly (readonly Touch[])[],
  parentOf: Catalog['parentOf'],
): TouchIndex {
  const named = new Map<string, Entry[]>();
  for (const [file, touched] of touches.entries()) {
    for (const touch of touched) {
      for (const name of [...touchIdentities(touch), ...WITHOUT_NAME.filter((tag) => tag.test(touch.tag))]) {
        const entries = named.get(String(name)) ?? [];
        entries.push({ file, touch });
        named.set(String(name), entries);
      }
    }
  }
  const filesAt = (key: FactKey, name: string) =>
    (named.get(name) ?? []).flatMap(({ file, touch }) => (mayConcern(key, touch) ? [file] : []));
  return {
    filesOf: (key) => new Set(namesOf(key).flatMap((name) => filesAt(key, name))),
    makerOf: (key) =>
      namesOf(key)
        .map((name) => filesAt(key, name).at(-1))
        .find((file) => file !== undefined),
  };

  function namesOf(key: FactKey): string[] {
    const identities = factIdentities(key, parentOf);
    if (kindOf(key) === 'acl') return [String(GRANTS), ...identities];
    return kindOf(key) === 'defaultPrivilege' ? [String(DEFAULT_PRIVILEGES)] : identities;
  }
}

/** Statements of which the log does not say what they touched. */
const GRANTS = /^(GRANT|REVOKE)$/;
const DEFAULT_PRIVILEGES = /^ALTER DEFAULT PRIVILEGES$/;
const WITHOUT_NAME = [GRANTS, DEFAULT_PRIVILEGES];
