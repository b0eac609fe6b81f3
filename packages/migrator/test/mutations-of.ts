import { aclOf, kindOf } from '../src/catalog/key-parts.ts';
import { type ParsedKey, parseKey } from '../src/catalog/parse-key.ts';
import { quoteName, quotePath } from '../src/catalog/quote-name.ts';
import type { Catalog, FactKey } from '../src/model/fact.ts';
import type { Mutation } from './catalog-mutations.ts';

/** The ways an object of each kind is dropped or altered here; a superuser does it, since some are the platform's. */
const WAYS: Readonly<Record<string, (key: ParsedKey, catalog: Catalog) => Readonly<Record<string, string>>>> =
  {
    schema: ({ parts }) => ({ dropped: `DROP SCHEMA ${quotePath(parts)} CASCADE` }),
    table: ({ parts }) => ({
      dropped: `DROP TABLE ${quotePath(parts)} CASCADE`,
      'open to all': `ALTER TABLE ${quotePath(parts)} DISABLE ROW LEVEL SECURITY`,
      unlogged: `ALTER TABLE ${quotePath(parts)} SET (fillfactor = 50)`,
    }),
    column: (key) => ({ dropped: `${onTable(key)} DROP COLUMN ${nameOf(key)} CASCADE` }),
    default: (key) => ({ dropped: `${onTable(key)} ALTER COLUMN ${nameOf(key)} DROP DEFAULT` }),
    constraint: (key) => ({ dropped: `${onTable(key)} DROP CONSTRAINT ${nameOf(key)} CASCADE` }),
    index: ({ parts }) => ({ dropped: `DROP INDEX ${quotePath(parts)}` }),
    policy: (key) => ({
      dropped: `DROP POLICY ${nameOf(key)} ON ${tableOf(key)}`,
      'for others': `ALTER POLICY ${nameOf(key)} ON ${tableOf(key)} TO service_role`,
    }),
    trigger: (key) => ({
      dropped: `DROP TRIGGER ${nameOf(key)} ON ${tableOf(key)}`,
      off: `${onTable(key)} DISABLE TRIGGER ${nameOf(key)}`,
      always: `${onTable(key)} ENABLE ALWAYS TRIGGER ${nameOf(key)}`,
    }),
    rule: (key) => ({ dropped: `DROP RULE ${nameOf(key)} ON ${tableOf(key)}` }),
    function: (key) => ({
      dropped: `DROP FUNCTION ${signatureOf(key)} CASCADE`,
      'search path': `ALTER FUNCTION ${signatureOf(key)} SET search_path = public`,
      leakproof: `ALTER FUNCTION ${signatureOf(key)} COST 77`,
    }),
    view: ({ parts }) => ({ dropped: `DROP VIEW ${quotePath(parts)}` }),
    materializedView: ({ parts }) => ({ dropped: `DROP MATERIALIZED VIEW ${quotePath(parts)}` }),
    sequence: ({ parts }) => ({ altered: `ALTER SEQUENCE ${quotePath(parts)} INCREMENT 3` }),
    type: ({ parts }) => ({ dropped: `DROP TYPE ${quotePath(parts)} CASCADE` }),
    domain: ({ parts }) => ({ dropped: `DROP DOMAIN ${quotePath(parts)} CASCADE` }),
    comment: ({ target }) => (target === undefined ? {} : { gone: `COMMENT ON ${objectOf(target)} IS NULL` }),
    acl: (key) => {
      const acl = aclOf(key.key);
      if (acl === undefined || key.target === undefined || acl.column !== undefined) return {};
      const grantee = acl.grantee === 'PUBLIC' ? 'PUBLIC' : quoteName(acl.grantee);
      return { revoked: `REVOKE ALL ON ${objectOf(key.target)} FROM ${grantee}` };
    },
  };

/** Every object among the keys, altered or dropped in turn. */
export function mutationsOf(catalog: Catalog, keys: Iterable<FactKey>): Mutation[] {
  return [...keys].sort().flatMap((key) => {
    if (!catalog.hashes.has(key)) return [];
    const ways = WAYS[kindOf(key)]?.(parseKey(key), catalog) ?? {};
    return Object.entries(ways).map(([way, sql]): Mutation => ({ name: `${key}: ${way}`, sql, admin: true }));
  });
}

function tableOf({ parts }: ParsedKey): string {
  return quotePath(parts.slice(0, 2));
}

function nameOf({ parts }: ParsedKey): string {
  return quoteName(parts[2] ?? '');
}

function onTable(key: ParsedKey): string {
  return `ALTER TABLE ${tableOf(key)}`;
}

function signatureOf({ parts, args }: ParsedKey): string {
  return `${quotePath(parts)}(${(args ?? []).join(', ')})`;
}

function objectOf(key: ParsedKey): string {
  switch (key.kind) {
    case 'function':
      return `FUNCTION ${signatureOf(key)}`;
    case 'column':
      return `COLUMN ${quotePath(key.parts)}`;
    case 'materializedView':
      return `TABLE ${quotePath(key.parts)}`;
    case 'trigger':
    case 'policy':
      return `${key.kind.toUpperCase()} ${nameOf(key)} ON ${tableOf(key)}`;
    default:
      return `${key.kind === 'view' ? 'TABLE' : key.kind.toUpperCase()} ${quotePath(key.parts)}`;
  }
}
