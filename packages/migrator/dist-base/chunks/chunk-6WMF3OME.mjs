import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  MigratorError
} from "./chunk-MCJTRXYM.mjs";
import {
  src_default
} from "./chunk-RUMZHYU3.mjs";

// src/model/ports.ts
var ServerError = class extends Error {
  name = "ServerError";
  sqlstate;
  detail;
  hint;
  context;
  /** 1-based, in characters (code points) of the message sent; undefined when Postgres gives no place. */
  position;
  /** The statement of a function that failed, and the place in it, 1-based in characters. */
  internal;
  constructor(fields) {
    super(fields.message);
    this.sqlstate = fields.sqlstate;
    this.detail = fields.detail;
    this.hint = fields.hint;
    this.context = fields.context;
    this.position = fields.position;
    this.internal = fields.internal;
  }
};

// src/database/quote.ts
function quoteLiteral(text) {
  return `'${text.replaceAll("'", "''")}'`;
}
function quoteIdentifier(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

// src/database/sqlstates.ts
var SQLSTATE = {
  lockNotAvailable: "55P03",
  readOnlyTransaction: "25006",
  insufficientPrivilege: "42501",
  invalidPassword: "28P01",
  invalidAuthorization: "28000",
  unknownDatabase: "3D000",
  tooManyConnections: "53300",
  cannotConnectNow: "57P03",
  queryCanceled: "57014",
  /** A statement that does not run in a transaction was sent in one. */
  activeTransaction: "25001",
  // Raised by our own SQL, in a class Postgres does not use.
  /** A file ended the transaction it ran in. */
  transactionEnded: "MG001",
  /** A file gave up the lock that keeps two runs apart. */
  lockGivenUp: "MG002",
  /** Objects of the files are there although nothing is recorded. */
  objectsExist: "MG003",
  /** The old history grew while it was taken over. */
  oldHistoryMoved: "MG004",
  /** A rehearsed statement ran, and is undone by this. */
  rehearsed: "MG005"
};
var ALREADY_EXISTS = /* @__PURE__ */ new Set([
  "42P07",
  // table, index, view, sequence, unique constraint
  "42701",
  // column
  "42710",
  // foreign key, check, enum label, type, trigger, policy, rule, role, extension, domain, publication
  "42723",
  // function
  "42P06"
  // schema
]);
var ALREADY_EXISTS_WORDING = {
  "42P16": /multiple primary keys/,
  "55000": /already an identity column/
};
function isAlreadyExists(sqlstate, message) {
  return ALREADY_EXISTS.has(sqlstate) || ALREADY_EXISTS_WORDING[sqlstate]?.test(message) === true;
}
function isServerGone(sqlstate) {
  return /^(57P0[123]|08)/.test(sqlstate);
}
function isGone(sqlstate) {
  return /^42(P01|70[34]|883)$/.test(sqlstate);
}

// src/database/postgres.ts
import { checkServerIdentity } from "node:tls";

// src/database/connection-error.ts
function connectionError(error, target) {
  if (error instanceof MigratorError) return error;
  return error instanceof ServerError ? refusedByServer(error, target) : unreachable(error, target);
}
function refusedByServer(error, target) {
  const fail = (code, message, hint) => new MigratorError(code, message, { hint, sqlstate: error.sqlstate });
  const worded = WORDED.find(({ wording }) => wording.test(error.message));
  if (worded !== void 0) return fail(worded.code, worded.message(target, error), worded.hint);
  switch (error.sqlstate) {
    case SQLSTATE.invalidPassword:
    case SQLSTATE.invalidAuthorization:
      return fail(
        "connection_password",
        `${target.label} refused the user or password of ${target.origin}: ${error.message}.`,
        "Check both; a password with special characters must be percent-encoded in a URL."
      );
    case SQLSTATE.insufficientPrivilege:
      return fail(
        "connection_failed",
        `${target.label} let the role in, but not further: ${error.message}.`,
        `Use the URL of a role that may (on Supabase "postgres"), or grant it the right that is missing.`
      );
    case SQLSTATE.cannotConnectNow:
      return fail(
        "connection_failed",
        `${target.label} takes no connections now: ${error.message}.`,
        "Wait until it is up, and run the same command again."
      );
    case SQLSTATE.unknownDatabase:
      return fail(
        "connection_database",
        `The server at ${target.host}:${target.port} has no database "${target.database}".`,
        `Correct the name in ${target.origin}, or create the database; on Supabase it is "postgres".`
      );
    case SQLSTATE.tooManyConnections:
      return fail(
        "connection_too_many",
        `${target.label} has no connection left.`,
        "Wait for others to finish, or use the session pooler (port 5432 of *.pooler.supabase.com)."
      );
    case SQLSTATE.readOnlyTransaction:
      return fail(
        "server_read_only",
        `${target.label} is read-only: a replica, or a project in read-only mode.`,
        `Point ${target.origin} to the primary.`
      );
    default:
      return fail(
        "connection_failed",
        `${target.label} refused the connection: ${error.message}.`,
        `Check ${target.origin} and the server's log.`
      );
  }
}
var WORDED = [
  {
    wording: /no pg_hba\.conf entry .*no encryption/,
    code: "connection_tls",
    message: ({ label }) => `${label} lets nobody in without encryption.`,
    hint: "Add sslmode=require to the URL."
  },
  {
    wording: /no pg_hba\.conf entry/,
    code: "connection_failed",
    message: ({ label }, { message }) => `${label} lets nobody in from this address: ${message}.`,
    hint: "Look at the network restrictions of the project, or at the server's pg_hba.conf."
  },
  {
    wording: /tenant or user not found/i,
    code: "connection_password",
    message: ({ label, origin }) => `The pooler at ${label} does not know the user of ${origin}.`,
    hint: "A pooler's user is postgres.PROJECT, and its host that of the project's region: copy the URL from the dashboard."
  },
  {
    wording: /statement pooling mode/i,
    code: "pooler_transaction_mode",
    message: ({ label, origin }) => `${origin} leads to a pooler in statement mode, at ${label}.`,
    hint: "No transaction lasts there: set DIRECT_URL to the direct connection or to a pooler in session mode."
  },
  {
    wording: /max clients reached/i,
    code: "connection_too_many",
    message: ({ label }) => `The pooler at ${label} has no connection left.`,
    hint: "Wait for others to finish, or use the direct connection."
  }
];
function unreachable(error, target) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const fail = (ours, message, hint) => new MigratorError(ours, message, { hint, cause: error });
  switch (code) {
    case "ECONNREFUSED":
      return fail(
        "connection_refused",
        `Nothing listens at ${target.host}:${target.port}.`,
        target.kind === "remote" ? `Check host and port in ${target.origin}; a paused project has to be resumed first.` : `Start that server, or remove ${target.origin} to use the embedded one.`
      );
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return fail(
        "connection_host_unknown",
        `The host name ${target.host} is not known.`,
        `Check it in ${target.origin}; behind a direct Supabase host without IPv6 use the session pooler's URL.`
      );
    case "ENETUNREACH":
    case "EHOSTUNREACH":
    case "EADDRNOTAVAIL":
      return fail(
        "connection_no_route",
        `There is no route to ${target.host} from here.`,
        "Direct Supabase hosts have IPv6 only: use the session pooler (port 5432 of *.pooler.supabase.com)."
      );
    case "CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return fail(
        "connection_timeout",
        `${target.host}:${target.port} did not answer in time.`,
        "Check host and port, and whether a firewall or an IP allow-list is in the way."
      );
    case "hung_up":
      return fail(
        "connection_failed",
        `${target.host}:${target.port} accepts connections and closes them without a word.`,
        `Look at the server's log: it may be starting, out of memory, or refuse this address. Check the port in ${target.origin}.`
      );
    case "not_postgres":
      return fail(
        "connection_not_postgres",
        `What listens at ${target.host}:${target.port} does not speak Postgres.`,
        `Check the port in ${target.origin}: Postgres has 5432 by habit, Supabase's local one 54322; 54321 is its API.`
      );
    default:
      return isTlsError(code, error) ? fail(
        "connection_tls",
        `No encrypted connection to ${target.label}: ${messageOf(error)}.`,
        "Check sslmode and sslrootcert in the URL; Supabase's certificate is in its database settings."
      ) : fail(
        "connection_failed",
        `The connection to ${target.label} failed: ${messageOf(error)}.`,
        `Check ${target.origin}.`
      );
  }
}
function isTlsError(code, error) {
  return /^(ERR_(SSL|TLS)|EPROTO|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|HOSTNAME_MISMATCH)/.test(code) || /SSL|TLS/.test(messageOf(error));
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

// src/database/diagnose-silence.ts
import { connect } from "node:net";
function diagnoseSilence({ host, port }, milliseconds) {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => socket.write(SSL_REQUEST));
    const settle = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(milliseconds, () => settle(void 0));
    socket.once(
      "error",
      ({ code }) => settle(code === "ECONNRESET" ? "hung_up" : void 0)
    );
    socket.once("end", () => settle("hung_up"));
    socket.once(
      "data",
      (answer) => settle(YES_OR_NO.test(answer.toString("latin1")) ? void 0 : "not_postgres")
    );
  });
}
var SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
var YES_OR_NO = /^([SN]$|E\0\0)/;

// src/database/parse-text-array.ts
function parseTextArray(text) {
  const elements = [];
  const element = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)/gy;
  let position = 1;
  while (position < text.length - 1) {
    element.lastIndex = position;
    const match = element.exec(text);
    if (match === null) throw new Error(`not an array of text: ${text.slice(0, 40)}`);
    const [whole, quoted, bare] = match;
    if (quoted !== void 0) elements.push(quoted.replaceAll(/\\(.)/gs, "$1"));
    else elements.push(bare === "NULL" ? null : bare ?? "");
    position += whole.length + 1;
  }
  return elements;
}

// src/database/postgres.ts
var CONNECT_TIMEOUT = 15e3;
var APPLICATION_NAME = "groundwork-migrate";
var LOST = /* @__PURE__ */ new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT"
]);
async function openSession(target, openingText2) {
  const listeners = /* @__PURE__ */ new Set();
  const timeout = target.connectTimeout ?? CONNECT_TIMEOUT;
  let lost = false;
  const client = src_default({
    host: target.host,
    port: target.port,
    database: target.database,
    username: target.user,
    password: target.password,
    ssl: tlsOption(target),
    // One connection that lives as long as the run: the lock and the settings are its own.
    max: 1,
    max_lifetime: null,
    idle_timeout: 0,
    connect_timeout: timeout / 1e3,
    // A transaction pooler may hand a prepared statement to another backend; asking for types costs a round trip.
    prepare: false,
    fetch_types: false,
    // Without this char[], name[], text[] and varchar[] would stay text.
    types: {
      textArray: { to: 1009, from: [1002, 1003, 1009, 1015], serialize: String, parse: parseTextArray }
    },
    connection: { application_name: APPLICATION_NAME },
    // postgres.js connects anew by itself, to a session without our lock: after a close nothing may be sent.
    onclose: () => {
      lost = true;
    },
    onnotice: (notice) => {
      const { severity = "", code = "", message = "" } = notice;
      for (const listener of listeners) listener({ severity, code, message });
    }
  });
  let running;
  let toldPid;
  async function send(text, parameters) {
    const query = client.unsafe(text, parameters);
    running = query;
    try {
      const result = await query;
      toldPid ??= readPid(result);
      return resultSets(result);
    } finally {
      running = void 0;
    }
  }
  async function sendOrLose(text, parameters) {
    if (lost) throw connectionLost();
    try {
      return await send(text, parameters);
    } catch (error) {
      if (LOST.has(codeOf(error))) {
        lost = true;
        throw connectionLost(error);
      }
      throw error instanceof src_default.PostgresError ? serverError(error) : error;
    }
  }
  const session = {
    run: (text) => sendOrLose(text),
    query: async (text, parameters = []) => (await sendOrLose(text, [...parameters]))[0] ?? [],
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async cancel() {
      running?.cancel();
    },
    // After a cut postgres.js still counts the query as running, and would wait for it.
    close: () => client.end({ timeout: lost ? 0 : 5 })
  };
  try {
    const opening = await withDeadline(send(openingText2), target, timeout);
    return { session, opening, toldPid };
  } catch (error) {
    await client.end({ timeout: 0 });
    throw connectionError(error instanceof src_default.PostgresError ? serverError(error) : error, target);
  }
}
var SUSPICIOUS = 2e3;
async function withDeadline(opening, target, milliseconds) {
  const timers = [];
  const deadline = new Promise((_, reject) => {
    const fail = (code) => reject(Object.assign(new Error("no answer"), { code }));
    const look = async () => {
      const found = await diagnoseSilence(target, SUSPICIOUS);
      if (found !== void 0) fail(found);
    };
    timers.push(setTimeout(look, Math.min(SUSPICIOUS, milliseconds / 2)));
    timers.push(setTimeout(() => fail("CONNECT_TIMEOUT"), milliseconds));
  });
  try {
    return await Promise.race([opening, deadline]);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}
function readPid(result) {
  const one = Array.isArray(result) && !("command" in result) ? result.at(-1) : result;
  if (typeof one !== "object" || one === null || !("state" in one)) return void 0;
  const { state } = one;
  if (typeof state !== "object" || state === null || !("pid" in state)) return void 0;
  return typeof state.pid === "number" ? state.pid : void 0;
}
function resultSets(result) {
  if (!Array.isArray(result)) return [];
  return "command" in result ? [result] : result;
}
function tlsOption({
  tls,
  host
}) {
  switch (tls.mode) {
    case "off":
      return false;
    case "require":
      return { rejectUnauthorized: false };
    case "verify":
      return {
        rejectUnauthorized: true,
        ...tls.ca === void 0 ? {} : { ca: tls.ca },
        // The name in the URL, also where it is an address: postgres.js would ask for "localhost" then.
        checkServerIdentity: (_host, certificate) => tls.name ? checkServerIdentity(host, certificate) : void 0
      };
  }
}
function serverError(error) {
  return new ServerError({
    sqlstate: error.code,
    message: error.message,
    detail: error.detail,
    hint: error.hint,
    context: error.where,
    position: error.position === void 0 ? void 0 : Number(error.position),
    internal: error.internal_query === void 0 ? void 0 : { query: error.internal_query, position: Number(error.internal_position) }
  });
}
function connectionLost(cause) {
  return new MigratorError("connection_lost", "The connection to the database was lost.", {
    hint: "Run the same command again: what is recorded is whole, and the next run goes on from there.",
    cause
  });
}
function codeOf(error) {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

// src/database/session-settings.ts
function ownSettings({ lockTimeout, statementTimeout }) {
  return [
    `SET lock_timeout = ${lockTimeout};`,
    `SET statement_timeout = ${statementTimeout};`,
    "SET idle_in_transaction_session_timeout = 0;",
    "SET standard_conforming_strings = on;",
    "SET client_encoding = 'UTF8';"
  ].join(" ");
}
var RESET_ROLE = "RESET SESSION AUTHORIZATION; RESET ROLE;";
function resetState(limits) {
  return `RESET ALL; DEALLOCATE ALL; CLOSE ALL; DISCARD TEMP; DISCARD SEQUENCES; ${ownSettings(limits)}`;
}
function openingText(limits) {
  return `${RESET_ROLE} ${resetState(limits)}`;
}
function afterFileText(limits) {
  return `UNLISTEN *; ${resetState(limits)}`;
}

// src/database/mask-values.ts
function maskDetail(detail, ownText) {
  return maskQuoted(
    detail.replace(/\)=\((?:.*)\)(?=[ .,]|$)/gs, ")=(\u2026)").replace(/^(Failing row contains) .*$/s, "$1 (\u2026)."),
    ownText
  );
}
function maskMessage(message, sqlstate, ownText) {
  return /^(22|P0)/.test(sqlstate) ? maskQuoted(message, ownText) : message;
}
function maskContext(context, ownText) {
  return context.split("\n").map((line) => {
    if (/^(PL\/pgSQL|SQL) function /.test(line)) return line;
    if (line.startsWith("SQL statement"))
      return line.replace(/'(?:[^']|'')*'/g, (value) => keep(value, ownText));
    return line.replace(/: .*$/s, ": \u2026");
  }).join("\n");
}
function maskQuoted(text, ownText) {
  return text.replace(/"((?:[^"]|"")*)"|'((?:[^']|'')*)'/g, (quoted) => keep(quoted, ownText));
}
function keep(quoted, ownText) {
  const mark = quoted.charAt(0);
  return ownText.includes(quoted.slice(1, -1)) ? quoted : `${mark}\u2026${mark}`;
}

export {
  quoteLiteral,
  quoteIdentifier,
  SQLSTATE,
  isAlreadyExists,
  isServerGone,
  isGone,
  ServerError,
  openSession,
  RESET_ROLE,
  openingText,
  afterFileText,
  maskDetail,
  maskMessage,
  maskContext
};
