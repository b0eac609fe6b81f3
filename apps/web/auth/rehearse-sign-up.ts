import type { Db } from '@groundwork/db';
import { DrizzleQueryError, sql } from 'drizzle-orm';

class Undo extends Error {}

/**
 * Inserts a user in a transaction that is always rolled back, to meet the error a sign-up meets. The user is made up,
 * so nobody's data is in the answer.
 *
 * @returns one line for the log; never throws.
 */
export async function rehearseSignUp(db: Db): Promise<string> {
  try {
    await db.transaction(async (tx) => {
      await tx.execute(
        sql`select set_config('statement_timeout', '3s', true), set_config('lock_timeout', '1s', true)`,
      );
      await tx.execute(
        sql`insert into auth.users (id, email) values (gen_random_uuid(), 'rehearsal@groundwork.invalid')`,
      );
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) return describe(error);
  }
  return 'A rehearsed insert succeeds as this connection: the trigger may lack SECURITY DEFINER, or reject some names.';
}

function describe(error: unknown): string {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(cause instanceof Error)) return `The error could not be had: ${String(cause)}`;
  const code = 'code' in cause ? ` (${cause.code})` : '';
  const where =
    'where' in cause && typeof cause.where === 'string' ? `, in ${cause.where.replaceAll('\n', ' ← ')}` : '';
  return `Postgres says: ${cause.message}${code}${where}`;
}
