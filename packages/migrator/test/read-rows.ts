/** A row by column; a sequence has one, with its position. */
export type Row = Readonly<Record<string, unknown>>;

/** All rows of the tables that are not the server's nor ours, by `schema.table`, and the position of the sequences. */
export interface Rows {
  readonly tables: ReadonlyMap<string, readonly Row[]>;
  readonly sequences: ReadonlyMap<string, number>;
}

const RELATIONS = `
  SELECT n.nspname || '.' || c.relname AS name, pg_catalog.format('%I.%I', n.nspname, c.relname) AS quoted,
    c.relkind = 'S' AS "isSequence"
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm', 'S') AND (c.relkind <> 'm' OR c.relispopulated)
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'migrator')`;

/** Sends one query: postgres.js, or something like it. */
export interface Reader {
  unsafe(text: string): PromiseLike<readonly Row[]>;
}

/** @param sql as a superuser: row level security hides nothing from it. */
export async function readRows(sql: Reader): Promise<Rows> {
  const relations = (await sql.unsafe(RELATIONS)).map(({ name, quoted, isSequence }) => ({
    name: String(name),
    quoted: String(quoted),
    isSequence: isSequence === true,
  }));
  if (relations.length === 0) return { tables: new Map(), sequences: new Map() };
  const found = (
    await sql.unsafe(
      relations
        .map(({ name, quoted, isSequence }) => {
          const row = isSequence ? `to_jsonb(s.last_value)` : `to_jsonb(s)`;
          return `SELECT '${name.replaceAll("'", "''")}' AS name,
          (SELECT coalesce(jsonb_agg(${row} ORDER BY ${row}::text), '[]') FROM ONLY ${quoted} s) AS rows`;
        })
        .join(' UNION ALL '),
    )
  ).map(({ name, rows }) => ({ name: String(name), rows: asRows(rows) }));
  const sequences = new Set(relations.flatMap(({ name, isSequence }) => (isSequence ? [name] : [])));
  return {
    tables: new Map(found.filter(({ name }) => !sequences.has(name)).map(({ name, rows }) => [name, rows])),
    sequences: new Map(
      found.filter(({ name }) => sequences.has(name)).map(({ name, rows }) => [name, Number(rows[0])]),
    ),
  };
}

function asRows(rows: unknown): readonly Row[] {
  return Array.isArray(rows) ? rows : [];
}

/**
 * What is not as it was, a line a table: rows lost or more, values changed. A column more is none; nor is a table more
 * that is empty.
 * @param expected Tables that change, with the rows they must have; null: the table must be gone.
 */
export function changedRows(
  before: Rows,
  after: Rows,
  expected: Readonly<Record<string, readonly Row[] | null>> = {},
): string[] {
  const changes: string[] = [];
  const same = (a: readonly Row[], b: readonly Row[]) =>
    JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
  for (const name of new Set([...before.tables.keys(), ...after.tables.keys(), ...Object.keys(expected)])) {
    const now = after.tables.get(name);
    const wanted = Object.hasOwn(expected, name) ? expected[name] : before.tables.get(name);
    if (wanted === null || (wanted === undefined && now?.length === 0)) {
      if (wanted === null && now !== undefined) changes.push(`${name} is there`);
      continue;
    }
    const columns = Object.keys(wanted?.[0] ?? {});
    const kept = Object.hasOwn(expected, name) ? now : now?.map((row) => pick(row, columns));
    if (kept === undefined || !same(kept, wanted ?? []))
      changes.push(`${name}: ${JSON.stringify(wanted)} became ${JSON.stringify(now)}`);
  }
  for (const [name, position] of before.sequences) {
    const now = after.sequences.get(name);
    if (now !== undefined && now < position) changes.push(`${name} went back from ${position} to ${now}`);
  }
  return changes;
}

function pick(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[column]]));
}

function sorted(rows: readonly Row[]): string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
}
