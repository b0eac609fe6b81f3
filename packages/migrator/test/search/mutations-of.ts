import { aclOf, kindOf } from '../../src/catalog/key-parts.ts';
import { type ParsedKey, parseKey } from '../../src/catalog/parse-key.ts';
import { quoteName, quotePath } from '../../src/catalog/quote-name.ts';
import type { Catalog, FactKey } from '../../src/model/fact.ts';
import type { Mutation } from '../catalog-mutations.ts';

/** The ways an object of each kind is dropped or altered here; a superuser does it, since some are the platform's. */
const WAYS: Readonly<Record<string, (key: ParsedKey, catalog: Catalog) => Readonly<Record<string, string>>>> =
  {
    table: ({ parts }) => ({
      dropped: `DROP TABLE ${quotePath(parts)} CASCADE`,
      'security off': `ALTER TABLE ${quotePath(parts)} DISABLE ROW LEVEL SECURITY`,
      options: `ALTER TABLE ${quotePath(parts)} SET (fillfactor = 50)`,
    }),
    column: (key, catalog) => ({
      dropped: `${onTable(key)} DROP COLUMN ${nameOf(key)} CASCADE`,
      ...(catalog.factOf(key.key)?.notNull === true && key.parts[2] !== 'id'
        ? { 'takes NULL': `${onTable(key)} ALTER COLUMN ${nameOf(key)} DROP NOT NULL` }
        : {}),
    }),
    default: (key) => ({ dropped: `${onTable(key)} ALTER COLUMN ${nameOf(key)} DROP DEFAULT` }),
    constraint: (key) => ({ dropped: `${onTable(key)} DROP CONSTRAINT ${nameOf(key)} CASCADE` }),
    index: ({ parts }) => ({ dropped: `DROP INDEX ${quotePath(parts)}` }),
    policy: (key, catalog) => ({
      dropped: `DROP POLICY ${nameOf(key)} ON ${tableOf(key)}`,
      'for others': `ALTER POLICY ${nameOf(key)} ON ${tableOf(key)} TO service_role`,
      'without a condition': withoutCondition(key, catalog),
    }),
    trigger: (key) => ({
      dropped: `DROP TRIGGER ${nameOf(key)} ON ${tableOf(key)}`,
      off: `${onTable(key)} DISABLE TRIGGER ${nameOf(key)}`,
      always: `${onTable(key)} ENABLE ALWAYS TRIGGER ${nameOf(key)}`,
    }),
    function: (key) => ({
      dropped: `DROP FUNCTION ${signatureOf(key)} CASCADE`,
      'search path': `ALTER FUNCTION ${signatureOf(key)} SET search_path = public`,
      cost: `ALTER FUNCTION ${signatureOf(key)} COST 77`,
    }),
    acl: (key, catalog) => {
      const acl = aclOf(key.key);
      if (acl === undefined || key.target === undefined || acl.column !== undefined) return {};
      const grantee = acl.grantee === 'PUBLIC' ? 'PUBLIC' : quoteName(acl.grantee);
      const privileges = catalog.factOf(key.key)?.privileges;
      // Some facts say that nothing is granted.
      if (Array.isArray(privileges) && privileges.length === 0)
        return { granted: `GRANT ALL ON ${objectOf(key.target)} TO ${grantee}` };
      return { revoked: `REVOKE ALL ON ${objectOf(key.target)} FROM ${grantee}` };
    },
  };

/** Every object among the keys, altered or dropped in turn. */
export function mutationsOf(catalog: Catalog, keys: Iterable<FactKey>): Mutation[] {
  return [...keys].sort().flatMap((key) => {
    if (!catalog.hashes.has(key)) return [];
    const parsed = parseKey(key);
    const ways = WAYS[kindOf(key)]?.(parsed, catalog) ?? {};
    return Object.entries(ways).map(([way, sql]) => ({
      name: `${key}: ${way}`,
      sql,
      admin: true as const,
    }));
  });
}

/** As drizzle-kit push leaves it. */
function withoutCondition(key: ParsedKey, catalog: Catalog): string {
  const { cmd, roles } = catalog.factOf(key.key) ?? {};
  const words: Readonly<Record<string, string>> = {
    r: 'SELECT',
    a: 'INSERT',
    w: 'UPDATE',
    d: 'DELETE',
    '*': 'ALL',
  };
  const to = Array.isArray(roles) ? roles.map(String).map(quoteName) : ['PUBLIC'];
  const made = `CREATE POLICY ${nameOf(key)} ON ${tableOf(key)} FOR ${words[String(cmd)]} TO ${to.join(', ')}`;
  return `DROP POLICY ${nameOf(key)} ON ${tableOf(key)}; ${made}`;
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
  return key.kind === 'function' ? `FUNCTION ${signatureOf(key)}` : `TABLE ${quotePath(key.parts)}`;
}
