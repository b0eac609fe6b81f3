import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/sensitive-options.js
var SAFE_OPTION_KEYS = /* @__PURE__ */ new Set([
  // libpq connection params (non-credential subset).
  //   https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
  "host",
  "hostaddr",
  "port",
  "dbname",
  "user",
  "sslmode",
  "sslcompression",
  "sslcert",
  "sslkey",
  "sslrootcert",
  "sslcrl",
  "sslcrldir",
  "sslsni",
  "requirepeer",
  "krbsrvname",
  "gsslib",
  "sspi",
  "gssencmode",
  "gssdelegation",
  "channel_binding",
  "target_session_attrs",
  // names a pg_service.conf connection-service entry — a reference, not a
  // credential (the real host/user/password live in that file). Must stay
  // visible so a service-name change is a real diff and export/plan-from-empty
  // preserves it instead of emitting `service=__OPTION_SERVICE__`.
  "service",
  "application_name",
  "fallback_application_name",
  "connect_timeout",
  "client_encoding",
  "options",
  "keepalives",
  "keepalives_idle",
  "keepalives_interval",
  "keepalives_count",
  "tcp_user_timeout",
  "replication",
  "load_balance_hosts",
  // postgres_fdw behavior tuning.
  //   https://www.postgresql.org/docs/current/postgres-fdw.html#POSTGRES-FDW-OPTIONS-CONNECTION
  "use_remote_estimate",
  "fdw_startup_cost",
  "fdw_tuple_cost",
  "fetch_size",
  "batch_size",
  "async_capable",
  "analyze_sampling",
  "parallel_commit",
  "parallel_abort",
  // postgres_fdw user-mapping behavior flag (non-credential): documented as a
  // normal option; `password_required=false` lets a non-superuser mapping
  // connect without a password. Must stay visible so the diff and
  // export/plan-from-empty preserve this security-relevant setting.
  "password_required",
  "extensions",
  "updatable",
  "truncatable",
  "schema_name",
  "table_name",
  "column_name",
  // Common shape for table-like FDWs (file_fdw, cloud-storage wrappers).
  "schema",
  "database",
  "table",
  "format",
  "header",
  "delimiter",
  "quote",
  "escape",
  "encoding",
  "compression",
  // file_fdw's remaining non-secret COPY-shaped options.
  //   https://www.postgresql.org/docs/current/file-fdw.html
  //   `filename`/`program` name the data source (a path / shell command, not a
  //   credential); `null`/`force_not_null`/`force_null` are COPY formatting
  //   knobs. Redacting `filename` in particular makes a default-redacted export
  //   create a foreign table pointing at the literal `__OPTION_FILENAME__`,
  //   which converges while every query fails.
  "filename",
  "program",
  "null",
  "force_not_null",
  "force_null",
  // Cloud / Supabase Wrappers non-credential shape.
  //   https://github.com/supabase/wrappers
  "region",
  "endpoint",
  "bucket",
  "prefix",
  "location",
  "project_id",
  "dataset_id",
  "dataset",
  "workspace",
  "organization",
  "api_version"
]);
var SUBSCRIPTION_CONNINFO_PLACEHOLDER = "host=__CONN_HOST__ port=__CONN_PORT__ dbname=__CONN_DBNAME__ user=__CONN_USER__ password=__CONN_PASSWORD__";
function redactOptionString(opt) {
  const i = opt.indexOf("=");
  if (i === -1)
    return opt;
  const key = opt.slice(0, i);
  if (SAFE_OPTION_KEYS.has(key.toLowerCase()))
    return opt;
  return `${key}=__OPTION_${key.toUpperCase()}__`;
}
function redactOptionStrings(options) {
  return options.map(redactOptionString);
}

export {
  SUBSCRIPTION_CONNINFO_PLACEHOLDER,
  redactOptionStrings
};
