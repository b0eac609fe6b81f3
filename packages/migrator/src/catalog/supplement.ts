import type { FactKey, FactValue } from '../model/fact.ts';
import type { Row, Session } from '../model/ports.ts';
import { formatKey } from './parse-key.ts';

/** A fact pg-delta does not see. Only what is not as usual is one: elsewhere it is absent. */
export interface SupplementFact {
  readonly key: FactKey;
  /** Candidates, nearest first: a constraint a partition inherits is no fact, its table is one. */
  readonly parents: readonly FactKey[];
  readonly value: FactValue;
}

/**
 * Triggers behind a constraint that are not enabled (`DISABLE TRIGGER ALL`: a foreign key that no longer holds), indexes
 * behind a constraint that are not valid, and columns stored in another way than their type wants.
 */
const SUPPLEMENT = `
SELECT 'constraintTriggers' AS kind, n.nspname AS schema, c.relname AS "table", con.conname AS name,
       pg_catalog.json_build_object('state', (
         SELECT pg_catalog.json_agg(DISTINCT tn.nspname || '.' || tc.relname || ' ' || t.tgenabled::text)
         FROM pg_catalog.pg_trigger t
         JOIN pg_catalog.pg_class tc ON tc.oid = t.tgrelid
         JOIN pg_catalog.pg_namespace tn ON tn.oid = tc.relnamespace
         WHERE t.tgconstraint = con.oid AND t.tgisinternal AND t.tgenabled <> 'O')) AS value
FROM pg_catalog.pg_constraint con
JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE EXISTS (SELECT FROM pg_catalog.pg_trigger t
              WHERE t.tgconstraint = con.oid AND t.tgisinternal AND t.tgenabled <> 'O')
UNION ALL
SELECT 'constraintIndex', n.nspname, c.relname, con.conname,
       pg_catalog.json_build_object('valid', i.indisvalid, 'ready', i.indisready, 'live', i.indislive)
FROM pg_catalog.pg_constraint con
JOIN pg_catalog.pg_index i ON i.indexrelid = con.conindid
JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid AND ic.relkind = 'i'
JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE con.contype IN ('p', 'u', 'x') AND NOT (i.indisvalid AND i.indisready AND i.indislive)
UNION ALL
SELECT 'columnStorage', n.nspname, c.relname, a.attname,
       pg_catalog.json_build_object('storage', nullif(a.attstorage, t.typstorage), '_usual', t.typstorage,
                                    'compression', nullif(a.attcompression, ''))
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
WHERE a.attnum > 0 AND NOT a.attisdropped AND (a.attstorage <> t.typstorage OR a.attcompression <> '')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'`;

/** Reads them, in one round trip. */
export async function readSupplement(session: Session): Promise<SupplementFact[]> {
  return (await session.query(SUPPLEMENT)).map(readFact);
}

function readFact(row: Row): SupplementFact {
  const kind = String(row.kind);
  const names = [String(row.schema), String(row.table)];
  const named = [...names, String(row.name)];
  return {
    key: formatKey(kind, named),
    parents: [
      formatKey(kind === 'columnStorage' ? 'column' : 'constraint', named),
      formatKey('table', names),
    ],
    value: isValue(row.value) ? row.value : {},
  };
}

function isValue(value: unknown): value is FactValue {
  return typeof value === 'object' && value !== null;
}
