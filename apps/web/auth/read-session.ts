import { cache } from 'react';
import { openSupabase } from './open-supabase.ts';
import { type Session, sessionOf } from './session.ts';

/** Who sent this request, asked once a request. */
export const readSession = cache(async (): Promise<Session> => {
  const supabase = await openSupabase();
  return sessionOf(await supabase.auth.getClaims());
});
