import type { Claims } from '@groundwork/db';
import { redirect } from 'next/navigation';
import { readSession } from './read-session.ts';
import { signInPath } from './sign-in-path.ts';

/**
 * The signed-in user; everybody else is sent to sign in. The proxy did that already for pages: this is for what
 * passes it, Server Functions above all.
 *
 * @param path Where to come back to.
 * @returns undefined when the Auth server does not answer.
 */
export async function requireUser(path: string): Promise<(Claims & { readonly sub: string }) | undefined> {
  const session = await readSession();
  if (session.kind === 'nobody') redirect(signInPath(path));
  return session.kind === 'user' ? session.claims : undefined;
}
