import type { FactAttribute, FactValue } from '../model/fact.ts';
import type { DependencyEdge, Fact, FactBase, StableId } from './pg-delta.ts';

/** The schema of our own history: never part of what is compared. */
const OWN_SCHEMA = 'migrator';

/**
 * The facts of a database that mean the same in every database, with the value they are compared by. Gone are members of
 * extensions and what hangs on them (they follow the extension's version), our own schema, and what an owner may do with
 * what he owns (he may do all of it anyway, and owners are not compared).
 */
export function* comparableFacts(base: FactBase, encodeId: (id: StableId) => string) {
  const members = new Set<string>();
  const owners = new Map<string, string>();
  for (const edge of base.edges) {
    if (edge.kind === 'memberOfExtension') members.add(encodeId(edge.from));
    const owner = ownerOf(edge);
    if (owner !== undefined) owners.set(encodeId(edge.from), owner);
  }
  for (const fact of base.facts()) {
    const key = encodeId(fact.id);
    if (schemaOf(fact.id) === OWN_SCHEMA || belongsToExtension(fact, key)) continue;
    if (isNotNull(fact) || isOwnRight(fact, (target) => owners.get(encodeId(target)))) continue;
    const parent = fact.parent === undefined ? undefined : encodeId(fact.parent);
    yield { key, parent, value: comparableValue(fact) };
  }

  function belongsToExtension(fact: Fact, key: string): boolean {
    if (members.has(key)) return true;
    const parent = fact.parent === undefined ? undefined : base.get(fact.parent);
    if (parent === undefined) return false;
    // A schema an extension made may hold what is ours; its comment and grants are the extension's.
    if (parent.id.kind === 'schema' && !('target' in fact.id)) return false;
    return belongsToExtension(parent, encodeId(parent.id));
  }
}

function ownerOf(edge: DependencyEdge): string | undefined {
  return edge.kind === 'owner' && edge.to.kind === 'role' ? edge.to.name : undefined;
}

/** Newer servers list NOT NULL as a constraint too, under a name nobody gave; the domain or column says it itself. */
function isNotNull({ id, payload }: Fact): boolean {
  return id.kind === 'constraint' && payload.type === 'n';
}

function isOwnRight({ id, payload }: Fact, ownerOfObject: (id: StableId) => string | undefined): boolean {
  // For one schema they add nothing: Postgres gives an owner his rights beside them.
  if (id.kind === 'defaultPrivilege') return id.schema !== null && id.role === id.grantee;
  if (id.kind !== 'acl') return false;
  return '_ownerDefault' in payload || ownerOfObject(id.target) === id.grantee;
}

/** The schema an object lies in, or is. */
function schemaOf(id: StableId): string | null | undefined {
  if (id.kind === 'schema') return id.name;
  if ('target' in id) return schemaOf(id.target);
  return 'schema' in id ? id.schema : undefined;
}

/**
 * MAINTAIN came with Postgres 17: a database older than that, or moved up from there, lacks it in every GRANT ALL. Granted
 * alone it is meant, and stays.
 */
function comparableValue({ id, payload }: Fact): FactValue {
  if (id.kind !== 'acl' && id.kind !== 'defaultPrivilege') return payload;
  const privileges = withoutMaintain(payload.privileges);
  if (privileges.length === 0) return payload;
  return { ...payload, privileges, grantable: withoutMaintain(payload.grantable) };
}

function withoutMaintain(privileges: FactAttribute): FactAttribute[] {
  return Array.isArray(privileges) ? privileges.filter((privilege) => privilege !== 'MAINTAIN') : [];
}
