import { quoteIdentifier, quoteLiteral } from '../../database/quote.ts';
import { isGone, SQLSTATE } from '../../database/sqlstates.ts';
import type { Session } from '../../model/ports.ts';
import type { TableName } from '../../sql/data-statements.ts';

/** What a rehearsed statement would do now. */
export type Rehearsal =
  | { readonly kind: 'changes'; readonly rows: number }
  /** Its table, column or function is gone: it can never run again. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'fails'; readonly sqlstate: string };

const OUTCOME_SETTING = 'migrator.rehearsal';

/**
 * Runs an INSERT, UPDATE or DELETE and undoes it, in one message, in a transaction or outside of one. Its triggers fire
 * and its sequences advance, which nothing can undo: only for tables whose triggers are the files' own.
 */
export async function rehearse(session: Session, statement: string): Promise<Rehearsal> {
  const results = await session.run(`DO $migrator$ DECLARE changed bigint; BEGIN
  BEGIN
    EXECUTE ${quoteLiteral(statement)};
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE EXCEPTION USING ERRCODE = '${SQLSTATE.rehearsed}';
  EXCEPTION WHEN others THEN
    PERFORM pg_catalog.set_config('${OUTCOME_SETTING}', SQLSTATE || ' ' || coalesce(changed, 0), false);
  END;
END $migrator$;
SELECT pg_catalog.current_setting('${OUTCOME_SETTING}') AS outcome;`);
  const [sqlstate = '', rows] = String(results.at(-1)?.[0]?.outcome).split(' ');
  if (sqlstate === SQLSTATE.rehearsed) return { kind: 'changes', rows: Number(rows) };
  return isGone(sqlstate) ? { kind: 'gone' } : { kind: 'fails', sqlstate };
}

/** Whether the table is there, and has rows. */
export async function readTableState(
  session: Session,
  table: TableName,
): Promise<'missing' | 'empty' | 'filled'> {
  const name = [table.schema, table.name]
    .flatMap((part) => (part === undefined ? [] : quoteIdentifier(part)))
    .join('.');
  const [found] = await session.run(`SELECT pg_catalog.to_regclass(${quoteLiteral(name)})::text AS name`);
  if (found?.[0]?.name == null) return 'missing';
  const [rows] = await session.run(`SELECT EXISTS (SELECT FROM ${name}) AS filled`);
  return rows?.[0]?.filled === true ? 'filled' : 'empty';
}
