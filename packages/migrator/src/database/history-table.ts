import { MigratorError } from '../model/errors.ts';

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

/**
 * The statements that bring the history table from `version` (0: there is none) to the newest, to be run in one
 * transaction; empty when it is there.
 */
export function upgradeHistoryStatements(version: number): string {
  const missing = HISTORY_UPGRADES.slice(version);
  if (missing.length === 0) return '';
  const comment = `COMMENT ON TABLE ${HISTORY_TABLE} IS 'migrator history, version ${HISTORY_UPGRADES.length}';`;
  return [...missing, comment, ''].join('\n');
}

/** The same as a transaction of its own; empty when there is nothing to do. */
export function upgradeHistoryText(version: number): string {
  const statements = upgradeHistoryStatements(version);
  return statements === '' ? '' : `BEGIN;\n${statements}COMMIT;\n`;
}

/**
 * An expression that gives the history table's comment; NULL where there is no table. From the catalog, because
 * to_regclass raises an error where the role may not look into the schema.
 */
export const HISTORY_COMMENT = `(SELECT coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), '')
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'migrator' AND c.relname = '__manual_migrations')`;

/**
 * The version a table comment names; 0 when there is no table (`comment` is null).
 * @throws {MigratorError} `history_unreadable`: the comment names no version, or a newer one than is known here.
 */
export function readHistoryVersion(comment: string | null): number {
  if (comment === null) return 0;
  const version = Number(/version (\d+)/.exec(comment)?.[1] ?? 0);
  if (version === 0) {
    throw new MigratorError('history_unreadable', `${HISTORY_TABLE} does not say of which version it is.`, {
      hint: `Its comment does, and may have been lost in a restore: COMMENT ON TABLE ${HISTORY_TABLE} IS 'migrator history, version 1';`,
    });
  }
  if (version > HISTORY_UPGRADES.length) {
    throw new MigratorError(
      'history_unreadable',
      `${HISTORY_TABLE} is of version ${version}, made by a newer release than this one.`,
      { hint: 'Update the packages to what the last deploy used.' },
    );
  }
  return version;
}
