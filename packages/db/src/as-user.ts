import { sql } from 'drizzle-orm';
import type { Db, Transaction } from './create-db.ts';

/** The payload of a verified access token, as `supabase.auth.getClaims()` returns it. */
export interface Claims {
  /** The user's id. Required for `authenticated`. */
  readonly sub?: string | undefined;
  /** `authenticated` if there is a `sub`, else `anon`, when left out. */
  readonly role?: string | undefined;
  readonly [claim: string]: unknown;
}

/** The claims name a role other than anon and authenticated, or a `sub` that is no UUID. Nothing has run. */
export class InvalidClaimsError extends Error {
  override readonly name = 'InvalidClaimsError';
}

/** service_role is missing on purpose: it bypasses every policy, which is what a plain `db` is for. */
const ROLES: readonly unknown[] = ['anon', 'authenticated'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Runs `fn` in one transaction as the user of `claims`, under the same grants and policies as the Data API.
 *
 * Everything in a token that the user can write (`user_metadata`) reaches Postgres as a bound parameter, never as
 * SQL. Role and claims end with the transaction, so nothing is left on the pooled connection. `claims` must come
 * from a token whose signature was checked; `fn` must not build SQL from strings, as `RESET ROLE` would be obeyed.
 *
 * @returns what `fn` returns, after COMMIT.
 * @throws InvalidClaimsError before anything runs; whatever `fn` throws, after ROLLBACK.
 */
export async function asUser<T>(db: Db, claims: Claims, fn: (tx: Transaction) => Promise<T>): Promise<T> {
  const { sub, role = sub === undefined ? 'anon' : 'authenticated' } = claims;
  if (!ROLES.includes(role)) throw new InvalidClaimsError('The role must be anon or authenticated.');
  if (sub === undefined ? role === 'authenticated' : typeof sub !== 'string' || !UUID.test(sub)) {
    throw new InvalidClaimsError('The sub must be the UUID of a user.');
  }
  const token = JSON.stringify({ ...claims, role });
  return db.transaction(async (tx) => {
    // One statement, the role last: after it this connection may do no more than the user.
    await tx.execute(
      sql`select set_config('request.jwt.claims', ${token}, true),
                 set_config('request.jwt.claim.sub', ${sub ?? ''}, true),
                 set_config('role', ${role}, true)`,
    );
    return fn(tx);
  });
}
