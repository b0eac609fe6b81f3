import type { StackKeys } from '../keys/read-keys.ts';

/** What `supabase status -o env` of the Supabase CLI 3.1 prints for the parts that are here, by the same names. */
export function statusValues(
  apiUrl: string,
  dbUrl: string,
  keys: StackKeys,
): Readonly<Record<string, string>> {
  return {
    ANON_KEY: keys.anonKey,
    API_URL: apiUrl,
    DB_URL: dbUrl,
    JWT_SECRET: keys.jwtSecret,
    MAILPIT_URL: `${apiUrl}/_mailbox`,
    PUBLISHABLE_KEY: keys.publishableKey,
    REST_URL: `${apiUrl}/rest/v1`,
    SECRET_KEY: keys.secretKey,
    SERVICE_ROLE_KEY: keys.serviceRoleKey,
  };
}
