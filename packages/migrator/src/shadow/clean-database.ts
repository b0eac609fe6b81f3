import type { Session } from '../model/ports.ts';

/** Schemas a database has of itself: what lies there is Supabase's, or Postgres's. */
const PLATFORM_SCHEMAS = [
  'auth',
  'storage',
  'realtime',
  '_realtime',
  'extensions',
  'graphql',
  'graphql_public',
  'vault',
  'pgsodium',
  'pgsodium_masks',
  'supabase_functions',
  'supabase_migrations',
  'net',
  'cron',
  'pgbouncer',
  'pgtle',
  'pgmq',
  '_analytics',
  '_supavisor',
  'information_schema',
];

const IS_PLATFORM = `(n.nspname ~ '^pg_' OR n.nspname IN (${PLATFORM_SCHEMAS.map((name) => `'${name}'`).join(', ')}))`;

/** Everything a file can make that can be dropped by itself; members of extensions go with their extension. */
const OBJECTS = `SELECT o.classid, o.objid FROM (
  SELECT 'pg_namespace'::regclass::oid AS classid, oid AS objid FROM pg_namespace
  UNION ALL SELECT 'pg_class'::regclass, oid FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
  UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc
  UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typrelid = 0 AND typelem = 0
  ${[
    'pg_extension',
    'pg_policy',
    'pg_publication',
    'pg_event_trigger',
    'pg_cast',
    'pg_collation',
    'pg_operator',
    'pg_opclass',
    'pg_opfamily',
    'pg_statistic_ext',
    'pg_ts_config',
    'pg_ts_dict',
    'pg_foreign_data_wrapper',
    'pg_foreign_server',
  ]
    .map((catalog) => `UNION ALL SELECT '${catalog}'::regclass, oid FROM ${catalog}`)
    .join('\n  ')}
  UNION ALL SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE NOT tgisinternal
) o WHERE o.objid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.classid AND d.objid = o.objid AND d.deptype IN ('e', 'i'))`;

/** Notes what is there before a replay, so that what comes later can be told from it. */
export const NOTE_OBJECTS = `SET search_path = pg_catalog;
CREATE SCHEMA migrator;
CREATE TABLE migrator.shadow_before AS ${OBJECTS};
RESET search_path;`;

/** Whether a run that was killed left its note; what is there since then may also be somebody's. */
export async function hasNote(session: Session): Promise<boolean> {
  const [rows] = await session.run(
    "SELECT pg_catalog.to_regclass('migrator.shadow_before') IS NOT NULL AS noted",
  );
  return rows?.[0]?.noted === true;
}

export const DROP_NOTE = 'DROP SCHEMA migrator CASCADE';

/** Drops what was made since `NOTE_OBJECTS`, and the note. What this role may not drop stays. */
export async function cleanDatabase(session: Session): Promise<void> {
  await session.run(`SET search_path = pg_catalog;
DO $clean$
DECLARE found record; done boolean := false;
BEGIN
  WHILE NOT done LOOP
    done := true;
    FOR found IN
      SELECT i.type, i.identity FROM (${OBJECTS} EXCEPT SELECT classid, objid FROM migrator.shadow_before) o,
        pg_identify_object(o.classid, o.objid, 0) i
      WHERE i.identity IS NOT NULL AND i.identity !~ '^migrator(\\.|$)' ORDER BY i.type <> 'schema'
    LOOP
      BEGIN
        EXECUTE format('DROP %s %s CASCADE', CASE found.type WHEN 'statistics object' THEN 'statistics'
          WHEN 'composite type' THEN 'type' ELSE found.type END, found.identity);
        done := false;
      EXCEPTION WHEN others THEN NULL;
      END;
    END LOOP;
  END LOOP;
END $clean$;
RESET search_path;`);
  await session.run(DROP_NOTE);
}

/** What a database holds beside what Supabase brings: objects, and rows that belong to users of the platform. */
export async function readObjects(session: Session): Promise<readonly string[]> {
  const [rows = []] = await session.run(`SELECT i.type || ' ' || i.identity AS object
FROM (${OBJECTS}) o, pg_identify_object(o.classid, o.objid, 0) i
LEFT JOIN pg_namespace n ON n.nspname = coalesce(i.schema, CASE i.type WHEN 'schema' THEN i.name END)
WHERE NOT (coalesce(n.nspname, '') = 'migrator' AND to_regclass('migrator.shadow_before') IS NOT NULL)
  AND ((i.type = 'schema' AND NOT ${IS_PLATFORM} AND i.name <> 'public')
  OR (i.type <> 'schema' AND i.schema IS NOT NULL AND NOT ${IS_PLATFORM})
  OR (i.type = 'policy' AND i.identity ~ ' on (storage|realtime)\\.'))
ORDER BY 1 LIMIT 20`);
  const objects = rows.map(({ object }) => String(object));
  return objects.length > 0 ? objects : readPlatformRows(session);
}

async function readPlatformRows(session: Session): Promise<readonly string[]> {
  const [rows = []] = await session.run(
    `SELECT name FROM (VALUES ('auth.users'), ('storage.buckets')) AS tables (name)
     WHERE pg_catalog.to_regclass(name) IS NOT NULL AND pg_catalog.has_table_privilege(name, 'SELECT')`,
  );
  const names = rows.map(({ name }) => String(name));
  const found: string[] = [];
  for (const name of names) {
    const [some = []] = await session.run(`SELECT 1 FROM ${name} LIMIT 1`);
    if (some.length > 0) found.push(`rows of ${name}`);
  }
  return found;
}
