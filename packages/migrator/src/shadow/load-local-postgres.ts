export type { LocalServer } from '@groundwork/local-postgres';

/** The embedded Postgres, and what shapes a database like Supabase: loaded only by those who need it. */
export function loadLocalPostgres() {
  return import('@groundwork/local-postgres');
}
