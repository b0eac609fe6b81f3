import postgres, { type ReservedSql, type Sql } from 'postgres';

/** Who asks: nobody signed in, a signed-in user by id, or a server with the secret key. */
export type Actor = 'anon' | 'service_role' | { readonly id: string };

/**
 * Rows read or changed · `no grant` (42501, the privilege is missing) · `policy` (42501, WITH CHECK) · another
 * SQLSTATE.
 */
export type Outcome = number | 'no grant' | 'policy' | string;

/** What comes of `statement` when `actor` sends it, as the Data API would run it; rolled back. */
export async function attempt(sql: Sql, actor: Actor, statement: string): Promise<Outcome> {
  const connection = await sql.reserve();
  try {
    await connection`begin`;
    await actAs(connection, actor);
    return (await connection.unsafe(statement)).count;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    if (error.code !== '42501') return error.code;
    return error.message.includes('row-level security policy') ? 'policy' : 'no grant';
  } finally {
    await connection`rollback`;
    connection.release();
  }
}

async function actAs(connection: ReservedSql, actor: Actor): Promise<void> {
  const role = typeof actor === 'string' ? actor : 'authenticated';
  const claims = typeof actor === 'string' ? { role } : { role, sub: actor.id };
  await connection`
    select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true), set_config('role', ${role}, true)`;
}
