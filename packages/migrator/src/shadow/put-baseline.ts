import type { Session } from '../model/ports.ts';
import { loadLocalPostgres } from './load-local-postgres.ts';

/** Shapes the session's database like one of Supabase. @throws {ServerError} what the role may not do. */
export async function putBaseline(session: Session, superuser: boolean): Promise<void> {
  const { supabaseBaselineSql } = await loadLocalPostgres();
  const text = await supabaseBaselineSql({ part: 'database' });
  await session.run(superuser ? text : adaptBaseline(text));
}

/**
 * The baseline for a role that is no superuser: all of it becomes that role's own, since it may not act as
 * supabase_auth_admin. Files then may do more to auth than on the target, which has the last word on that.
 */
function adaptBaseline(databaseSql: string): string {
  return databaseSql
    .replaceAll(/^ALTER DEFAULT PRIVILEGES FOR ROLE supabase_admin .*$/gm, '')
    .replaceAll('FOR ROLE postgres', 'FOR ROLE CURRENT_USER')
    .replaceAll(/^SET ROLE supabase_auth_admin;$/gm, '')
    .replaceAll('AUTHORIZATION supabase_auth_admin', 'AUTHORIZATION CURRENT_USER')
    .replaceAll('OWNER TO postgres', 'OWNER TO CURRENT_USER');
}
