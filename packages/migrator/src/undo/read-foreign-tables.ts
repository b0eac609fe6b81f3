import type { Session } from '../model/ports.ts';
import type { ForeignTables } from './leave-platform-tables.ts';

/** Supabase's own, whoever asks: the shadow's role may be more than the one of the target. */
const PLATFORM_SCHEMAS: ReadonlySet<string> = new Set(['auth', 'storage', 'realtime']);

/** The tables the session's role does not own, and the platform's. @param beside Others. */
export async function readForeignTables(
  session: Session,
  beside: ForeignTables = () => false,
): Promise<ForeignTables> {
  const [rows = []] = await session.run(`SELECT n.nspname::text AS schema, c.relname::text AS "table"
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')`);
  const foreign = new Set(rows.map((row) => `${row.schema}.${row.table}`));
  return (place) =>
    PLATFORM_SCHEMAS.has(place.schema) || foreign.has(`${place.schema}.${place.table}`) || beside(place);
}
