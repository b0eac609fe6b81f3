import { asUser, type Claims, type Transaction } from '@groundwork/db';
import { openDb } from './open-db.ts';

/**
 * The second of the two ways to the data, where supabase-js over REST is the first.
 *
 * - supabase-js (profile, plans): one HTTP call, typed by what `db:types` read from the database. Enough for a row or
 *   a list, and the same code works in a browser.
 * - Drizzle (notes): SQL in one transaction on a connection of our own, typed by the schema. For joins, for several
 *   statements that must hold together, and where a round trip counts.
 *
 * Both are judged by the same grants and policies: `asUser` puts on the role and the claims that the API would.
 */
export function asCurrentUser<T>(claims: Claims, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return asUser(openDb(), claims, work);
}
