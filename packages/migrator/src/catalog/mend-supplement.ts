import type { Catalog, FactKey } from '../model/fact.ts';
import { kindOf, onTable } from './key-parts.ts';
import { quoteAlways, quotePathAlways } from './quote-name.ts';

/**
 * SQL for a fact of the supplement; undefined for any other, and where an index should be invalid or a foreign key
 * unchecked.
 */
export function mendSupplement(expected: Catalog, found: Catalog, key: FactKey): string | undefined {
  const place = onTable(key);
  if (place === undefined) return undefined;
  const table = quotePathAlways([place.schema, place.table]);
  const name = quoteAlways(place.name);
  switch (kindOf(key)) {
    case 'constraintTriggers': {
      if (expected.hashes.has(key)) return undefined;
      // Switching them on again takes a superuser, and would not look at the rows that came in meanwhile.
      const constraint = `constraint:${key.slice(key.indexOf(':') + 1)}`;
      const definition = (expected.factOf(constraint) ?? found.factOf(constraint))?.def;
      if (definition === undefined) return undefined;
      return `ALTER TABLE ${table} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} ${definition}`;
    }
    case 'constraintIndex':
      if (expected.hashes.has(key)) return undefined;
      return `REINDEX INDEX ${quotePathAlways([place.schema, place.name])}`;
    case 'columnStorage': {
      const [wanted, there] = [expected.factOf(key), found.factOf(key)];
      const storage = wanted?.storage ?? wanted?._usual ?? there?._usual;
      return [
        `ALTER TABLE ${table} ALTER COLUMN ${name} SET STORAGE ${STORAGE[String(storage)] ?? 'EXTENDED'}`,
        `ALTER COLUMN ${name} SET COMPRESSION ${COMPRESSION[String(wanted?.compression)] ?? 'default'}`,
      ].join(', ');
    }
    default:
      return undefined;
  }
}

const STORAGE: Readonly<Record<string, string>> = { p: 'PLAIN', e: 'EXTERNAL', m: 'MAIN', x: 'EXTENDED' };

const COMPRESSION: Readonly<Record<string, string>> = { p: 'pglz', l: 'lz4' };
