import type { OldHistoryState } from '../model/history.ts';

/** Where the runner this one replaces kept its history: id, filename, executed_at. */
export const OLD_HISTORY = 'public.__manual_migrations';

/** An expression that gives the state of the old table, or NULL where there is none. */
export const OLD_HISTORY_STATE = `(SELECT CASE
    WHEN (SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
      AND a.attname IN ('id', 'filename', 'executed_at')) < 3 THEN 'unknown'
    WHEN pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT') THEN 'readable'
    ELSE 'forbidden' END
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relname = '__manual_migrations')`;

export function readOldHistoryState(value: unknown): OldHistoryState {
  return value === 'readable' || value === 'forbidden' || value === 'unknown' ? value : 'none';
}
