import type { FactKey } from '../model/fact.ts';
import type { DependencyEdge, Fact, FactBase, loadCore } from './pg-delta.ts';

/** From where to where, and on what server. */
export interface PlanSide {
  readonly from: FactBase;
  readonly to: FactBase;
  /** Major version of the server the statements are for. */
  readonly serverMajor: number;
  /** Whether a fact of `to` is one that is compared. */
  isCompared(key: FactKey): boolean;
}

/**
 * The facts of `from` with these keys as they are in `to`: what a plan for them alone aims at. A fact that is missing
 * comes with all that hangs on it (and with what it hangs on, if that is missing too); one that is too much goes with it.
 *
 * @returns undefined when something that stays needs what goes: pg-delta would drop it and make it anew, in vain.
 */
export function blendFacts(
  { buildFactBase, encodeId }: Awaited<ReturnType<typeof loadCore>>,
  { from, to, serverMajor, isCompared }: PlanSide,
  keys: readonly FactKey[],
): FactBase | undefined {
  const facts = new Map<FactKey, Fact>(from.facts().map((fact) => [encodeId(fact.id), fact]));
  const changed = new Set<FactKey>();

  for (const key of keys) {
    const wanted = to.getByEncoded(key);
    const there = from.getByEncoded(key);
    if (wanted === undefined && there !== undefined) remove(there);
  }
  for (const key of keys) {
    const wanted = to.getByEncoded(key);
    if (wanted === undefined) continue;
    if (facts.has(key)) put(key, wanted);
    else addSubtree(topmostMissing(wanted));
  }
  if (from.edges.some(isLeftWithout)) return undefined;
  return buildFactBase([...facts.values()], [...blendedEdges()]);

  function remove(fact: Fact): void {
    facts.delete(encodeId(fact.id));
    for (const child of from.childrenOf(fact.id)) remove(child);
  }

  function put(key: FactKey, fact: Fact): void {
    facts.set(key, forServer(fact, serverMajor));
    changed.add(key);
  }

  function addSubtree(fact: Fact): void {
    const key = encodeId(fact.id);
    if (!isCompared(key)) return;
    put(key, fact);
    for (const child of to.childrenOf(fact.id)) addSubtree(child);
  }

  function topmostMissing(fact: Fact): Fact {
    const parent = fact.parent === undefined ? undefined : to.get(fact.parent);
    return parent === undefined || facts.has(encodeId(parent.id)) ? fact : topmostMissing(parent);
  }

  /** What changed depends on what it will need; everything else, and every owner that is there, stays as it is. */
  function* blendedEdges(): Iterable<DependencyEdge> {
    for (const edge of from.edges) {
      if (bothThere(edge) && (edge.kind !== 'depends' || !changed.has(encodeId(edge.from)))) yield edge;
    }
    for (const key of changed) {
      const fact = facts.get(key);
      for (const edge of fact === undefined ? [] : to.outgoingEdges(fact.id)) {
        if (!bothThere(edge)) continue;
        if (edge.kind === 'depends' || (edge.kind === 'owner' && !from.has(edge.from))) yield edge;
      }
    }
  }

  function isLeftWithout(edge: DependencyEdge): boolean {
    if (edge.kind !== 'depends' || facts.has(encodeId(edge.to))) return false;
    const key = encodeId(edge.from);
    return facts.has(key) && !changed.has(key);
  }

  function bothThere(edge: DependencyEdge): boolean {
    return facts.has(encodeId(edge.from)) && facts.has(encodeId(edge.to));
  }
}

/** Servers before 17 do not know MAINTAIN. */
function forServer(fact: Fact, serverMajor: number): Fact {
  if (serverMajor >= 17 || (fact.id.kind !== 'acl' && fact.id.kind !== 'defaultPrivilege')) return fact;
  const { privileges, grantable, ...rest } = fact.payload;
  const known = (list: typeof privileges) =>
    Array.isArray(list) ? list.filter((name) => name !== 'MAINTAIN') : list;
  return { ...fact, payload: { ...rest, privileges: known(privileges), grantable: known(grantable) } };
}
