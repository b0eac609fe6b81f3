import type { Database } from '@groundwork/db/database-types';
import type { PostgrestError } from '@supabase/supabase-js';
import { openSupabase } from '../auth/open-supabase.ts';

// supabase-js, over REST. The other way to the data, and when to take it: ./as-current-user.ts

export type Profile = Database['public']['Tables']['profiles']['Row'];
/** What its owner may write; every other column is refused by its grants. */
export type ProfileChange = Required<
  Pick<Database['public']['Tables']['profiles']['Update'], 'full_name' | 'avatar_url' | 'phone'>
>;

interface Answer {
  /** null if there is no such row, and on an error. */
  readonly data: Profile | null;
  readonly error: PostgrestError | null;
}

/** The row the sign-up trigger made. The policies leave one row to be found, so no id is asked for. */
export async function readProfile(): Promise<Answer> {
  const supabase = await openSupabase();
  return supabase.from('profiles').select('*').maybeSingle();
}

/** Writes what its owner may. Whether it is valid, the checks of the table say: error 23514. */
export async function changeProfile(id: string, change: ProfileChange): Promise<Answer> {
  const supabase = await openSupabase();
  // REST sessions refuse an UPDATE without a WHERE; whose row it may be is the policy's to say.
  return supabase.from('profiles').update(change).eq('id', id).select('*').maybeSingle();
}
