import type { Catalog, FactKey, FactValue } from '../model/fact.ts';
import { comparableFacts } from './comparable-facts.ts';
import type { FactBase, loadCore } from './pg-delta.ts';
import { showFact } from './show-fact.ts';
import type { SupplementFact } from './supplement.ts';

type Core = Awaited<ReturnType<typeof loadCore>>;

const bases = new WeakMap<Catalog, { readonly base: FactBase; readonly encodeId: Core['encodeId'] }>();

/** Makes a catalog of what was read. */
export function buildCatalog(
  { encodeId, contentHash }: Core,
  base: FactBase,
  read: { supplement: readonly SupplementFact[]; serverMajor: number; unmodelled: readonly string[] },
): Catalog {
  const hashes = new Map<FactKey, string>();
  const parents = new Map<FactKey, FactKey>();
  const values = new Map<FactKey, FactValue>();
  const add = (key: FactKey, parent: FactKey | undefined, value: FactValue) => {
    hashes.set(key, contentHash(value));
    values.set(key, value);
    if (parent !== undefined) parents.set(key, parent);
  };
  for (const { key, parent, value } of comparableFacts(base, encodeId)) add(key, parent, value);
  for (const { key, parents, value } of read.supplement) {
    const parent = parents.find((candidate) => hashes.has(candidate));
    if (parent !== undefined) add(key, parent, value);
  }
  const catalog: Catalog = {
    hashes,
    serverMajor: read.serverMajor,
    unmodelled: [...new Set(read.unmodelled)],
    parentOf: (key) => parents.get(key),
    factOf: (key) => values.get(key),
    show: (key) => {
      const value = values.get(key);
      return value === undefined ? undefined : showFact(key, value);
    },
  };
  bases.set(catalog, { base, encodeId });
  return catalog;
}

/** What pg-delta read a catalog as, for planning. */
export function factBaseOf(catalog: Catalog): FactBase {
  return readAs(catalog).base;
}

/** The facts a fact needs to be there: the columns and functions a policy speaks of. */
export function neededBy(catalog: Catalog, key: FactKey): FactKey[] {
  const { base, encodeId } = readAs(catalog);
  const fact = base.getByEncoded(key);
  const edges = fact === undefined ? [] : base.outgoingEdges(fact.id);
  return edges.filter(({ kind }) => kind === 'depends').map(({ to }) => encodeId(to));
}

/** The facts that need this one to be there: the triggers a function is for. */
export function dependentsOf(catalog: Catalog, key: FactKey): FactKey[] {
  const { base, encodeId } = readAs(catalog);
  const fact = base.getByEncoded(key);
  const edges = fact === undefined ? [] : base.incomingEdges(fact.id);
  return edges.filter(({ kind }) => kind === 'depends').map(({ from }) => encodeId(from));
}

/** The same facts as SQL for a server of this major version would make them. */
export function forServer(catalog: Catalog, serverMajor: number): Catalog {
  return shareFactBase({ ...catalog, serverMajor }, catalog);
}

/** Says that one catalog is another one told differently. */
export function shareFactBase(catalog: Catalog, from: Catalog): Catalog {
  bases.set(catalog, readAs(from));
  return catalog;
}

function readAs(catalog: Catalog) {
  const read = bases.get(catalog);
  if (read === undefined) throw new Error('a catalog that readCatalog did not make');
  return read;
}
