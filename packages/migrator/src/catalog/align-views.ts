import type { Catalog, FactKey, FactValue } from '../model/fact.ts';
import { ServerError, type Session } from '../model/ports.ts';
import { shareFactBase } from './build-catalog.ts';
import { loadCore } from './pg-delta.ts';
import { showFact } from './show-fact.ts';

/**
 * Postgres 16 and newer print a view without the table's name before each column where older ones print it. So a view
 * of a server on the other side is made anew, for a moment, on the server it is compared with, and taken as that one
 * prints it. One that can not be made there stays as it was, and differs.
 *
 * @param found The catalog whose views are to be told as the other server would.
 * @param session On a database of the other server with all that the views need; outside of a transaction. Nothing stays.
 * @param serverMajor Major version of that server.
 */
export async function alignViews(
  found: Catalog,
  { session, serverMajor }: { session: Session; serverMajor: number },
  keys: Iterable<FactKey>,
): Promise<Catalog> {
  if (found.serverMajor < 16 === serverMajor < 16) return found;
  const reprinted = new Map<FactKey, FactValue>();
  for (const key of keys) {
    if (!/^(view|materializedView):/.test(key)) continue;
    const value = found.factOf(key);
    const def = value === undefined ? undefined : await reprint(session, String(value.def));
    if (value !== undefined && def !== undefined) reprinted.set(key, { ...value, def });
  }
  const { contentHash } = await loadCore();
  const hashes = new Map(found.hashes);
  for (const [key, value] of reprinted) hashes.set(key, contentHash(value));
  const catalog: Catalog = {
    ...found,
    hashes,
    factOf: (key) => reprinted.get(key) ?? found.factOf(key),
    show: (key) => {
      const value = reprinted.get(key);
      return value === undefined ? found.show(key) : showFact(key, value);
    },
  };
  return shareFactBase(catalog, found);
}

async function reprint(session: Session, definition: string): Promise<string | undefined> {
  await session.run('BEGIN; SET LOCAL search_path TO pg_catalog');
  try {
    await session.run(`CREATE TEMPORARY VIEW migrator_reprint AS ${definition}`);
    const [row] = await session.query(
      `SELECT pg_catalog.pg_get_viewdef('pg_temp.migrator_reprint'::pg_catalog.regclass) AS def`,
    );
    return typeof row?.def === 'string' ? row.def : undefined;
  } catch (error) {
    if (error instanceof ServerError) return undefined;
    throw error;
  } finally {
    await session.run('ROLLBACK');
  }
}
