import { compareCatalogs, showDifference } from '../../catalog/compare-catalogs.ts';
import { differingKeys } from '../../catalog/differing-keys.ts';
import { kindOf, targetOf } from '../../catalog/key-parts.ts';
import { MigratorError } from '../../model/errors.ts';
import type { Catalog, FactDifference, FactHashes, FactKey } from '../../model/fact.ts';
import type { DecidedAdoption, JudgedAdoption } from '../adoption.ts';
import type { Replay } from '../read/read-states.ts';

/** How much of the end is to be proven. */
export interface ProofScope {
  /** Nothing is run: the proof is that the target is still what was judged. */
  readonly recordOnly?: boolean;
  /** Facts of files that run afterwards: they are still as they were. */
  readonly later?: ReadonlySet<FactKey>;
  /** The state those files begin with: what of theirs an earlier one has made is as it is there. */
  readonly middle?: FactHashes | undefined;
}

const NONE: ReadonlySet<FactKey> = new Set();

/** Where the database is not the shadow's end in what the files touch, or not what it was in everything else. */
export function findUnproven(
  decided: Pick<DecidedAdoption, 'target' | 'rules'> & { readonly replay: Pick<Replay, 'end'> },
  now: Catalog,
  { recordOnly = false, later = NONE, middle }: ProofScope,
): FactDifference[] {
  const { replay, target, rules } = decided;
  const keys = new Set([...provenKeys(decided, now)].filter((key) => !later.has(key)));
  const differences = recordOnly ? [] : compareCatalogs(replay.end, now, keys).differences;
  // Roles are the whole server's: somebody else may make one meanwhile. A grant may be born with an object a file makes.
  const mayMove = (key: FactKey) => {
    if (/^(role|membership):/.test(key)) return true;
    if (recordOnly) return false;
    if (later.has(key))
      return middle?.get(key) === now.hashes.get(key) || (middle !== undefined && isBornGrant(key));
    return keys.has(key) || rules.touched.has(key) || isBornGrant(key);
  };
  const isBornGrant = (key: FactKey) => {
    const object = kindOf(key) === 'acl' ? targetOf(key) : undefined;
    return object !== undefined && rules.touched.has(object) && !target.hashes.has(object);
  };
  const moved = new Set([...differingKeys(target, now)].filter((key) => !mayMove(key)));
  // A view that went took its grants along.
  const roots = [...moved].filter((key) => !moved.has(target.parentOf(key) ?? ''));
  return [...differences, ...compareCatalogs(target, now, roots).differences];
}

/** Keys that must be equal in the end: what the files touch, and the grants they name, wherever they are. */
export function provenKeys({ rules }: Pick<JudgedAdoption, 'rules'>, catalog: Catalog): Set<FactKey> {
  const keys = new Set([...rules.touched].filter((key) => rules.isProven(key)));
  for (const key of catalog.hashes.keys()) if (rules.isNamed(key)) keys.add(key);
  return keys;
}

/** @param kept What became of the run, in a sentence. */
export function notProven(unproven: readonly FactDifference[], kept: string): MigratorError {
  const object = unproven[0]?.object ?? 'database';
  return new MigratorError('not_proven', `After the run the ${object} is not what the files say.`, {
    hint: `${kept} Look at what it depends on, mend it by hand, and run again.`,
    findings: unproven.map((each) => ({
      code: 'not_proven',
      severity: 'blocker',
      message: `The ${each.object} is not what the files say.`,
      ...showDifference(each),
    })),
  });
}
