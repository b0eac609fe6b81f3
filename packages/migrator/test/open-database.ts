import { openTestDatabase } from '@groundwork/local-postgres/testing';
import postgres from 'postgres';
import { onTestFinished } from 'vitest';

/** A database of its own for the running test, and a connection to look into it; `close` for who opens a hundred. */
export async function openDatabase() {
  const database = await openTestDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= sql.end().then(() => database.drop());
    return closed;
  };
  onTestFinished(close);
  return { url: database.url, sql, close };
}

/** The same URL with another port: through a proxy. */
export function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

/** Checks what every interruption must leave: a prefix of the files without a gap, each recorded file whole. */
export async function recordedFiles(sql: postgres.Sql): Promise<string[]> {
  const [found] = await sql<{ there: boolean }[]>`
    SELECT to_regclass('migrator.__manual_migrations') IS NOT NULL AS there`;
  if (found?.there !== true) return [];
  const rows = await sql<
    { filename: string }[]
  >`SELECT filename FROM migrator.__manual_migrations ORDER BY id`;
  return rows.map(({ filename }) => filename);
}

/** Tables with their one row and comment, made by `manyFiles`: the names of the files that are in effect whole. */
export async function filesInEffect(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ file: string }[]>`
    SELECT substr(c.relname, 2) || '_' || c.relname || '.sql' AS file
    FROM pg_class c
    WHERE c.relkind = 'r' AND c.relname ~ '^t[0-9]{4}$' AND obj_description(c.oid) IS NOT NULL
      AND (SELECT count(*) FROM pg_index i WHERE i.indrelid = c.oid) = 2
    ORDER BY 1`;
  return rows.map(({ file }) => file);
}

export async function countTables(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ tables: number }[]>`
    SELECT count(*)::int AS tables FROM pg_class WHERE relkind = 'r' AND relname ~ '^t[0-9]{4}$'`;
  return row?.tables ?? 0;
}
