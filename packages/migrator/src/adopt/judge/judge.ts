import { kindOf } from '../../catalog/key-parts.ts';
import { formatKey, parseKey } from '../../catalog/parse-key.ts';
import type { Catalog, FactHashes, FactKey } from '../../model/fact.ts';
import type { Replay } from '../read/read-states.ts';
import type { KeyRules } from './key-rules.ts';
import { type FileVerdict, locateFiles } from './locate-files.ts';

export interface Judgement {
  /** One for each file, in order. */
  readonly files: readonly FileVerdict[];
  /** Facts of the target on objects of ours that no file knows, and that change what the objects mean. */
  readonly stopping: readonly FactKey[];
  /** The other facts on objects of ours that no file knows. */
  readonly drift: readonly FactKey[];
}

/** Extra facts that change who may see or write what, or whether the rules hold. */
const STOPPING_KINDS = new Set(['policy', 'trigger', 'rule', 'constraintTriggers', 'constraintIndex']);

/**
 * What the target says of each file, and what it has beside. Pure.
 * @param lostByPush Policies of the target that are there without their expressions.
 * @param within States between the statements of a file, by its index.
 */
export function judge(
  { states, end, traceless, made }: Pick<Replay, 'states' | 'end' | 'traceless' | 'made'>,
  target: Catalog,
  rules: KeyRules,
  lostByPush: readonly FactKey[],
  within?: ReadonlyMap<number, readonly FactHashes[]>,
): Judgement {
  const files = locateFiles({
    states,
    traceless,
    made,
    target: meantHashes(end, target, lostByPush),
    counts: rules.counts,
    overwritten: (key) => kindOf(key) === 'acl',
    ...(within === undefined ? {} : { within }),
  });
  const settled = (index: number) =>
    files[index]?.verdict === 'in_effect' || files[index]?.verdict === 'loop';
  const extras = [...target.hashes.keys()].filter(
    (key) => !rules.touched.has(key) && states[0]?.has(key) !== true && hangsOnOurs(key, target, states),
  );
  const stops = (key: FactKey) => {
    if (STOPPING_KINDS.has(kindOf(key))) return true;
    if (kindOf(key) !== 'acl' || !rules.isProven(key)) return false;
    // A pending GRANT or REVOKE that names it settles it.
    return !rules.isNamed(key, (index) => !settled(index));
  };
  return {
    files,
    stopping: extras.filter(stops),
    drift: extras.filter((key) => !stops(key) && !isQuiet(key, rules)),
  };
}

/** The target's hashes, in which a policy that lost its expressions is the one the files make. */
export function meantHashes(end: Catalog, target: Catalog, lostByPush: readonly FactKey[]): FactHashes {
  if (lostByPush.length === 0) return target.hashes;
  const meant = new Map(target.hashes);
  for (const key of lostByPush) {
    const hash = end.hashes.get(key);
    if (hash !== undefined) meant.set(key, hash);
  }
  return meant;
}

/** Whether a fact belongs to an object that a file makes: one the baseline does not have. */
function hangsOnOurs(key: FactKey, target: Catalog, states: readonly (FactHashes | undefined)[]): boolean {
  const made = (parent: FactKey) =>
    states[0]?.has(parent) !== true && states.some((state) => state?.has(parent));
  // A publication may be the platform's: what counts is whose table it publishes.
  if (kindOf(key) === 'publicationRel') return made(formatKey('table', parseKey(key).parts.slice(1)));
  for (let parent = target.parentOf(key); parent !== undefined; parent = target.parentOf(parent)) {
    if (kindOf(parent) === 'schema') return false;
    if (made(parent)) return true;
  }
  return false;
}

/** Grants that default privileges gave, to roles the files do not name: neither proven nor told. */
function isQuiet(key: FactKey, rules: KeyRules): boolean {
  return kindOf(key) === 'acl' && !rules.isProven(key);
}
