import type { FactKey } from '../model/fact.ts';
import type { Fact, FactBase, loadCore, StableId } from './pg-delta.ts';

/** Few, and needed by anything: grantees, owners, places, what new objects are granted. */
const EVERYWHERE = new Set<StableId['kind']>(['role', 'schema', 'extension', 'defaultPrivilege']);

/**
 * The part of a database a plan for these keys has to look at: their objects whole, all that needs them, and what all of
 * these need. A plan looks at every fact it is given several times over.
 *
 * @param beside Facts to have as well, where they are, without what needs them.
 */
export function narrowFacts(
  { buildFactBase, encodeId }: Awaited<ReturnType<typeof loadCore>>,
  base: FactBase,
  keys: readonly FactKey[],
  beside: readonly Fact[] = [],
): FactBase {
  const facts = new Map<FactKey, Fact>();
  const objects = new Set<FactKey>();
  for (const fact of base.facts()) if (EVERYWHERE.has(fact.id.kind)) facts.set(encodeId(fact.id), fact);
  const waiting = keys.flatMap((key) => base.getByEncoded(key) ?? []);
  for (let fact = waiting.pop(); fact !== undefined; fact = waiting.pop()) {
    const object = objectOf(fact);
    const key = encodeId(object.id);
    if (objects.has(key)) continue;
    objects.add(key);
    addWithParents(object);
    addTree(object);
  }
  for (const { id } of beside) addWithParents(base.get(id));
  const edges = [...facts.values()].flatMap(({ id }) =>
    base.outgoingEdges(id).filter(({ to }) => facts.has(encodeId(to))),
  );
  return buildFactBase([...facts.values()], edges);

  function addTree(fact: Fact): void {
    facts.set(encodeId(fact.id), fact);
    for (const { to } of base.outgoingEdges(fact.id)) addWithParents(base.get(to));
    for (const { from, kind } of base.incomingEdges(fact.id)) {
      const dependent = kind === 'depends' ? base.get(from) : undefined;
      if (dependent !== undefined) waiting.push(dependent);
    }
    if (fact.id.kind === 'schema') return;
    for (const child of base.childrenOf(fact.id)) addTree(child);
  }

  function addWithParents(fact: Fact | undefined): void {
    if (fact === undefined) return;
    facts.set(encodeId(fact.id), fact);
    if (fact.parent !== undefined) addWithParents(base.get(fact.parent));
  }

  /** The table a column is of; what lies in a schema is an object of its own. */
  function objectOf(fact: Fact): Fact {
    const parent = fact.parent === undefined ? undefined : base.get(fact.parent);
    return parent === undefined || parent.id.kind === 'schema' ? fact : objectOf(parent);
  }
}
