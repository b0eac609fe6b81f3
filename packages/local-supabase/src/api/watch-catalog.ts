import { CompiledQuery } from 'kysely';
import { type Connections, override } from './open-connections.ts';

/** What is known of tables and functions, made to follow the database. */
export interface CatalogWatch {
  /** Forgets it when the catalog has changed since the last look: a short query, and a longer one after a write. */
  refresh(): Promise<void>;
  /** Forgets it whatever has happened. */
  clear(): Promise<void>;
}

/**
 * PostgREST is told of a migration by an event trigger that hosted Supabase brings; here the catalog is looked at,
 * so that no object of ours stands in a database that migrations are compared with.
 */
export function watchCatalog({ rest, admin }: Connections): CatalogWatch {
  let snapshot: string | undefined;
  let catalog: string | undefined;
  let cleared = 0;
  const clear = async () => {
    cleared += 1;
    await Promise.all([rest.clearSchemaCache(), admin.clearSchemaCache()]);
  };
  override(rest, {
    // information_schema hides from a role what it may not see: a table without grants would be unknown, not refused.
    introspect: async (options?: { useCache?: boolean }) => {
      const before = cleared;
      const found = await admin.introspect(options);
      // Begun before a change and ended after it, it must not be what the next request finds.
      if (before !== cleared) await clear();
      return found;
    },
  });
  const look = async (query: string) => {
    const { rows } = await admin.kysely.executeQuery<{ snapshot: string; catalog?: string }>(
      CompiledQuery.raw(query),
    );
    return rows[0];
  };
  return {
    clear,
    refresh: async () => {
      // Nothing was committed since: nothing can have changed.
      if ((await look(snapshotQuery))?.snapshot === snapshot) return;
      const found = await look(catalogQuery);
      if (found?.catalog !== catalog) await clear();
      ({ snapshot, catalog } = { snapshot: found?.snapshot, catalog: found?.catalog });
    },
  };
}

/** The database is part of it: one that was made anew may look like the old one. */
const now = `(SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) || ' ' || pg_catalog.pg_current_snapshot()`;
const snapshotQuery = `SELECT ${now} AS snapshot`;

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
const catalogQuery = `SELECT ${now} AS snapshot, concat_ws(' ', ${looks
  .map((look) => `(SELECT count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) FROM pg_catalog.${look})`)
  .join(', ')}) AS catalog`;
