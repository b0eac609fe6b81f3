import { isDeepStrictEqual } from 'node:util';
import type { Catalog, FactKey, FactRename, FactValue } from '../model/fact.ts';
import { shareFactBase } from './build-catalog.ts';
import { describeKey } from './describe-key.ts';
import { formatKey, parseKey } from './parse-key.ts';
import { quoteAlways, quotePathAlways } from './quote-name.ts';

/** A catalog in which objects have the names the files give them, and those that have another one. */
export interface AlignedCatalog {
  readonly catalog: Catalog;
  readonly renames: readonly FactRename[];
}

/**
 * Constraints, indexes and owned sequences get their name from their table, and keep it when the table is renamed: the
 * same history leaves `a_pkey` in one database and `b_pkey` in another. So one that is the same but for its name counts
 * as the expected one, if on its table one such is expected and one is found. A name in `touched` is no alias: the files
 * know it, and finding it says how far they got.
 *
 * @param touched what the files touch; only these are aligned.
 */
export function alignNames(expected: Catalog, found: Catalog, touched: ReadonlySet<FactKey>): AlignedCatalog {
  const renames = [
    ...renamedObjects(expected, found, touched),
    ...renamedIdentities(expected, found, touched),
  ];
  if (renames.length === 0) return { catalog: found, renames };
  const names = new Map(renames.map(({ from, to }) => [from, to]));
  const sources = new Map<FactKey, FactKey>();
  const hashes = new Map<FactKey, string>();
  for (const [key, hash] of found.hashes) {
    const aligned = alignKey(key, found.parentOf(key), names);
    sources.set(aligned, key);
    hashes.set(aligned, isSameButForNames(aligned, key) ? (expected.hashes.get(aligned) ?? hash) : hash);
  }
  const catalog: Catalog = {
    ...found,
    hashes,
    parentOf: (key) => {
      const parent = found.parentOf(sources.get(key) ?? key);
      return parent === undefined ? undefined : (names.get(parent) ?? parent);
    },
    factOf: (key) => (hashes.has(key) ? found.factOf(sources.get(key) ?? key) : undefined),
    show: (key) => (hashes.has(key) ? found.show(sources.get(key) ?? key) : undefined),
  };
  return { catalog: shareFactBase(catalog, found), renames };

  function isSameButForNames(aligned: FactKey, key: FactKey): boolean {
    if (names.has(key)) return true;
    const [wanted, there] = [expected.factOf(aligned), found.factOf(key)];
    if (wanted === undefined || there === undefined) return false;
    if (key.startsWith('column:'))
      return renames.some(({ from }) => from === identityOf(there)) && sameIdentity(wanted, there);
    return key.startsWith('default:') && names.get(sequenceOf(there) ?? '') === sequenceOf(wanted);
  }
}

function* renamedObjects(
  expected: Catalog,
  found: Catalog,
  touched: ReadonlySet<FactKey>,
): Iterable<FactRename> {
  const wanted = groupByIdentity(expected, touched, (key) => !found.hashes.has(key));
  if (wanted.size === 0) return;
  const there = groupByIdentity(
    found,
    found.hashes.keys(),
    (key) => !expected.hashes.has(key) && !touched.has(key),
  );
  for (const [identity, [to, ...others]] of wanted) {
    const [from, ...more] = there.get(identity) ?? [];
    if (to === undefined || from === undefined || others.length + more.length > 0) continue;
    yield { from, to, object: describeKey(from), sql: renameSql(from, to, found.parentOf(from)) };
  }
}

function groupByIdentity(catalog: Catalog, keys: Iterable<FactKey>, isCandidate: (key: FactKey) => boolean) {
  const groups = new Map<string, FactKey[]>();
  for (const key of keys) {
    const identity = isCandidate(key) ? namelessIdentity(catalog, key) : undefined;
    if (identity === undefined) continue;
    const group = groups.get(identity) ?? [];
    group.push(key);
    groups.set(identity, group);
  }
  return groups;
}

/** What two objects have in common that differ in their name alone; undefined for what has no other name. */
function namelessIdentity(catalog: Catalog, key: FactKey): string | undefined {
  const value = catalog.factOf(key);
  if (value === undefined) return undefined;
  const hash = catalog.hashes.get(key);
  if (key.startsWith('constraint:')) return `constraint ${catalog.parentOf(key)} ${hash}`;
  if (key.startsWith('sequence:')) return value.ownedBy == null ? undefined : `sequence ${hash}`;
  if (!key.startsWith('index:')) return undefined;
  const definition = String(value.def).replace(/^(CREATE (?:UNIQUE )?INDEX )(?:"(?:[^"]|"")*"|\S+)/, '$1');
  return `index ${catalog.parentOf(key)} ${value.valid} ${definition}`;
}

/** The sequence of an identity column is part of the column. */
function* renamedIdentities(
  expected: Catalog,
  found: Catalog,
  touched: ReadonlySet<FactKey>,
): Iterable<FactRename> {
  for (const key of touched) {
    if (!key.startsWith('column:') || expected.hashes.get(key) === found.hashes.get(key)) continue;
    const [wanted, there] = [expected.factOf(key), found.factOf(key)];
    if (wanted === undefined || there === undefined || !sameIdentity(wanted, there)) continue;
    const [from, to] = [identityOf(there), identityOf(wanted)];
    if (from === undefined || to === undefined) continue;
    yield { from, to, object: describeKey(from), sql: renameSql(from, to, undefined) };
  }
}

/** True when two identity columns differ in the name of their sequence alone. */
function sameIdentity(a: FactValue, b: FactValue): boolean {
  return isDeepStrictEqual(nameless(a), nameless(b));

  function nameless({ identity, _position, ...rest }: FactValue) {
    if (typeof identity !== 'object' || identity === null || Array.isArray(identity))
      return { ...rest, identity };
    return { ...rest, identity: { ...identity, sequence: null } };
  }
}

function identityOf({ identity }: FactValue): FactKey | undefined {
  if (typeof identity !== 'object' || identity === null || Array.isArray(identity)) return undefined;
  const { sequence } = identity;
  if (typeof sequence !== 'object' || sequence === null || Array.isArray(sequence)) return undefined;
  return formatKey('sequence', [String(sequence.schema), String(sequence.name)]);
}

/** The sequence a default takes its values from, when it does nothing else. */
function sequenceOf({ expr }: FactValue): FactKey | undefined {
  const name = /^nextval\('((?:[^']|'')+)'::regclass\)$/.exec(String(expr))?.[1]?.replaceAll("''", "'");
  return name === undefined ? undefined : formatKey('sequence', parseKey(`sequence:${name}`).parts);
}

function alignKey(key: FactKey, parent: FactKey | undefined, names: ReadonlyMap<FactKey, FactKey>): FactKey {
  const own = names.get(key);
  if (own !== undefined) return own;
  const to = parent === undefined ? undefined : names.get(parent);
  if (parent === undefined || to === undefined) return key;
  if (key.includes(`(${parent})`)) return key.replace(`(${parent})`, () => `(${to})`);
  return formatKey(parseKey(key).kind, parseKey(to).parts);
}

function renameSql(from: FactKey, to: FactKey, parent: FactKey | undefined): string {
  const { kind, parts } = parseKey(from);
  const name = quoteAlways(parseKey(to).parts.at(-1) ?? '');
  if (kind !== 'constraint') return `ALTER ${kind.toUpperCase()} ${quotePathAlways(parts)} RENAME TO ${name}`;
  const owner = parent?.startsWith('domain:') ? 'DOMAIN' : 'TABLE';
  const [schema = '', table = '', constraint = ''] = parts;
  return `ALTER ${owner} ${quotePathAlways([schema, table])} RENAME CONSTRAINT ${quoteAlways(constraint)} TO ${name}`;
}
