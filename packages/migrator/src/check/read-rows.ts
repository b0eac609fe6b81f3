import { quoteLiteral } from '../database/quote.ts';
import type { Session } from '../model/ports.ts';

/** Rows of one table, told without showing any: how many, and a number that changes when one of them does. */
export interface RowDigest {
  readonly rows: number;
  readonly digest: string;
}

/** A table whose rows are not what they were. */
export interface RowChange {
  /** Quoted and qualified. */
  readonly table: string;
  readonly before: number;
  readonly after: number;
}

const TABLES = `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'migrator') AND n.nspname !~ '^pg_'
  AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
ORDER BY 1`;

/** The tables that have rows, by name; two messages, whatever their number. */
export async function readRows(session: Session): Promise<ReadonlyMap<string, RowDigest>> {
  const [tables = []] = await session.run(TABLES);
  if (tables.length === 0) return new Map();
  const digests = tables.map(({ name }) => {
    const table = String(name);
    return `SELECT ${quoteLiteral(table)} AS name, pg_catalog.count(*)::text AS rows,
pg_catalog.sum(pg_catalog.hashtextextended("migrator row"::text, 0)::numeric)::text AS digest
FROM ${table} AS "migrator row"`;
  });
  const [found = []] = await session.run(digests.join('\nUNION ALL\n'));
  return new Map(
    found
      .filter(({ rows }) => rows !== '0')
      .map(({ name, rows, digest }) => [String(name), { rows: Number(rows), digest: String(digest) }]),
  );
}

/** The tables that are not the same in both. */
export function rowChanges(
  before: ReadonlyMap<string, RowDigest>,
  after: ReadonlyMap<string, RowDigest>,
): readonly RowChange[] {
  const tables = [...new Set([...before.keys(), ...after.keys()])].sort();
  return tables
    .filter((table) => before.get(table)?.digest !== after.get(table)?.digest)
    .map((table) => ({
      table,
      before: before.get(table)?.rows ?? 0,
      after: after.get(table)?.rows ?? 0,
    }));
}
