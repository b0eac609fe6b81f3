import { type Row, ServerError, type Session } from '../model/ports.ts';
import { isGone } from './sqlstates.ts';

const UNDEFINED_SCHEMA = '3F000';

/** A row of another tool's history, by what it knows a migration by. */
export interface ForeignRow {
  /** sha256 of the file, hexadecimal. */
  readonly hash?: string;
  /** Name of the file or folder. */
  readonly name?: string;
  /** The number the file's name begins with. */
  readonly version?: string;
}

export interface ForeignHistory {
  /** For people: the table's qualified name. */
  readonly table: string;
  readonly rows: readonly ForeignRow[];
}

/** A tool whose history can be taken over; another one is another entry. */
interface ForeignTool {
  readonly table: string;
  readonly read: string;
  readonly row: (row: Row) => ForeignRow;
}

const TOOLS: readonly ForeignTool[] = [
  {
    // drizzle-kit 0.x keeps a hash, 1.x the name beside it.
    table: 'drizzle.__drizzle_migrations',
    read: 'SELECT pg_catalog.to_jsonb(m) AS row FROM drizzle.__drizzle_migrations m ORDER BY id',
    row: (row) => ({ ...textOf(row, 'hash', 'hash'), ...textOf(row, 'name', 'name') }),
  },
  {
    table: 'supabase_migrations.schema_migrations',
    read: 'SELECT pg_catalog.to_jsonb(m) AS row FROM supabase_migrations.schema_migrations m ORDER BY version',
    row: (row) => textOf(row, 'version', 'version'),
  },
];

/** The histories of other tools that are there; empty where there is none. */
export async function readForeignHistories(session: Session): Promise<ForeignHistory[]> {
  const found: ForeignHistory[] = [];
  for (const { table, read, row } of TOOLS) {
    const rows = await readRows(session, read);
    if (rows === undefined) continue;
    found.push({ table, rows: rows.map((each) => row(asRow(each.row))) });
  }
  return found;
}

async function readRows(session: Session, text: string): Promise<readonly Row[] | undefined> {
  try {
    const [rows = []] = await session.run(text);
    return rows;
  } catch (error) {
    if (error instanceof ServerError && (isGone(error.sqlstate) || error.sqlstate === UNDEFINED_SCHEMA))
      return undefined;
    throw error;
  }
}

function asRow(value: unknown): Row {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function textOf(row: Row, column: string, name: keyof ForeignRow): ForeignRow {
  const value = row[column];
  return typeof value === 'string' && value !== '' ? { [name]: value } : {};
}
