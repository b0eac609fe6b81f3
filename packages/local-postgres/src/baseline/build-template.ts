import { type Connection, type ConnectionTarget, withAdmin } from '../connect.ts';
import { createDatabase } from '../create-database.ts';
import { LocalPostgresError } from '../local-postgres-error.ts';
import { baselineVersion, supabaseBaselineSql } from './supabase-baseline-sql.ts';

const building = 'supabase_template_building';

/**
 * Builds `supabase_template` beside the one in use and puts it in its place, then makes `postgres` from it where
 * that is still the empty one of initdb (owned by supabase_admin). A cluster whose template is of an older baseline
 * gets a new template and its roles' attributes back; databases somebody works in are never touched.
 *
 * @throws LocalPostgresError local_postgres_baseline_failed.
 */
export async function buildTemplate(target: ConnectionTarget): Promise<void> {
  try {
    await withAdmin(target, 'template1', async (sql) => {
      // 192 random bits need no stretching, which takes every client of each connection 3.5 ms.
      await sql.unsafe('SET scram_iterations = 1');
      await sql.unsafe(await supabaseBaselineSql({ part: 'roles', password: target.password }));
      await sql.unsafe(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
      await sql.unsafe(`CREATE DATABASE ${building} TEMPLATE template0 STRATEGY FILE_COPY OWNER postgres`);
      await withAdmin(target, building, async (inside) =>
        inside.unsafe(await supabaseBaselineSql({ part: 'database' })),
      );
      await putInPlace(sql);
      await replaceFirstDatabase(sql);
    });
  } catch (error) {
    throw new LocalPostgresError(
      'local_postgres_baseline_failed',
      `The Supabase baseline could not be built: ${error instanceof Error ? error.message : error}`,
      'Remove the folder of the local Postgres to start anew, or report this with its log.',
      error,
    );
  }
}

/** Version of the baseline the template was built from, undefined when there is no finished template. */
export async function readTemplateVersion(sql: Connection): Promise<string | undefined> {
  const [row] = await sql<{ version: string | null }[]>`
    SELECT pg_catalog.shobj_description(oid, 'pg_database') AS version
    FROM pg_catalog.pg_database WHERE datname = 'supabase_template'`;
  return row?.version ?? undefined;
}

/** The name comes last: a template that carries it is finished. Nobody connects to it, so it can always be copied. */
async function putInPlace(sql: Connection): Promise<void> {
  await sql.unsafe(`COMMENT ON DATABASE ${building} IS '${baselineVersion()}'`);
  await sql.unsafe(`ALTER DATABASE ${building} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  const [old] = await sql`SELECT FROM pg_catalog.pg_database WHERE datname = 'supabase_template'`;
  if (old) {
    await sql.unsafe('ALTER DATABASE supabase_template WITH IS_TEMPLATE false');
    await sql.unsafe('DROP DATABASE supabase_template WITH (FORCE)');
  }
  await sql.unsafe(`ALTER DATABASE ${building} RENAME TO supabase_template`);
}

async function replaceFirstDatabase(sql: Connection): Promise<void> {
  const [first] = await sql<{ owner: string }[]>`
    SELECT pg_catalog.pg_get_userbyid(datdba) AS owner FROM pg_catalog.pg_database WHERE datname = 'postgres'`;
  if (first && first.owner !== 'supabase_admin') return;
  await sql.unsafe('DROP DATABASE IF EXISTS postgres WITH (FORCE)');
  await createDatabase(sql, 'postgres');
}
