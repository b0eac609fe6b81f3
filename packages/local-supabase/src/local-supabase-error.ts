/** Everything that can go wrong here. Each is a heading in docs/local-errors.md; a test keeps the two equal. */
export const localSupabaseErrorCodes = [
  'local_supabase_port_taken',
  'local_supabase_listen_failed',
  'local_supabase_keys_unreadable',
  'local_supabase_start_failed',
  'local_supabase_stop_failed',
] as const;

/** One of them. */
export type LocalSupabaseErrorCode = (typeof localSupabaseErrorCodes)[number];

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
