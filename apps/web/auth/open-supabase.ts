import type { Database } from '@groundwork/db/database-types';
import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { cookies } from 'next/headers';
import { currentEnvironment } from '../environment/current-environment.ts';
import { cookieOptions } from './cookie-options.ts';

/**
 * supabase-js as whoever sent this request, under row-level security. One for each request: a shared one would hand
 * a user's session to the next.
 *
 * @param headers Where the headers go that keep an answer with new cookies out of shared caches. Server Functions
 * have no need of it: what answers a POST is not cached.
 */
export async function openSupabase(headers?: Headers): Promise<SupabaseClient<Database>> {
  const store = await cookies();
  const environment = currentEnvironment();
  return createServerClient<Database>(
    environment.NEXT_PUBLIC_SUPABASE_URL,
    environment.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY,
    {
      cookieOptions: cookieOptions(environment),
      cookies: {
        getAll: () => store.getAll(),
        setAll(list, noStore) {
          try {
            for (const { name, value, options } of list) store.set(name, value, options);
            for (const [name, value] of Object.entries(noStore)) headers?.set(name, value);
          } catch {
            // A page is being rendered, when no cookie can be set: the proxy has refreshed the session before it.
          }
        },
      },
    },
  );
}
