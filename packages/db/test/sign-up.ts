import type { Sql } from 'postgres';

export interface SignUp {
  /** NULL for those who sign in by phone or a provider that keeps it. */
  readonly email?: string | null;
  /** JSON text of `raw_user_meta_data`; null is SQL's NULL. */
  readonly metadata?: string | null;
}

/** Does what GoTrue does at a sign-up, on a connection as `supabase_auth_admin`; the new user's id. */
export async function signUp(auth: Sql, { email = null, metadata = null }: SignUp = {}): Promise<string> {
  const [user] = await auth<{ id: string }[]>`
    insert into auth.users (id, email, raw_user_meta_data)
    values (gen_random_uuid(), ${email}, ${metadata}::text::jsonb)
    returning id`;
  if (!user) throw new Error('The insert into auth.users returned no row.');
  return user.id;
}
