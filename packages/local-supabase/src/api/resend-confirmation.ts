import { createHash, randomInt } from 'node:crypto';
import type { PostgresConnection } from '@supabase/lite/postgres';
import { CompiledQuery } from 'kysely';
import type { createMailer } from '../mail/create-mailer.ts';

interface Unconfirmed {
  readonly id: string;
  readonly email: string;
  readonly raw_app_meta_data: unknown;
  readonly raw_user_meta_data: unknown;
  readonly confirmation_sent_at: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/**
 * Hosted Auth sends a confirmation again to who asks for it or signs up again; @supabase/lite refuses either for
 * ever. Once a second at most, as the Supabase CLI's stack does. The link before it leads nowhere then.
 *
 * @returns the answer, in place of the refusal; undefined when that is right.
 */
export async function resendConfirmation(
  request: { readonly path: string; readonly body: unknown },
  auth: PostgresConnection,
  mailer: ReturnType<typeof createMailer>,
): Promise<Response | undefined> {
  const { path, body } = request;
  if (body === null || typeof body !== 'object' || !('email' in body) || typeof body.email !== 'string')
    return undefined;
  const asked = path === '/auth/v1/resend' && 'type' in body && body.type === 'signup';
  if (!asked && path !== '/auth/v1/signup') return undefined;
  const email = body.email.toLowerCase();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  // As it hashes tokens itself, so that the code alone works too.
  const tokenHash = createHash('sha256')
    .update(email + code)
    .digest('hex');
  const { rows } = await auth.kysely.executeQuery<Unconfirmed>(
    CompiledQuery.raw(renewToken, [tokenHash, email]),
  );
  const [user] = rows;
  if (user === undefined) return undefined;
  await mailer.sendConfirmation(email, tokenHash, code);
  return Response.json(asked ? {} : describeUser(user));
}

const renewToken = `
UPDATE auth.users SET confirmation_token = $1, confirmation_sent_at = now(), updated_at = now()
WHERE email = $2 AND confirmed_at IS NULL AND confirmation_sent_at < now() - interval '1 second'
RETURNING id, email, raw_app_meta_data, raw_user_meta_data, confirmation_sent_at, created_at, updated_at`;

/** Nobody's password or names change by it: who signs up again need not be who did first. */
function describeUser(user: Unconfirmed): object {
  const { raw_app_meta_data: app_metadata, raw_user_meta_data: user_metadata, ...rest } = user;
  const constants = {
    aud: 'authenticated',
    role: 'authenticated',
    phone: '',
    identities: [],
    is_anonymous: false,
  };
  return { ...rest, ...constants, app_metadata, user_metadata };
}
