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

// src/sql/locate.ts
var WIDTH = 160;
function locate(file, text, offset) {
  const at = Math.max(0, Math.min(offset, text.length));
  const lineStart = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.indexOf("\n", at);
  const whole = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
  const column = at - lineStart;
  const { source, caret } = cutAround(whole, column);
  const printable = source.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ");
  return { file, line: lineOf(text, at), column: column + 1, source: printable, caret };
}
function lineOf(text, offset) {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
function cutAround(line, column) {
  if (line.length <= WIDTH) return { source: line, caret: column };
  let start = Math.max(0, Math.min(column - WIDTH / 2, line.length - WIDTH));
  let end = Math.min(line.length, start + WIDTH);
  if (splitsPair(line, start)) start++;
  if (splitsPair(line, end)) end--;
  const before = start > 0 ? "\u2026" : "";
  const after = end < line.length ? "\u2026" : "";
  return { source: `${before}${line.slice(start, end)}${after}`, caret: column - start + before.length };
}
function splitsPair(text, at) {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 65535;
}

// src/sql/normalise-text.ts
function normaliseText(text) {
  return text.replace(/^\uFEFF+/, "").replace(/\r+\n/g, "\n");
}

export {
  MigratorError,
  locate,
  normaliseText
};
