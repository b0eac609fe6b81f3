import type { AuthError } from '@supabase/supabase-js';
import { openDb } from '../data/open-db.ts';
import { log } from '../server/log.ts';
import { rehearseSignUp } from './rehearse-sign-up.ts';

/** A rehearsal costs a transaction, and a stranger can ask for one: not more than one a minute. */
const PAUSE_MS = 60_000;
let rehearsedAt = Number.NEGATIVE_INFINITY;

/**
 * True for what the Auth server says when the database refused the new user: mostly a trigger on auth.users that
 * raised. A 500 with "Database error saving new user", or with nothing, which supabase-js gives as "{}". A mail that
 * could not be sent is a 500 too.
 */
export function isSignUpRefusedByDatabase(error: AuthError): boolean {
  return error.status === 500 && /^(Database error|\{\}$)/.test(error.message);
}

/** Tells the developer, in the server's log, what the Auth server does not: the error Postgres raised. */
export async function logSignUpFailure(error: AuthError): Promise<void> {
  const now = performance.now();
  const due = now - rehearsedAt >= PAUSE_MS;
  if (due) rehearsedAt = now;
  log(
    `Sign-up failed: the database refused the new user (the Auth server says: ${error.message}).`,
    ...(due ? [await rehearseSignUp(openDb())] : []),
    'Next: `npm run verify-triggers` checks every trigger on auth.users and shows where it fails.',
  );
}
