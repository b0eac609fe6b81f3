/** Everything that can go wrong here, one code each. `message` is a sentence, `hint` the next step. */
export type LocalPostgresErrorCode =
  | 'local_postgres_unsupported_platform'
  | 'local_postgres_directory_unusable'
  | 'local_postgres_directory_unsafe'
  | 'local_postgres_data_unreachable'
  | 'local_postgres_data_version'
  | 'local_postgres_no_server_user'
  | 'local_postgres_lock_timeout'
  | 'local_postgres_initdb_failed'
  | 'local_postgres_start_failed'
  | 'local_postgres_not_answering'
  | 'local_postgres_stop_failed'
  | 'local_postgres_baseline_failed'
  | 'local_postgres_password_missing';

/** What every failure of the embedded server has as its way out. */
export const useOwnDatabase = 'Set DATABASE_URL to a Postgres of your own to do without the embedded one.';

/** A failure of the embedded Postgres: a stable code, a sentence, and what to do next. */
export class LocalPostgresError extends Error {
  override readonly name = 'LocalPostgresError';
  readonly code: LocalPostgresErrorCode;
  readonly hint: string;

  constructor(code: LocalPostgresErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
