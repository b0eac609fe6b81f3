import type { Session } from '../model/ports.ts';

/** A column by what it is, whatever it is called. */
export interface ColumnPlace {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** The type whatever it is called. */
  readonly typeId: string;
}

/** The columns of all tables that hold rows, by `oid.number`, which no rename changes. */
export type Columns = ReadonlyMap<string, ColumnPlace>;

/** Reads them, in one round trip. Views and materialized views hold nothing of their own. */
export async function readColumns(session: Session): Promise<Columns> {
  const [rows = []] = await session.run(`SELECT a.attrelid::text || '.' || a.attnum AS place,
  n.nspname::text AS schema, c.relname::text AS "table", a.attname::text AS "column",
  pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.atttypid || '.' || a.atttypmod AS type_id
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'migrator')
ORDER BY a.attrelid, a.attnum`);
  return new Map(
    rows.map((row) => [
      String(row.place),
      {
        schema: String(row.schema),
        table: String(row.table),
        column: String(row.column),
        type: String(row.type),
        typeId: String(row.type_id),
      },
    ]),
  );
}
