import type { FactKey } from '../model/fact.ts';
import type { Touch } from '../model/shadow.ts';
import { kindOf, onTable } from './key-parts.ts';
import { type ParsedKey, parseKey } from './parse-key.ts';
import { quoteName, quotePath } from './quote-name.ts';

/** The object with a name of its own that a fact is about. */
export interface OwnerObject {
  /** `table` for whatever hangs on a table, view or domain; else the fact's own kind: `function`, `type`, `schema`, … */
  readonly kind: string;
  readonly schema: string | undefined;
  readonly name: string;
  /** Types of its arguments, for a function. */
  readonly args: readonly string[] | undefined;
}

/** The table a column, policy or trigger stands on, the object a comment or grant is for, or the object itself. */
export function ownerObject(key: FactKey): OwnerObject {
  const parsed = parseKey(key);
  if (parsed.target !== undefined) return ownerObject(parsed.target.key);
  const table = onTable(key);
  if (table !== undefined) return { kind: 'table', schema: table.schema, name: table.table, args: undefined };
  const [first = '', second] = parsed.parts;
  if (parsed.kind === 'typeAttribute')
    return { kind: 'type', schema: first, name: second ?? '', args: undefined };
  if (WITHOUT_SCHEMA.has(parsed.kind) || second === undefined) {
    return { kind: parsed.kind, schema: undefined, name: first, args: undefined };
  }
  return { kind: parsed.kind, schema: first, name: second, args: parsed.args };
}

/** Their second name is no name inside a schema. */
const WITHOUT_SCHEMA = new Set([
  'publicationRel',
  'publicationSchema',
  'membership',
  'userMapping',
  'defaultPrivilege',
]);

/**
 * Whether a statement that touched this may have changed the fact: the fact's own object, or one it hangs on. GRANT and
 * REVOKE name no object in the log, so a grant is only matched by what made or dropped its object.
 *
 * @param parentOf of a catalog that has the fact.
 */
export function matchesTouch(
  key: FactKey,
  touch: Touch,
  parentOf: (key: FactKey) => FactKey | undefined,
): boolean {
  if (key.startsWith('defaultPrivilege:')) return touch.tag === 'ALTER DEFAULT PRIVILEGES';
  const named = touchIdentities(touch);
  return mayConcern(key, touch) && factIdentities(key, parentOf).some((identity) => named.includes(identity));
}

/** The names an event trigger may give a fact's object and what it hangs on, nearest first; to be compared as they are. */
export function factIdentities(key: FactKey, parentOf: (key: FactKey) => FactKey | undefined): string[] {
  return [key, ...ancestorsOf(key, parentOf).filter((above) => !above.startsWith('schema:'))]
    .flatMap((one) => identitiesOf(parseKey(one)))
    .map(plainIdentity);
}

/** What a touch names, now and before, to be compared with those. */
export function touchIdentities({ identity, was }: Touch): string[] {
  return [identity, was].flatMap((name) => (name === undefined ? [] : [plainIdentity(name)]));
}

/** False where the statement's text says that it is about other columns, constraints or objects. */
export function mayConcern(key: FactKey, { names }: Pick<Touch, 'names'>): boolean {
  if (names === undefined) return true;
  return names.includes(kindOf(key) === 'acl' ? ownerObject(key).name : partName(parseKey(key)));
}

/** The column, constraint, policy, … a fact is, or is about; empty for what is no part of a table. */
function partName({ key, target }: ParsedKey): string {
  return target === undefined ? (onTable(key)?.name ?? '') : partName(target);
}

/** How an event trigger may name the fact's object, nearest first. */
function identitiesOf(key: ParsedKey): string[] {
  const [first = '', second = '', third = ''] = key.parts;
  if (key.target !== undefined) {
    const column = key.kind === 'acl' ? second : '';
    const target = identitiesOf(key.target);
    return column === '' ? target : [quotePath([...key.target.parts, column]), ...target];
  }
  const table = quotePath([first, second]);
  switch (key.kind) {
    case 'default':
      return [`for ${quotePath(key.parts)}`, quotePath(key.parts), table];
    case 'column':
    case 'columnStorage':
      return [quotePath(key.parts), table];
    case 'constraint':
    case 'constraintTriggers':
    case 'constraintIndex':
    case 'trigger':
    case 'rule':
    case 'policy':
      return [`${quoteName(third)} on ${table}`, table];
    case 'typeAttribute':
      return [table];
    case 'publicationRel':
      return [`${quotePath([second, third])} in publication ${quoteName(first)}`, quoteName(first)];
    case 'publicationSchema':
      return [`${quoteName(second)} in publication ${quoteName(first)}`, quoteName(first)];
    case 'function':
    case 'procedure':
    case 'aggregate':
      return [`${table}(${(key.args ?? []).join(',')})`];
    default:
      return [quotePath(key.parts)];
  }
}

/** Postgres quotes keywords too, and says where its own types lie. */
function plainIdentity(identity: string): string {
  return identity
    .replaceAll(/"([a-z_][a-z0-9_$]*)"/g, '$1')
    .replaceAll(/\bpg_catalog\./g, '')
    .replaceAll(', ', ',');
}

/** The keys a fact hangs on, nearest first: a comment on a column, its column, its table, its schema. */
export function ancestorsOf(key: FactKey, parentOf: (key: FactKey) => FactKey | undefined): FactKey[] {
  const parent = parentOf(key);
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent, parentOf)];
}
