import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  locate,
  normaliseText
} from "./chunk-OSCVM32V.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";

// src/sql/text-offsets.ts
function textOffsets(text) {
  if (Buffer.byteLength(text, "utf8") === text.length) {
    const clamp = (offset) => Math.min(offset, text.length);
    return { fromByte: clamp, fromCodePoint: clamp };
  }
  return { fromByte: counter(text, utf8Length), fromCodePoint: counter(text, () => 1) };
}
function counter(text, widthOf) {
  let offset = 0;
  let counted = 0;
  return (wanted) => {
    if (wanted < counted) {
      offset = 0;
      counted = 0;
    }
    while (counted < wanted && offset < text.length) {
      const codePoint = text.codePointAt(offset) ?? 0;
      counted += widthOf(codePoint);
      offset += codePoint > 65535 ? 2 : 1;
    }
    return offset;
  };
}
function utf8Length(codePoint) {
  if (codePoint < 128) return 1;
  if (codePoint < 2048) return 2;
  return codePoint < 65536 ? 3 : 4;
}

// src/sql/tree.ts
function asNode(value) {
  return isNode(value) ? value : void 0;
}
function childOf(value, ...keys) {
  return keys.reduce((at, key) => asNode(at)?.[key], value);
}
function listOf(value, ...keys) {
  const found = childOf(value, ...keys);
  return Array.isArray(found) ? found : [];
}
function textOf(value, ...keys) {
  const found = childOf(value, ...keys);
  return typeof found === "string" ? found : void 0;
}
function constantOf(value) {
  const node = childOf(value, "A_Const") ?? childOf(value, "TypeCast", "arg", "A_Const") ?? value;
  const text = textOf(node, "sval", "sval") ?? textOf(node, "String", "sval");
  if (text !== void 0) return text;
  const typeName = listOf(node, "TypeName", "names").at(-1);
  if (typeName !== void 0) return textOf(typeName, "String", "sval");
  for (const [outer, inner, missing] of CONSTANTS) {
    const found = asNode(childOf(node, outer));
    if (found) return String(found[inner] ?? missing);
  }
  return void 0;
}
var CONSTANTS = [
  ["boolval", "boolval", false],
  ["ival", "ival", 0],
  ["Boolean", "boolval", false],
  ["Integer", "ival", 0]
];
function optionsOf(value, key) {
  return new Map(
    listOf(value, key).map((item) => {
      const option = childOf(item, "DefElem");
      const argument = childOf(option, "arg");
      return [
        textOf(option, "defname") ?? "",
        argument === void 0 ? "true" : constantOf(argument) ?? ""
      ];
    })
  );
}
function booleanOf(text) {
  const value = text?.trim().toLowerCase();
  if (value === void 0 || value === "") return void 0;
  if (value === "1" || value === "on" || "true".startsWith(value) || "yes".startsWith(value)) return true;
  if (value === "0" || /^off?$/.test(value) || "false".startsWith(value) || "no".startsWith(value))
    return false;
  return void 0;
}
function walkTree(value, visit) {
  const open = [value];
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    if (Array.isArray(next)) open.push(...next);
    else if (isNode(next)) {
      visit(next);
      open.push(...Object.values(next));
    }
  }
}
function isNode(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/sql/classify-statement.ts
function classifyStatement(kind, tree) {
  if (kind === "TransactionStmt") return classifyTransaction(tree);
  const command = OUTSIDE[kind]?.(tree);
  if (command === void 0) return { transaction: "inside", ...readNewLabel(kind, tree) };
  return { transaction: "outside", reason: `Postgres does not run ${command} in a transaction` };
}
function classifyTransaction(tree) {
  const kind = textOf(tree, "kind")?.replace("TRANS_STMT_", "") ?? "";
  const command = kind.replaceAll("_", " ");
  if (INSIDE_A_TRANSACTION.has(kind)) return { transaction: "inside" };
  if (kind === "COMMIT_PREPARED" || kind === "ROLLBACK_PREPARED") {
    return { transaction: "outside", reason: `Postgres does not run ${command} in a transaction` };
  }
  if (kind === "BEGIN" || kind === "START") {
    const border2 = { begins: true, modes: readModes(tree) };
    return { transaction: "border", border: border2, reason: "it starts a transaction of its own" };
  }
  const reason = "it ends a transaction";
  const border = childOf(tree, "chain") === true ? { begins: true, modes: "" } : { begins: false };
  return { transaction: "border", border, reason };
}
function readModes(tree) {
  return [...optionsOf(tree, "options")].flatMap(([name, value]) => {
    if (name === "transaction_isolation") return `ISOLATION LEVEL ${value}`;
    if (name === "transaction_read_only") return booleanOf(value) === true ? "READ ONLY" : "READ WRITE";
    return booleanOf(value) === true ? "DEFERRABLE" : "NOT DEFERRABLE";
  }).join(", ");
}
function readNewLabel(kind, tree) {
  const label = kind === "AlterEnumStmt" ? textOf(tree, "newVal") : void 0;
  return label === void 0 || textOf(tree, "oldVal") !== void 0 ? {} : { newLabel: label };
}
var INSIDE_A_TRANSACTION = /* @__PURE__ */ new Set(["SAVEPOINT", "RELEASE", "ROLLBACK_TO"]);
var OUTSIDE = {
  IndexStmt: (tree) => when(childOf(tree, "concurrent") === true, "CREATE INDEX CONCURRENTLY"),
  DropStmt: (tree) => when(childOf(tree, "concurrent") === true, "DROP INDEX CONCURRENTLY"),
  ReindexStmt: reindex,
  VacuumStmt: (tree) => when(childOf(tree, "is_vacuumcmd") === true, "VACUUM"),
  ClusterStmt: (tree) => when(childOf(tree, "relation") === void 0, "CLUSTER of all tables"),
  CreatedbStmt: () => "CREATE DATABASE",
  DropdbStmt: () => "DROP DATABASE",
  AlterDatabaseStmt: (tree) => when(optionsOf(tree, "options").has("tablespace"), "ALTER DATABASE \u2026 SET TABLESPACE"),
  CreateTableSpaceStmt: () => "CREATE TABLESPACE",
  DropTableSpaceStmt: () => "DROP TABLESPACE",
  AlterSystemStmt: () => "ALTER SYSTEM",
  AlterTableStmt: detachConcurrently,
  CreateSubscriptionStmt: createSubscription,
  AlterSubscriptionStmt: alterSubscription,
  // Allowed only for one without a slot, which the tree does not show.
  DropSubscriptionStmt: () => "DROP SUBSCRIPTION",
  DiscardStmt: (tree) => when(childOf(tree, "target") === "DISCARD_ALL", "DISCARD ALL")
};
function reindex(tree) {
  const object = textOf(tree, "kind")?.replace("REINDEX_OBJECT_", "") ?? "";
  if (["SCHEMA", "SYSTEM", "DATABASE"].includes(object)) return `REINDEX ${object}`;
  const concurrently = booleanOf(optionsOf(tree, "params").get("concurrently"));
  return when(concurrently === true, "REINDEX CONCURRENTLY");
}
function detachConcurrently(tree) {
  const found = listOf(tree, "cmds").some(
    (command) => childOf(command, "AlterTableCmd", "def", "PartitionCmd", "concurrent") === true
  );
  return when(found, "ALTER TABLE \u2026 DETACH PARTITION CONCURRENTLY");
}
function createSubscription(tree) {
  const options = optionsOf(tree, "options");
  const makesNoSlot = booleanOf(options.get("connect")) === false || booleanOf(options.get("create_slot")) === false;
  return when(!makesNoSlot, "CREATE SUBSCRIPTION with create_slot");
}
function alterSubscription(tree) {
  const kind = textOf(tree, "kind")?.replace("ALTER_SUBSCRIPTION_", "") ?? "";
  const options = optionsOf(tree, "options");
  if (kind === "REFRESH") return "ALTER SUBSCRIPTION \u2026 REFRESH";
  if (kind.endsWith("_PUBLICATION")) {
    return when(booleanOf(options.get("refresh")) !== false, "ALTER SUBSCRIPTION with refresh");
  }
  const altersSlot = kind === "OPTIONS" && (options.has("failover") || options.has("two_phase"));
  return when(altersSlot, "ALTER SUBSCRIPTION \u2026 SET (failover)");
}
function when(condition, command) {
  return condition ? command : void 0;
}

// src/sql/find-refusal.ts
function findRefusal(kind, tree) {
  if (kind === "CopyStmt") return refuseCopy(tree);
  if (kind === "TransactionStmt") return refuseTransactionEnd(tree);
  if (kind === "DiscardStmt") return refuseDiscard(tree);
  if (kind === "VariableSetStmt") return refuseSet(tree);
  if (kind === "SelectStmt") return refuseCalls(tree);
  return void 0;
}
function refuseCopy(tree) {
  if (textOf(tree, "filename") !== void 0) return void 0;
  if (childOf(tree, "is_from") === true) return COPY_FROM_STDIN;
  return {
    code: "sql_copy_stdin",
    message: "COPY \u2026 TO STDOUT sends rows to a client that nobody reads in a migration.",
    hint: "Remove the statement, or run it with psql."
  };
}
var COPY_FROM_STDIN = {
  code: "sql_copy_stdin",
  message: "COPY \u2026 FROM stdin waits for data from the client, which a migration file cannot send.",
  hint: "Write the rows as INSERT (pg_dump --inserts does), use COPY \u2026 FROM PROGRAM or a file on the server, or load them with psql."
};
function refuseTransactionEnd(tree) {
  switch (textOf(tree, "kind")) {
    case "TRANS_STMT_ROLLBACK":
      return {
        code: "sql_transaction_control",
        message: "ROLLBACK throws away what the file did before it, and the file would be recorded as done.",
        hint: "Remove it, or undo a part with SAVEPOINT and ROLLBACK TO."
      };
    case "TRANS_STMT_PREPARE":
      return {
        code: "sql_transaction_control",
        message: "PREPARE TRANSACTION leaves the work of the file open, to be decided by somebody else.",
        hint: "Remove it: the runner commits the file together with its history row."
      };
    default:
      return void 0;
  }
}
function refuseDiscard(tree) {
  if (childOf(tree, "target") !== "DISCARD_ALL") return void 0;
  return {
    code: "sql_session_setting",
    message: "DISCARD ALL drops the lock that keeps two runs apart.",
    hint: "Remove it: each file starts from a clean session anyway."
  };
}
function refuseSet(tree) {
  const name = textOf(tree, "name")?.toLowerCase() ?? "";
  const value = textOf(tree, "kind") === "VAR_SET_VALUE" ? constantOf(listOf(tree, "args")[0]) : void 0;
  return refuseSetting(name, value);
}
function refuseCalls(tree) {
  let found;
  walkTree(tree, (node) => {
    const name = textOf(listOf(node, "FuncCall", "funcname").at(-1), "String", "sval");
    if (name === "set_config") {
      const [setting, value] = listOf(node, "FuncCall", "args").map(constantOf);
      found ??= refuseSetting(setting?.toLowerCase() ?? "", value);
    }
    if (name === "pg_advisory_unlock_all") {
      found ??= {
        code: "sql_session_setting",
        message: "pg_advisory_unlock_all() drops the lock that keeps two runs apart.",
        hint: "Unlock by number: pg_advisory_unlock(\u2026)."
      };
    }
  });
  return found;
}
function refuseSetting(name, value) {
  if (name === "standard_conforming_strings" && booleanOf(value) !== true) {
    return {
      code: "sql_session_setting",
      message: "Changing standard_conforming_strings changes how the strings of everything sent after it are read.",
      hint: "Leave it on, and write strings with backslash escapes as E'\u2026'."
    };
  }
  if (name === "client_encoding" && !/^(utf-?8|unicode)$/i.test(value ?? "")) {
    return {
      code: "sql_session_setting",
      message: "Changing client_encoding changes how the text of everything sent after it is read.",
      hint: "Save the file as UTF-8 and remove the statement."
    };
  }
  return void 0;
}

// src/sql/hint-syntax-error.ts
function hintSyntaxError(text, offset, message) {
  const rest = text.slice(offset, offset + 200);
  const before = text.slice(Math.max(0, offset - 400), offset);
  return HINTS.find(({ applies }) => applies({ message, rest, before }))?.hint;
}
var HINTS = [
  {
    applies: ({ rest }) => /^(<{7}|={7}|>{7})/.test(rest),
    hint: "This is an unresolved merge conflict: keep one side and remove the markers."
  },
  {
    applies: ({ message, before, rest }) => message.startsWith("unterminated quoted string") && /\\'/.test(before + rest),
    hint: "A backslash does not escape a quote: double it ('it''s'), or write E'it\\'s'."
  },
  {
    applies: ({ message }) => message.startsWith("unterminated quoted string"),
    hint: "A quote is opened here and never closed; a quote inside a string is doubled ('it''s')."
  },
  {
    applies: ({ message }) => message.startsWith("unterminated"),
    hint: "What is opened here is never closed."
  },
  {
    applies: ({ rest, before }) => rest.startsWith("`") || /`[^`]+`\s*$/.test(before),
    hint: "Names are quoted with double quotes in Postgres; backticks are MySQL\u2019s."
  },
  {
    applies: ({ message }) => message.includes("at end of input"),
    hint: "The last statement is not complete; look for a missing parenthesis or END."
  },
  {
    applies: ({ rest }) => /^[\u00a0\u200b-\u200d\u2060\ufeff]/.test(rest) || /^\S*[\u00a0\u200b\ufeff]/.test(rest),
    hint: "An invisible character stands here (a no-break or zero-width space, often from a web page): retype the line."
  },
  {
    applies: ({ rest }) => rest.startsWith("#"),
    hint: "Comments begin with -- in SQL."
  },
  {
    applies: ({ rest }) => /^(delimiter|auto_increment)\b/i.test(rest),
    hint: "This is MySQL: in Postgres function bodies stand between $$, and numbered keys are GENERATED \u2026 AS IDENTITY."
  },
  {
    applies: ({ rest }) => /^:['"]?\w/.test(rest),
    hint: "Variables of psql (:name) are not filled in here: write the value."
  },
  {
    applies: ({ rest, before }) => /^not\s+exists/i.test(rest) && /\b(policy|trigger|type|domain|constraint|rule)\s+if\s*$/i.test(before),
    hint: "Postgres has no IF NOT EXISTS here: DROP \u2026 IF EXISTS before it, or catch duplicate_object in a DO block."
  }
];

// src/sql/parser.ts
var ParserError = class extends Error {
  name = "ParserError";
  /** 0-based, in code points. */
  position;
  constructor(message, position) {
    super(message);
    this.position = position;
  }
};
async function parseText(text) {
  if (/^[ \t\n\r\f\v]*$/.test(text)) return [];
  const nul = text.indexOf("\0");
  if (nul !== -1) throw new ParserError("NUL character", [...text.slice(0, nul)].length);
  const input = text.trim() === "" ? `${text};` : text;
  const { parse } = await import("libpg-query");
  let result;
  try {
    result = await parse(input);
  } catch (error) {
    throw toParserError(error);
  }
  return (result.stmts ?? []).map((raw) => {
    const startByte = raw.stmt_location ?? 0;
    const [kind, tree] = Object.entries(raw.stmt ?? {})[0] ?? ["", void 0];
    return { startByte, endByte: raw.stmt_len ? startByte + raw.stmt_len : void 0, kind, tree };
  });
}
function toParserError(error) {
  if (!(error instanceof Error)) return new ParserError(String(error), 0);
  if (error.name === "RangeError" || error.name === "RuntimeError") {
    return new ParserError("a statement is nested too deeply to be parsed", 0);
  }
  const details = "sqlDetails" in error ? error.sqlDetails : void 0;
  const known = typeof details === "object" && details !== null && "cursorPosition" in details;
  const position = known && typeof details.cursorPosition === "number" ? details.cursorPosition : 0;
  return new ParserError(error.message, position);
}

// src/sql/psql-commands.ts
function blankRestrictLine(text, offset) {
  const command = psqlCommandAt(text, offset);
  if (command !== "\\restrict" && command !== "\\unrestrict") return void 0;
  const lineStart = text.lastIndexOf("\n", offset) + 1;
  if (text.slice(lineStart, offset).trim() !== "") return void 0;
  const lineEnd = text.indexOf("\n", offset);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return text.slice(0, offset) + " ".repeat(end - offset) + text.slice(end);
}
function psqlCommandAt(text, offset) {
  return /^\\(?:[a-zA-Z]\w*\+?|[!?.;:])/.exec(text.slice(offset, offset + 64))?.[0];
}

// src/sql/skip-blank.ts
var SPACE = /[ \t\n\r\f\v;]/;
function skipBlank(text, from, onLineComment) {
  let at = from;
  for (; ; ) {
    const character = text[at];
    if (character === void 0) return at;
    if (SPACE.test(character)) {
      at++;
    } else if (text.startsWith("--", at)) {
      const end = lineCommentEnd(text, at);
      onLineComment?.(at, text.slice(at, end));
      at = end;
    } else if (text.startsWith("/*", at)) {
      at = blockCommentEnd(text, at);
    } else {
      return at;
    }
  }
}
function lineCommentEnd(text, from) {
  const length = text.slice(from).search(/[\n\r]/);
  return length === -1 ? text.length : from + length;
}
function blockCommentEnd(text, from) {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = from;
  let depth = 0;
  for (let found = edge.exec(text); found !== null; found = edge.exec(text)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return text.length;
}

// src/sql/explain-syntax-error.ts
async function explainSyntaxError(migration, file, text, offset, message) {
  const refuse2 = (code, at, sentence, hint2) => new MigratorError(code, sentence, { migration, at: locate(file, text, at), hint: hint2 });
  const copy = await findCopyFromStdin(text, offset);
  if (copy !== void 0) {
    return refuse2(COPY_FROM_STDIN.code, copy, COPY_FROM_STDIN.message, COPY_FROM_STDIN.hint);
  }
  const command = psqlCommandAt(text, offset);
  if (command !== void 0) {
    const sentence = `${command} is a command of psql; the server does not know it.`;
    return refuse2("sql_psql_command", offset, sentence, "Remove it, or write what it does in SQL.");
  }
  const hint = hintSyntaxError(text, offset, message) ?? "Nothing has run. Correct the line, and run the same command again.";
  return refuse2("sql_syntax", offset, `${shorten(message)}.`, hint);
}
async function findCopyFromStdin(text, offset) {
  for (const found of text.slice(0, offset).matchAll(/\bfrom\s+stdin\b/gi)) {
    const head = text.slice(0, found.index + found[0].length);
    try {
      const last = (await parseText(head)).at(-1);
      if (last !== void 0 && findRefusal(last.kind, last.tree) === COPY_FROM_STDIN) {
        return skipBlank(head, textOffsets(head).fromByte(last.startByte));
      }
    } catch (error) {
      if (!(error instanceof ParserError)) throw error;
    }
  }
  return void 0;
}
function shorten(message) {
  const line = message.split("\n")[0] ?? "";
  if (line === message && line.length <= 120) return message;
  const cut = `${line.slice(0, 100).replace(/[\ud800-\udbff]$/, "")}\u2026`;
  return cut.split('"').length % 2 === 0 ? `${cut}"` : cut;
}

// src/sql/read-allows.ts
var FORM = /^([a-z][\w-]*(?:\s*,\s*[a-z][\w-]*)*)\s*(?:[:(].*)?$/;
function readAllows(name, file, text, statements) {
  const allows = [];
  for (const index of [...statements.keys(), statements.length]) {
    if (index === statements.length && index > 0) break;
    const before = statements[index - 1];
    const from = before === void 0 ? 0 : before.start + before.text.length;
    skipBlank(text, from, (start, comment) => {
      const directive = /^--[ \t]*migrate:[ \t]*allow\b(.*)$/.exec(comment)?.[1];
      if (directive === void 0) return;
      const names = FORM.exec(directive.trim())?.[1];
      if (names === void 0) throw refuse(name, locate(file, text, start));
      const statement = index === 0 ? void 0 : index;
      for (const rule of names.split(/\s*,\s*/)) allows.push({ rule, start, statement });
    });
  }
  return allows;
}
function refuse(migration, at) {
  return new MigratorError("directive_unknown", "This allows nothing: it names no rule.", {
    hint: 'Write it like "-- migrate: allow table-without-rls: read by the server alone".',
    migration,
    at
  });
}

// src/sql/parse-duration.ts
var UNITS = /* @__PURE__ */ new Map([
  ["ms", 1],
  ["s", 1e3],
  ["m", 6e4],
  ["h", 36e5]
]);
var LONGEST = 2147483647;
function parseDuration(text) {
  const [, digits, unit] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  const factor = UNITS.get(unit ?? "");
  if (digits === void 0 || factor === void 0) return void 0;
  const milliseconds = Number(digits) * factor;
  return milliseconds <= LONGEST ? milliseconds : void 0;
}

// src/sql/read-directives.ts
var DIRECTIVES = {
  "lock-timeout": {
    takes: "a duration",
    example: "-- migrate: lock-timeout 2s",
    read(value) {
      const lockTimeout = parseDuration(value);
      return lockTimeout === void 0 ? void 0 : { lockTimeout };
    }
  },
  "no-transaction": {
    takes: "nothing behind it",
    example: "-- migrate: no-transaction",
    read: (value) => value === "" ? { noTransaction: true } : void 0
  }
};
function readDirectives(name, file, text) {
  const found = /* @__PURE__ */ new Set();
  let directives = {};
  skipBlank(text, 0, (offset, comment) => {
    const written = /^--[ \t]*migrate:(.*)$/.exec(comment)?.[1]?.trim();
    if (written === void 0) return;
    const refuse2 = (message, hint) => new MigratorError("directive_unknown", message, {
      hint,
      migration: name,
      at: locate(file, text, offset)
    });
    const [key = "", ...values] = written.split(/[ \t]+/);
    if (key === "allow") return;
    const directive = Object.hasOwn(DIRECTIVES, key) ? DIRECTIVES[key] : void 0;
    if (directive === void 0) throw refuse2(`There is no directive "${key}".`, hintFor(key));
    const read = directive.read(values.join(" "));
    if (read === void 0) {
      const given = values.length === 0 ? "nothing" : `"${values.join(" ")}"`;
      throw refuse2(
        `The directive ${key} takes ${directive.takes}, not ${given}.`,
        `Write "${directive.example}".`
      );
    }
    if (found.has(key)) throw refuse2(`The directive ${key} is given twice.`, "Leave one of the two.");
    found.add(key);
    directives = { ...directives, ...read };
  });
  return directives;
}
function hintFor(key) {
  if (key === "up" || key === "down") {
    return 'This is dbmate\u2019s form: keep the part below "migrate:up" and put the other part in NAME.down.sql.';
  }
  return 'Known are "-- migrate: lock-timeout 2s", "-- migrate: no-transaction" and "-- migrate: allow RULE".';
}

// src/sql/parse-migration.ts
async function parseMigration(name, file, text) {
  const { sendable, raws } = await parseTolerantly(name, file, normaliseText(text));
  const directives = readDirectives(name, file, sendable);
  const statements = cutStatements(sendable, raws);
  const copy = statements.find((statement) => statement.refusal?.code === "sql_copy_stdin");
  if (copy?.refusal) {
    const { code, message, hint } = copy.refusal;
    throw new MigratorError(code, message, { hint, migration: name, at: locate(file, sendable, copy.start) });
  }
  const allows = readAllows(name, file, sendable, statements);
  return { name, text: sendable, statements, directives, allows };
}
async function parseTolerantly(name, file, text) {
  let sendable = text;
  for (; ; ) {
    try {
      return { sendable, raws: await parseText(sendable) };
    } catch (error) {
      if (!(error instanceof ParserError)) throw error;
      const offset = textOffsets(sendable).fromCodePoint(error.position);
      const blanked = blankRestrictLine(sendable, offset);
      if (blanked === void 0) throw await explainSyntaxError(name, file, sendable, offset, error.message);
      sendable = blanked;
    }
  }
}
function cutStatements(text, raws) {
  const offsets = textOffsets(text);
  let line = 1;
  let counted = 0;
  return raws.map((raw, index) => {
    const start = skipBlank(text, offsets.fromByte(raw.startByte));
    const end = raw.endByte === void 0 ? text.length : offsets.fromByte(raw.endByte);
    for (; counted < start; counted++) if (text[counted] === "\n") line++;
    const refusal = findRefusal(raw.kind, raw.tree);
    return {
      index,
      text: closeComment(text.slice(start, end).trimEnd()),
      start,
      line,
      kind: raw.kind,
      ...classifyStatement(raw.kind, raw.tree),
      ...refusal === void 0 ? {} : { refusal },
      tree: raw.tree
    };
  });
}
function closeComment(text) {
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  return lastLine.includes("--") ? `${text}
` : text;
}

export {
  asNode,
  childOf,
  listOf,
  textOf,
  constantOf,
  optionsOf,
  booleanOf,
  walkTree,
  ParserError,
  parseText,
  blockCommentEnd,
  textOffsets,
  parseMigration
};
