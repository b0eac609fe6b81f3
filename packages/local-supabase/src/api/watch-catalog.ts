import { CompiledQuery } from 'kysely';
import type { Connections } from './open-connections.ts';

/** What is known of tables and functions, made to follow the database. */
export interface CatalogWatch {
  /** Forgets it when the catalog has changed since the last look: one query on loopback, below a millisecond. */
  refresh(): Promise<void>;
  /** Forgets it whatever has happened. */
  clear(): Promise<void>;
}

/**
 * PostgREST is told of a migration by an event trigger that hosted Supabase brings; here the catalog is looked at,
 * so that no object of ours stands in a database that migrations are compared with.
 */
export function watchCatalog({ rest, admin }: Connections): CatalogWatch {
  let known: string | undefined;
  const clear = async () => {
    await Promise.all([rest.clearSchemaCache(), admin.clearSchemaCache()]);
  };
  return {
    clear,
    refresh: async () => {
      const { rows } = await admin.kysely.executeQuery<{ state: string }>(CompiledQuery.raw(stateQuery));
      const state = rows[0]?.state;
      if (state !== known) await clear();
      known = state;
    },
  };
}

/** Every change of a row gives it another xmin, every removal another count. 16384 is the first oid of a user's object. */
const looks = [
  'pg_namespace WHERE true',
  'pg_class WHERE oid >= 16384',
  'pg_attribute WHERE attrelid >= 16384',
  'pg_attrdef WHERE oid >= 16384',
  'pg_constraint WHERE oid >= 16384',
  'pg_index WHERE indexrelid >= 16384',
  'pg_rewrite WHERE oid >= 16384',
  'pg_proc WHERE oid >= 16384',
  'pg_type WHERE oid >= 16384',
  'pg_enum WHERE oid >= 16384',
  'pg_description WHERE objoid >= 16384',
  'pg_inherits WHERE true',
];
const stateQuery = `SELECT concat_ws(' ', (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()), ${looks
  .map((look) => `(SELECT count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) FROM pg_catalog.${look})`)
  .join(', ')}) AS state`;
