import type { Claims } from '@groundwork/db';
import { type AuthError, isAuthRetryableFetchError } from '@supabase/supabase-js';

/** Who sent a request. `unknown` when the Auth server could not be asked: nobody is signed out for that. */
export type Session =
  | { readonly kind: 'user'; readonly claims: Claims & { readonly sub: string } }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown' };

interface ClaimsAnswer {
  readonly data: { readonly claims: Claims } | null;
  readonly error: AuthError | null;
}

/** What the answer of `getClaims()` says. Its claims come from a token whose signature was checked. */
export function sessionOf({ data, error }: ClaimsAnswer): Session {
  const sub = data?.claims.sub;
  if (data && sub !== undefined) return { kind: 'user', claims: { ...data.claims, sub } };
  return isAuthRetryableFetchError(error) ? { kind: 'unknown' } : { kind: 'nobody' };
}
