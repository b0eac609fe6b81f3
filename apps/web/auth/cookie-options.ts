import type { CookieOptionsWithName } from '@supabase/ssr';
import type { Environment } from '../environment/read-environment.ts';

/**
 * How the session is kept. httpOnly, as no script of this app talks to Supabase: one that somebody injects cannot
 * read the tokens either. An app that adds a browser client (realtime, say) sets it to false.
 */
export function cookieOptions({ SITE_URL }: Environment): CookieOptionsWithName {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: SITE_URL?.startsWith('https:') ?? false };
}
