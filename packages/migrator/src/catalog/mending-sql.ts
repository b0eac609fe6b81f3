import type { Catalog, FactKey } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import { alignNames } from './align-names.ts';
import { factBaseOf, neededBy } from './build-catalog.ts';
import { differingKeys } from './differing-keys.ts';
import { isAlterablePolicy, mendPolicy } from './lost-by-push.ts';
import { mendSupplement } from './mend-supplement.ts';
import { ownerObject } from './owner-object.ts';
import { planBetween } from './plan-between.ts';

/**
 * SQL that brings a database from `found` to `expected` in exactly these facts, in the order to run it. Nothing else is
 * proposed: no drop of what is merely more, no owner, and what Postgres 17 alone knows to none older. Works in both
 * directions, so it also takes back what led from one state to the other. An object that is missing comes whole, with what
 * hangs on it.
 *
 * What can not be planned, say the drop of something a view outside of `keys` needs, gets no statement. Passwords of
 * foreign servers and subscriptions are placeholders.
 *
 * @returns statements without semicolon, names qualified; none also where facts differ that can not be mended: compare
 *   again after running them.
 */
export async function mendingSql(
  found: Catalog,
  expected: Catalog,
  keys: Iterable<FactKey>,
): Promise<string[]> {
  const wanted = new Set(keys);
  const { catalog, renames } = alignNames(expected, found, wanted);
  const differing = new Set([...differingKeys(expected, catalog, wanted)].sort());
  const statements: string[] = [];
  const policies: FactKey[] = [];
  const planned: FactKey[] = [];
  for (const key of differing) {
    const statement = mendSupplement(expected, catalog, key);
    if (statement !== undefined) statements.push(statement);
    else if (isAlteredPolicy(expected, catalog, key, differing)) policies.push(key);
    else planned.push(key);
  }
  return [
    ...(await planSafely(catalog, expected, planned)),
    ...policies.map((key) => mendPolicy(expected, key)),
    ...statements,
    ...renames.map(({ sql }) => sql),
  ];
}

/** The same for one fact, as a finding shows it. */
export async function showMending(
  found: Catalog,
  expected: Catalog,
  key: FactKey,
): Promise<Pick<Finding, 'sql'>> {
  const statements = await mendingSql(found, expected, [key]);
  return statements.length === 0 ? {} : { sql: statements.map((statement) => `${statement};`) };
}

/** ALTER POLICY leaves no moment without the policy; but one whose columns change has to be made anew around them. */
function isAlteredPolicy(
  expected: Catalog,
  found: Catalog,
  key: FactKey,
  differing: ReadonlySet<FactKey>,
): boolean {
  if (!key.startsWith('policy:')) return false;
  const [wanted, there] = [expected.factOf(key), found.factOf(key)];
  if (wanted === undefined || there === undefined || !isAlterablePolicy(wanted, there)) return false;
  return !neededBy(found, key).some((needed) => differing.has(needed));
}

/**
 * All at once; where that fails object by object, and then fact by fact, so that one that can not be planned does not
 * hide the others.
 */
async function planSafely(found: Catalog, expected: Catalog, keys: readonly FactKey[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const side = {
    from: factBaseOf(found),
    to: factBaseOf(expected),
    serverMajor: found.serverMajor,
    isCompared: (key: FactKey) => expected.hashes.has(key),
  };
  const whole = await planBetween(side, keys);
  if (whole !== undefined || keys.length === 1) return whole ?? [];
  const statements = new Set<string>();
  for (const group of groupByOwner(keys)) {
    const planned = await planBetween(side, group);
    const alone =
      planned ??
      (await Promise.all(group.map((key) => planBetween(side, [key])))).flatMap((one) => one ?? []);
    for (const statement of alone) statements.add(statement);
  }
  return [...statements];
}

function groupByOwner(keys: readonly FactKey[]): Iterable<FactKey[]> {
  const groups = new Map<string, FactKey[]>();
  for (const key of keys) {
    const owner = JSON.stringify(ownerObject(key));
    groups.set(owner, [...(groups.get(owner) ?? []), key]);
  }
  return groups.values();
}
