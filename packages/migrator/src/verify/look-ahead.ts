import { quoteLiteral } from '../database/quote.ts';
import type { Row, Session } from '../model/ports.ts';
import type { QualifiedName, TriggerPromise } from '../model/trigger.ts';
import { holdSequences, SEQUENCES, type SequenceHold } from './hold-sequences.ts';
import { showName } from './names.ts';

/** Whether a promise can be looked at: `missing` is a table or column that is not there, `unreadable` one we may not read. */
export type PromiseState = 'readable' | 'missing' | 'unreadable';

export interface Outlook {
  /** The tables that are there, of those asked for. */
  readonly tables: ReadonlySet<string>;
  readonly promises: ReadonlyMap<TriggerPromise, PromiseState>;
  readonly sequences: SequenceHold;
}

/** What has to be known before the findings are told and the canary flies, in one message. */
export async function lookAhead(
  session: Session,
  tables: readonly QualifiedName[],
  promises: readonly TriggerPromise[],
): Promise<Outlook> {
  const [found = [], states = [], sequences = []] = await session.run(
    [tablesQuery(tables), promisesQuery(promises), SEQUENCES].join(';\n'),
  );
  return {
    tables: new Set(
      found.map(({ schema, name }) => showName({ schema: String(schema), name: String(name) })),
    ),
    promises: new Map(promises.map((promise, index) => [promise, stateOf(states[index])])),
    sequences: holdSequences(sequences),
  };
}

function tablesQuery(tables: readonly QualifiedName[]): string {
  return `SELECT n.nspname::text AS schema, c.relname::text AS name
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE (n.nspname, c.relname) IN (${values(tables.map(({ schema, name }) => [schema, name]))})`;
}

/** A user's id is compared as text only where the column is of such a type: others would not take it. */
function promisesQuery(promises: readonly TriggerPromise[]): string {
  const rows = promises.map(({ table, key, column }, index) => [
    String(index),
    table.schema,
    table.name,
    key,
    column ?? key,
  ]);
  return `SELECT k.attnum IS NOT NULL AND o.attnum IS NOT NULL AS there,
  pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
    AND NOT pg_catalog.row_security_active(c.oid)
    AND k.atttypid IN ('uuid'::pg_catalog.regtype, 'text'::pg_catalog.regtype, 'varchar'::pg_catalog.regtype) AS readable
FROM (${valuesTable(rows)}) v (ordinal, schema, name, key, col)
  LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = v.schema
  LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = v.name
  LEFT JOIN pg_catalog.pg_attribute k ON k.attrelid = c.oid AND k.attname = v.key AND NOT k.attisdropped
  LEFT JOIN pg_catalog.pg_attribute o ON o.attrelid = c.oid AND o.attname = v.col AND NOT o.attisdropped
WHERE v.ordinal <> '-1' ORDER BY v.ordinal::int`;
}

function values(rows: readonly (readonly string[])[]): string {
  const all = rows.length === 0 ? [['', '']] : rows;
  return all.map((row) => `(${row.map(quoteLiteral).join(', ')})`).join(', ');
}

function valuesTable(rows: readonly (readonly string[])[]): string {
  return `VALUES ${values(rows.length === 0 ? [['-1', '', '', '', '']] : rows)}`;
}

function stateOf(row: Row | undefined): PromiseState {
  if (row?.there !== true) return 'missing';
  return row.readable === true ? 'readable' : 'unreadable';
}
