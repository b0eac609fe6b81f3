import { quoteLiteral } from '../database/quote.ts';
import { SQLSTATE } from '../database/sqlstates.ts';
import { ServerError, type Session } from '../model/ports.ts';
import type { CreatedName } from '../sql/created-names.ts';

/** The catalogs to look in; a name without schema is looked for in those of the search path. */
const CATALOGS: Readonly<Record<CreatedName['catalog'], string>> = {
  relation:
    'pg_catalog.pg_class o ON o.relname = w.name JOIN pg_catalog.pg_namespace n ON n.oid = o.relnamespace',
  type: 'pg_catalog.pg_type o ON o.typname = w.name JOIN pg_catalog.pg_namespace n ON n.oid = o.typnamespace',
  function:
    'pg_catalog.pg_proc o ON o.proname = w.name JOIN pg_catalog.pg_namespace n ON n.oid = o.pronamespace',
};

/**
 * SQL that stops the message it stands in front of, with SQLSTATE `objectsExist`, when one of the objects is there: a
 * run finds out at no round trip of its own, and tries nothing. Empty where there is nothing to look for.
 */
export function existingGuardText(names: readonly CreatedName[]): string {
  const found = (['relation', 'type', 'function'] as const).flatMap((catalog) => {
    const wanted = names
      .filter((name) => name.catalog === catalog)
      .map(({ schema, name }) => [schema ?? '', name]);
    if (wanted.length === 0) return [];
    return `EXISTS (SELECT FROM (SELECT e ->> 0 AS schema, e ->> 1 AS name
      FROM pg_catalog.jsonb_array_elements(${quoteLiteral(JSON.stringify(wanted))}::jsonb) e) w
    JOIN ${CATALOGS[catalog]}
    WHERE CASE w.schema WHEN '' THEN n.nspname = ANY (pg_catalog.current_schemas(false)) ELSE n.nspname = w.schema END)`;
  });
  if (found.length === 0) return '';
  return `DO $migrator$ BEGIN IF ${found.join(' OR ')} THEN
  RAISE EXCEPTION USING ERRCODE = '${SQLSTATE.objectsExist}', MESSAGE = 'objects exist';
END IF; END $migrator$;\n`;
}

/** The same question by itself, in one message. */
export async function objectsExist(session: Session, names: readonly CreatedName[]): Promise<boolean> {
  const guard = existingGuardText(names);
  if (guard === '') return false;
  try {
    await session.run(guard);
    return false;
  } catch (error) {
    if (error instanceof ServerError && error.sqlstate === SQLSTATE.objectsExist) return true;
    throw error;
  }
}
