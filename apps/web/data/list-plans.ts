import type { Database } from '@groundwork/db/database-types';
import { createClient } from '@supabase/supabase-js';
import { currentEnvironment } from '../environment/current-environment.ts';
import { log } from '../server/log.ts';

export type Plan = Pick<
  Database['public']['Tables']['subscription_plans']['Row'],
  'name' | 'price' | 'features'
>;

/** The plans, as somebody who is not signed in sees them, cheapest first; undefined when the API does not answer. */
export async function listPlans(): Promise<Plan[] | undefined> {
  const environment = currentEnvironment();
  const supabase = createClient<Database>(
    environment.NEXT_PUBLIC_SUPABASE_URL,
    environment.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY,
    { auth: { persistSession: false, autoRefreshToken: false } },
  );
  const { data, error } = await supabase
    .from('subscription_plans')
    .select('name, price, features')
    .order('price');
  if (error) log(`Plans could not be read: ${error.code} ${error.message}`);
  return data ?? undefined;
}
