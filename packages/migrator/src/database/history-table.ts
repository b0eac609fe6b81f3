/** The schema and table that hold the history. The table's name is what the runner this one replaces used. */
export const HISTORY_TABLE = 'migrator.__manual_migrations';

/**
 * The statements that bring the history table from version n to n + 1, oldest first; a new column is a new entry.
 * The version stands in the table's comment, so that reading it costs no query of its own.
 */
export const HISTORY_UPGRADES: readonly string[] = [
  `CREATE SCHEMA IF NOT EXISTS migrator;
CREATE TABLE ${HISTORY_TABLE} (
  id serial PRIMARY KEY,
  filename varchar(255) UNIQUE NOT NULL,
  executed_at timestamptz DEFAULT pg_catalog.now(),
  checksum text,
  outcome text NOT NULL DEFAULT 'applied'
    CHECK (outcome IN ('applied', 'adopted', 'completed', 'imported', 'in_progress')),
  statements integer,
  statements_done integer,
  batch integer,
  duration_ms integer,
  executed_by text,
  evidence jsonb
);
-- Default privileges may have granted the new table to the API roles: take it from everybody but its owner.
REVOKE ALL ON SCHEMA migrator FROM PUBLIC;
REVOKE ALL ON ${HISTORY_TABLE} FROM PUBLIC;
DO $migrator$
DECLARE api_role text;
BEGIN
  FOR api_role IN SELECT rolname FROM pg_catalog.pg_roles WHERE rolname IN ('anon', 'authenticated', 'service_role') LOOP
    EXECUTE pg_catalog.format('REVOKE ALL ON SCHEMA migrator FROM %I', api_role);
    EXECUTE pg_catalog.format('REVOKE ALL ON ALL TABLES IN SCHEMA migrator FROM %I', api_role);
    EXECUTE pg_catalog.format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA migrator FROM %I', api_role);
  END LOOP;
END
$migrator$;`,
];

/** The SQL that brings the history table from `version` (0: there is none) to the newest; empty when it is there. */
export function upgradeHistoryText(version: number): string {
  const missing = HISTORY_UPGRADES.slice(version);
  if (missing.length === 0) return '';
  const comment = `COMMENT ON TABLE ${HISTORY_TABLE} IS 'migrator history, version ${HISTORY_UPGRADES.length}';`;
  return ['BEGIN;', ...missing, comment, 'COMMIT;', ''].join('\n');
}

/** The version a table comment names; 0 when there is none. */
export function readHistoryVersion(comment: string | null): number {
  return Number(/version (\d+)/.exec(comment ?? '')?.[1] ?? 0);
}
