import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);

// src/model/errors.ts
var ERROR_CODES = {
  usage: 2,
  config_env_file: 2,
  config_url_invalid: 2,
  embedded_unavailable: 2,
  folder_missing: 2,
  folder_empty: 2,
  folder_unreadable: 2,
  layout_unknown: 2,
  journal_invalid: 2,
  name_invalid: 2,
  name_clash: 2,
  file_unreadable: 2,
  file_unwritable: 2,
  file_encoding: 2,
  file_too_large: 2,
  directive_unknown: 2,
  connection_refused: 2,
  connection_host_unknown: 2,
  connection_no_route: 2,
  connection_timeout: 2,
  connection_tls: 2,
  connection_password: 2,
  connection_database: 2,
  connection_too_many: 2,
  connection_not_postgres: 2,
  connection_failed: 2,
  server_read_only: 2,
  server_no_create: 2,
  server_version: 2,
  pooler_transaction_mode: 2,
  lock_held: 2,
  import_nothing: 2,
  push_over_history: 2,
  drizzle_kit_missing: 2,
  drizzle_kit_failed: 2,
  git_unavailable: 2,
  git_ref_unknown: 2,
  git_no_common_past: 2,
  history_unreadable: 2,
  shadow_unavailable: 2,
  shadow_is_target: 2,
  production_refused: 2,
  not_confirmed: 2,
  history_moved: 2,
  sql_syntax: 3,
  sql_psql_command: 3,
  sql_copy_stdin: 3,
  sql_not_in_transaction: 3,
  sql_transaction_control: 3,
  sql_session_setting: 3,
  statement_failed: 3,
  already_exists: 3,
  lock_timeout: 3,
  transaction_ended: 3,
  index_invalid: 3,
  resume_edited: 3,
  resume_unclear: 3,
  lock_given_up: 3,
  file_changed: 3,
  connection_lost: 3,
  interrupted: 3,
  not_proven: 3,
  shadow_replay_failed: 3,
  shadow_extension_missing: 3,
  shadow_cluster_statement: 3
};
var MigratorError = class extends Error {
  name = "MigratorError";
  code;
  details;
  constructor(code, message, details = {}) {
    super(message, details.cause === void 0 ? void 0 : { cause: details.cause });
    this.code = code;
    this.details = details;
  }
  /** 2 could not start, 3 a migration failed or was refused. */
  get exitCode() {
    return ERROR_CODES[this.code];
  }
};

export {
  MigratorError
};
