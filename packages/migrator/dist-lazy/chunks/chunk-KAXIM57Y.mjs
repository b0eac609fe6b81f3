import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  tryLockExpression,
  unlockExpression
} from "./chunk-QHKT2QBE.mjs";
import {
  HISTORY_COMMENT,
  HISTORY_TABLE,
  historyNotMade,
  historyNotRead,
  readHistory,
  readHistoryVersion,
  upgradeHistoryStatements
} from "./chunk-RQXHBCV7.mjs";
import {
  SQLSTATE,
  ServerError,
  openSession,
  openingText,
  quoteLiteral
} from "./chunk-F27YLNLV.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";

// src/config/parse-url.ts
import { readFileSync } from "node:fs";
var FOREIGN_PARAMETERS = /* @__PURE__ */ new Set([
  "pgbouncer",
  "connection_limit",
  "pool_timeout",
  "socket_timeout",
  "statement_cache_size",
  "prepareThreshold",
  "schema",
  "supa",
  "uselibpqcompat",
  "application_name",
  "target_session_attrs",
  "channel_binding",
  "gssencmode"
]);
var OWN_PARAMETERS = /* @__PURE__ */ new Set(["sslmode", "sslrootcert", "connect_timeout"]);
function parseUrl(text, origin) {
  const url = readUrl(text.trim(), origin);
  const host = decode(url.hostname, origin).replace(/^\[|\]$/g, "") || "localhost";
  const port = url.port === "" ? 5432 : Number(url.port);
  const user = decode(url.username, origin) || "postgres";
  const database = decode(url.pathname.slice(1), origin) || user;
  const password = decode(url.password, origin);
  const local = isLoopback(host);
  if (/^\[?YOUR[-_]PASSWORD\]?$/i.test(password)) {
    throw invalid(
      origin,
      "still has a placeholder where the password belongs",
      "Put the database password there."
    );
  }
  const unknown = [...url.searchParams.keys()].find(
    (name) => !FOREIGN_PARAMETERS.has(name) && !OWN_PARAMETERS.has(name)
  );
  if (unknown !== void 0) {
    throw invalid(origin, `has the parameter "${unknown}", which means nothing here`, "Take it out.");
  }
  if (url.searchParams.get("pgbouncer") === "true" || port === 6543 && host.endsWith(".pooler.supabase.com")) {
    throw new MigratorError("pooler_transaction_mode", `${origin} leads to a pooler in transaction mode.`, {
      hint: "A lock and settings do not survive there: use the session pooler (the same host, port 5432) or the direct connection, as DIRECT_URL."
    });
  }
  return {
    kind: local ? "local" : "remote",
    host,
    port,
    database,
    user,
    password,
    tls: readTls(url.searchParams, local, origin),
    ...readConnectTimeout(url.searchParams.get("connect_timeout"), origin),
    label: `${host}:${port}/${database}`,
    origin
  };
}
function readUrl(text, origin) {
  const shape = "postgresql://USER:PASSWORD@HOST:5432/postgres";
  if (!URL.canParse(text)) {
    throw invalid(
      origin,
      "is not a URL",
      `It should look like ${shape}; percent-encode special characters of the password.`
    );
  }
  const url = new URL(text);
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:") {
    const what = url.protocol === "http:" || url.protocol === "https:" ? "is the API's URL" : "is no Postgres URL";
    throw invalid(origin, `${what} (${url.protocol}//\u2026)`, `It should look like ${shape}.`);
  }
  if (url.hash !== "") {
    throw invalid(origin, 'has a "#" in it', "Percent-encode it as %23 when it belongs to the password.");
  }
  return url;
}
function decode(part, origin) {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(origin, 'has a "%" that begins no escape', "Percent-encode it as %25.");
  }
}
function readTls(parameters, local, origin) {
  const mode = parameters.get("sslmode") ?? (parameters.has("sslrootcert") ? "verify-full" : void 0);
  switch (mode) {
    case void 0:
      return local ? { mode: "off" } : { mode: "require" };
    case "disable":
      return { mode: "off" };
    case "allow":
    case "prefer":
    case "no-verify":
      return { mode: "require" };
    case "require":
      if (!parameters.has("sslrootcert")) return { mode: "require" };
      return { mode: "verify", ca: readCertificate(parameters.get("sslrootcert"), origin), name: false };
    case "verify-ca":
    case "verify-full":
      return {
        mode: "verify",
        ca: readCertificate(parameters.get("sslrootcert"), origin),
        name: mode === "verify-full"
      };
    default:
      throw invalid(
        origin,
        `asks for sslmode=${mode}, which does not exist`,
        "Use disable, require, verify-ca or verify-full."
      );
  }
}
function readConnectTimeout(text, origin) {
  if (text === null) return {};
  if (!/^\d{1,6}$/.test(text)) {
    throw invalid(origin, "has a connect_timeout that is no number of seconds", "Write connect_timeout=10.");
  }
  return Number(text) === 0 ? {} : { connectTimeout: Number(text) * 1e3 };
}
function readCertificate(path, origin) {
  if (path === null || path === "system") return void 0;
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw invalid(
      origin,
      `names the certificate ${path} as sslrootcert, which cannot be read`,
      "Download it from the project\u2019s database settings, and give its absolute path."
    );
  }
}
function isLoopback(host) {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
function invalid(origin, what, hint) {
  return new MigratorError("config_url_invalid", `${origin} ${what}.`, { hint });
}

// src/config/open-target.ts
async function openTarget(config) {
  if (config.target !== void 0) return { target: config.target, release: async () => {
  } };
  const { ensureServer } = await import("./src-HJT2FBR4.mjs");
  try {
    const server = await ensureServer();
    const target = parseUrl(server.url(), "the embedded Postgres");
    return { target: { ...target, kind: "embedded" }, release: () => server.release() };
  } catch (error) {
    throw new MigratorError("embedded_unavailable", messageOf(error), {
      hint: hintOf(error) ?? "Set DATABASE_URL to use another Postgres.",
      cause: error
    });
  }
}
async function isEmbedded(target) {
  if (target.kind !== "local") return target.kind === "embedded";
  const { readServer } = await import("./src-HJT2FBR4.mjs");
  const { running, port } = await readServer();
  return running && port === target.port;
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
function hintOf(error) {
  return error instanceof Error && "hint" in error && typeof error.hint === "string" ? error.hint : void 0;
}

// src/database/old-history.ts
var OLD_HISTORY = "public.__manual_migrations";
var OLD_HISTORY_STATE = `(SELECT CASE
    WHEN (SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
      AND a.attname IN ('id', 'filename', 'executed_at')) < 3 THEN 'unknown'
    WHEN pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT') THEN 'readable'
    ELSE 'forbidden' END
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relname = '__manual_migrations')`;
function readOldHistoryState(value) {
  return value === "readable" || value === "forbidden" || value === "unknown" ? value : "none";
}

// src/database/contact.ts
function contactText({ lock }) {
  return `SELECT
  pg_catalog.current_setting('server_version_num')::int AS server_version,
  pg_catalog.pg_is_in_recovery() OR pg_catalog.current_setting('transaction_read_only')::bool AS read_only,
  current_user::text AS "user",
  pg_catalog.pg_backend_pid() AS pid,
  ${HISTORY_COMMENT} AS history_comment,
  ${OLD_HISTORY_STATE} AS old_history,
  ${lock ? tryLockExpression() : "false"} AS locked;`;
}
function readContact(rows) {
  const row = rows?.[0] ?? {};
  const comment = row.history_comment;
  const historyVersion = readHistoryVersion(typeof comment === "string" ? comment : null);
  return {
    serverVersion: Number(row.server_version),
    readOnly: row.read_only === true,
    user: String(row.user),
    pid: Number(row.pid),
    historyVersion,
    oldHistory: historyVersion === 0 ? readOldHistoryState(row.old_history) : "none",
    locked: row.locked === true
  };
}

// src/database/pooler.ts
var PATIENCE = 3e3;
var WHICH_BACKEND = "SELECT pg_catalog.pg_backend_pid() AS pid;";
var ASKING = [
  "ours",
  "other",
  "other",
  "ours",
  "ours",
  "other",
  "ours",
  "other",
  "other",
  "other",
  "ours"
];
async function refuseTransactionMode(target, session, pid) {
  const second = await openSession(
    { ...target, connectTimeout: Math.min(PATIENCE, target.connectTimeout ?? PATIENCE) },
    WHICH_BACKEND
  ).catch(() => void 0);
  if (second === void 0) return;
  try {
    const pids = { ours: pid, other: pidOf(second.opening.at(-1)) };
    let moved = pids.ours === pids.other;
    for (const who of ASKING) {
      if (moved) break;
      moved = pids[who] !== pidOf(await (who === "ours" ? session : second.session).query(WHICH_BACKEND));
    }
    if (!moved) return;
    await giveBackAt(pid, [session, second.session]);
    throw transactionMode(target);
  } finally {
    await second.session.close();
  }
}
async function giveBackAt(pid, sessions) {
  for (let turn = 0; turn < 20; turn += 1) {
    for (const session of sessions) {
      const [row] = await session.query(
        `SELECT CASE pg_catalog.pg_backend_pid() WHEN ${pid} THEN ${unlockExpression()} END AS given`
      );
      if (row?.given != null) return;
    }
  }
}
function pidOf(rows) {
  return Number(rows?.[0]?.pid);
}
async function giveBack(session) {
  await session.run("SELECT pg_catalog.pg_advisory_unlock_all();").catch(() => {
  });
}
function transactionMode({ origin, label }) {
  return new MigratorError(
    "pooler_transaction_mode",
    `${origin} leads to a pooler in transaction mode, at ${label}: each message may reach another backend.`,
    {
      hint: "A lock and settings do not survive there. Set DIRECT_URL to the direct connection or to a pooler in session mode (on Supabase the same host, port 5432)."
    }
  );
}

// src/database/stoppable-session.ts
function stoppable(session, signal) {
  if (signal === void 0) return session;
  const onAbort = () => void session.cancel();
  signal.addEventListener("abort", onAbort);
  async function send(work) {
    if (signal?.aborted) throw stopped(signal);
    try {
      return await work();
    } catch (error) {
      const cancelled = error instanceof ServerError && error.sqlstate === SQLSTATE.queryCanceled;
      throw signal?.aborted && cancelled ? stopped(signal) : error;
    }
  }
  return {
    run: (text) => send(() => session.run(text)),
    query: (text, parameters) => send(() => session.query(text, parameters)),
    onNotice: (listener) => session.onNotice(listener),
    cancel: () => session.cancel(),
    close() {
      signal.removeEventListener("abort", onAbort);
      return session.close();
    }
  };
}
function stopped(signal) {
  const by = typeof signal.reason === "string" ? ` by ${signal.reason}` : "";
  return new MigratorError("interrupted", `The run was stopped${by}.`, {
    hint: "What was under way is rolled back, what is recorded stays. Run the same command again to go on."
  });
}

// src/database/take-over-history.ts
async function readOldHistory(session, migrations, user) {
  const text = `SET LOCAL row_security = off;
SELECT id::text, filename::text, executed_at::timestamptz FROM ${OLD_HISTORY} ORDER BY ${OLD_HISTORY}.id;`;
  const results = await session.run(text).catch((error) => {
    throw error instanceof ServerError ? historyNotRead(error, user, OLD_HISTORY) : error;
  });
  const found = results.at(-1) ?? [];
  const migrationOf = migrationFinder(migrations);
  const seen = /* @__PURE__ */ new Set();
  const rows = found.flatMap(({ id, filename, executed_at }) => {
    const migration = migrationOf(String(filename));
    const name = migration?.name ?? String(filename);
    if (seen.has(name)) return [];
    seen.add(name);
    const executedAt = executed_at instanceof Date ? executed_at : /* @__PURE__ */ new Date(0);
    return [{ id: String(id), row: importedRow(name, executedAt, migration?.checksum ?? null) }];
  });
  return { rows, total: found.length };
}
async function takeOverHistory(session, old) {
  try {
    await session.run(`BEGIN; SET LOCAL row_security = off;
${upgradeHistoryStatements(0)}${refuseIfMoved(old)}${importText(old)}${COMMENT_OLD_TABLE}COMMIT;`);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run("ROLLBACK");
    if (error.sqlstate !== SQLSTATE.oldHistoryMoved) throw historyNotMade(error);
    throw new MigratorError(
      "history_unreadable",
      `${OLD_HISTORY} changed while it was taken over: the runner it belongs to is at work.`,
      { hint: "Nothing was changed. Wait for it to end, and run the same command again.", cause: error }
    );
  }
}
function refuseIfMoved({ total }) {
  return `DO $m$BEGIN IF (SELECT pg_catalog.count(*) FROM ${OLD_HISTORY}) <> ${total} THEN
  RAISE EXCEPTION 'moved' USING ERRCODE = '${SQLSTATE.oldHistoryMoved}'; END IF; END$m$;
`;
}
function importText({ rows }) {
  if (rows.length === 0) return "";
  const names = rows.map(({ id, row: { filename, checksum } }) => {
    const values = [id, filename, checksum].map((value) => value === null ? "NULL" : quoteLiteral(value));
    return `(${values.join(", ")})`;
  });
  return `INSERT INTO ${HISTORY_TABLE} (filename, executed_at, checksum, outcome, evidence)
SELECT names.filename, coalesce(old.executed_at::timestamptz, pg_catalog.clock_timestamp()), names.checksum, 'imported',
  pg_catalog.jsonb_build_object('from', '${OLD_HISTORY}', 'filename', old.filename)
FROM ${OLD_HISTORY} old JOIN (VALUES ${names.join(",\n  ")}) AS names (id, filename, checksum) ON names.id = old.id::text
ORDER BY old.id;
`;
}
var COMMENT_OLD_TABLE = `DO $m$BEGIN
  COMMENT ON TABLE ${OLD_HISTORY} IS 'Taken over into ${HISTORY_TABLE}, and not read since.';
EXCEPTION WHEN insufficient_privilege THEN NULL;
END$m$;
`;
function migrationFinder(migrations) {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  return (oldName) => {
    const bare = oldName.trim().replace(/\/migration\.sql$/, "").replace(/^.*[\\/]/, "");
    const forms = [oldName, bare, `${bare}.sql`, bare.replace(/\.sql$/, "")];
    return forms.map((name) => byName.get(name)).find((migration) => migration !== void 0);
  };
}
function importedRow(filename, executedAt, checksum) {
  return {
    filename,
    executedAt,
    checksum,
    outcome: "imported",
    statements: null,
    statementsDone: null,
    batch: null,
    durationMs: null,
    executedBy: null
  };
}

// src/with-database.ts
async function withDatabase(config, { lock, folder, emit }, work) {
  const { target, release } = await openTarget(config);
  try {
    const files = folder.migrations.length;
    emit({ type: "found", files, directory: config.directory, target: target.label });
    const {
      session: bare,
      opening,
      toldPid
    } = await openSession(target, `${openingText(config)} ${contactText({ lock })}`);
    const session = stoppable(bare, config.signal);
    let pooled = false;
    try {
      const contact = readContact(opening.at(-1));
      refuseOldServer(contact);
      pooled = toldPid !== void 0 && toldPid !== contact.pid;
      if (pooled) await refuseTransactionMode(target, session, contact.pid);
      const watch = async () => (await openSession(target, "SELECT 1")).session;
      return await work({ session, contact, target, label: target.label, watch });
    } finally {
      if (pooled && lock) await giveBack(bare);
      await session.close();
    }
  } finally {
    await release();
  }
}
async function historyOf(session, contact, migrations, options = {}) {
  if (contact.historyVersion > 0) return readHistory(session, contact.user, options);
  if (contact.oldHistory === "none" || contact.oldHistory === "unknown") return [];
  const { rows } = await readOldHistory(session, migrations, contact.user);
  return rows.map(({ row }) => row);
}
var OLDEST_SERVER = 14e4;
function refuseOldServer({ serverVersion }) {
  if (serverVersion >= OLDEST_SERVER) return;
  throw new MigratorError("server_version", `The server is Postgres ${Math.floor(serverVersion / 1e4)}.`, {
    hint: `Postgres ${OLDEST_SERVER / 1e4} or newer is needed; Supabase runs 15 and 17.`
  });
}
function refuseReadOnly({ readOnly }) {
  if (!readOnly) return;
  throw new MigratorError(
    "server_read_only",
    "The database is read-only: a replica, or a project in read-only mode.",
    { hint: "Point the URL to the primary." }
  );
}

export {
  parseUrl,
  openTarget,
  isEmbedded,
  OLD_HISTORY,
  contactText,
  readContact,
  readOldHistory,
  takeOverHistory,
  withDatabase,
  historyOf,
  refuseReadOnly
};
