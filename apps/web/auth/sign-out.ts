'use server';
import { redirect } from 'next/navigation';
import { openSupabase } from './open-supabase.ts';

/** Ends the session on this device. The cookies go, even when the Auth server cannot be told. */
export async function signOut(): Promise<void> {
  const supabase = await openSupabase();
  await supabase.auth.signOut({ scope: 'local' });
  redirect('/');
}
