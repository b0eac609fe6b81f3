import type { Claims } from '@groundwork/db';
import { explainWriteError } from '../../data/explain-write-error.ts';
import type { Refusal } from '../../forms/refuse.ts';

/** Writes as the user; on failure what to say. `user` is missing when the Auth server could not be asked. */
export async function writeAs(
  user: Claims | undefined,
  write: (claims: Claims) => Promise<unknown>,
): Promise<Refusal | undefined> {
  if (!user) return { message: 'We cannot tell who you are just now: try again in a moment.' };
  try {
    const found = await write(user);
    return found === false
      ? { message: 'This note is gone: it may have been deleted elsewhere.' }
      : undefined;
  } catch (error) {
    return explainWriteError(error);
  }
}
