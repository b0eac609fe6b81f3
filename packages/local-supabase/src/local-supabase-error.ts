/** Everything that can go wrong here, one code each. `message` is a sentence, `hint` the next step. */
export type LocalSupabaseErrorCode =
  | 'local_supabase_port_taken'
  | 'local_supabase_listen_failed'
  | 'local_supabase_keys_unreadable'
  | 'local_supabase_database_unfit'
  | 'local_supabase_start_failed'
  | 'local_supabase_stop_failed';

/** A failure of the local Supabase API: a stable code, a sentence, and what to do next. */
export class LocalSupabaseError extends Error {
  override readonly name = 'LocalSupabaseError';
  readonly code: LocalSupabaseErrorCode;
  readonly hint: string;

  constructor(code: LocalSupabaseErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
