import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  cutSegments,
  settingsBefore
} from "./chunk-TFMQ5QB4.mjs";
import {
  RESET_ROLE,
  SQLSTATE,
  ServerError,
  afterFileText,
  maskContext,
  maskDetail,
  maskMessage,
  openSession,
  openingText,
  quoteIdentifier,
  quoteLiteral
} from "./chunk-6WMF3OME.mjs";
import {
  asNode,
  childOf,
  listOf,
  textOf,
  textOffsets,
  walkTree
} from "./chunk-KJR2C3JA.mjs";
import {
  MigratorError,
  locate
} from "./chunk-MCJTRXYM.mjs";

// src/catalog/parse-key.ts
function parseKey(key) {
  const reader = new KeyReader(key);
  const parsed = reader.readKey();
  if (!reader.atEnd()) throw reader.error();
  return parsed;
}
function formatKey(kind, parts) {
  return `${kind}:${parts.map(formatPart).join(".")}`;
}
function formatPart(part) {
  return part === "" || /[.:(),"\s]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part;
}
var KeyReader = class {
  #text;
  #position = 0;
  constructor(text2) {
    this.#text = text2;
  }
  readKey() {
    const start = this.#position;
    const parsed = this.#readKey();
    return { key: this.#text.slice(start, this.#position), ...parsed };
  }
  #readKey() {
    const kind = this.#read(/[a-zA-Z]+/y)[0] ?? "";
    this.#read(/:/y);
    if (this.#accepts("(")) {
      const target = this.readKey();
      this.#read(/\)/y);
      const parts2 = [];
      while (this.#accepts(".")) parts2.push(this.#readPart());
      return { kind, parts: parts2, args: void 0, target };
    }
    const parts = [this.#readPart()];
    while (this.#accepts(".")) parts.push(this.#readPart());
    return { kind, parts, args: this.#accepts("(") ? this.#readArguments() : void 0, target: void 0 };
  }
  atEnd() {
    return this.#position === this.#text.length;
  }
  error() {
    return new Error(`not the key of a fact, at ${this.#position}: ${this.#text}`);
  }
  #readArguments() {
    const args = [];
    while (!this.#accepts(")")) {
      if (args.length > 0) this.#read(/,/y);
      args.push(this.#readPart());
    }
    return args;
  }
  #readPart() {
    const [text2, quoted2] = this.#read(/"((?:[^"]|"")*)"|[^.:(),"\s]+/y);
    return quoted2 === void 0 ? text2 ?? "" : quoted2.replaceAll('""', '"');
  }
  #accepts(character) {
    if (this.#text[this.#position] !== character) return false;
    this.#position += 1;
    return true;
  }
  #read(pattern) {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    if (match === null) throw this.error();
    this.#position += match[0].length;
    return match;
  }
};

// src/catalog/quote-name.ts
function quoteName(name) {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : quoteAlways(name);
}
function quoteAlways(name) {
  return `"${name.replaceAll('"', '""')}"`;
}
function quotePath(names) {
  return names.map(quoteName).join(".");
}
function quotePathAlways(names) {
  return names.map(quoteAlways).join(".");
}

// src/catalog/describe-key.ts
function describeKey(key) {
  return describe(parseKey(key));
}
function describe(key) {
  const [first = "", second = "", third = ""] = key.parts;
  if (key.target !== void 0) return describeSatellite(key, key.target);
  switch (key.kind) {
    case "column":
    case "default":
    case "columnStorage": {
      const column = `column ${quoteName(third)} of table ${quotePath([first, second])}`;
      if (key.kind === "column") return column;
      return `${key.kind === "default" ? "default" : "storage"} of ${column}`;
    }
    case "constraint":
    case "trigger":
    case "rule":
    case "policy":
      return `${key.kind} ${quoteName(third)} on ${quotePath([first, second])}`;
    case "constraintTriggers":
      return `triggers behind constraint ${quoteName(third)} on ${quotePath([first, second])}`;
    case "constraintIndex":
      return `index behind constraint ${quoteName(third)} on ${quotePath([first, second])}`;
    case "typeAttribute":
      return `attribute ${quoteName(third)} of type ${quotePath([first, second])}`;
    case "publicationRel":
      return `table ${quotePath([second, third])} in publication ${quoteName(first)}`;
    case "publicationSchema":
      return `schema ${quoteName(second)} in publication ${quoteName(first)}`;
    case "membership":
      return `membership of role ${quoteName(second)} in ${quoteName(first)}`;
    case "userMapping":
      return `user mapping of ${quoteName(second)} for server ${quoteName(first)}`;
    case "defaultPrivilege":
      return describeDefaultPrivilege(key);
    default: {
      const args = key.args === void 0 ? "" : `(${key.args.join(", ")})`;
      return `${kindInWords(key.kind)} ${quotePath(key.parts)}${args}`;
    }
  }
}
function describeSatellite({ kind, parts: [name = "", column] }, target) {
  if (kind === "comment") return `comment on ${describe(target)}`;
  if (kind === "securityLabel") return `security label of ${quoteName(name)} on ${describe(target)}`;
  const object = column === void 0 ? "" : `column ${quoteName(column)} of `;
  return `grant of ${object}${describe(target)} to ${name === "PUBLIC" ? name : quoteName(name)}`;
}
var DEFAULT_PRIVILEGE_OBJECTS = {
  r: "tables",
  S: "sequences",
  f: "functions",
  T: "types",
  n: "schemas"
};
function describeDefaultPrivilege({ parts: [role = "", schema = "", type = "", grantee = ""] }) {
  const where = schema === "" ? "" : ` in schema ${quoteName(schema)}`;
  const objects = DEFAULT_PRIVILEGE_OBJECTS[type] ?? type;
  const to = grantee === "PUBLIC" ? grantee : quoteName(grantee);
  return `default grant of ${objects}${where} made by ${quoteName(role)} to ${to}`;
}
function kindInWords(kind) {
  if (kind === "fdw") return "foreign data wrapper";
  return kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

// src/catalog/key-parts.ts
function kindOf(key) {
  return key.slice(0, key.indexOf(":"));
}
function aclOf(key) {
  if (kindOf(key) !== "acl") return void 0;
  const { target, parts } = parseKey(key);
  const [grantee, column] = parts;
  return target === void 0 || grantee === void 0 ? void 0 : { grantee, target: target.key, column };
}
function targetOf(key) {
  return parseKey(key).target?.key;
}
function onTable(key) {
  const { kind, parts } = parseKey(key);
  if (!ON_TABLE.has(kind)) return void 0;
  const [schema = "", table = "", name = ""] = parts;
  return { schema, table, name };
}
var ON_TABLE = /* @__PURE__ */ new Set([
  "column",
  "default",
  "constraint",
  "trigger",
  "rule",
  "policy",
  "constraintTriggers",
  "constraintIndex",
  "columnStorage"
]);

// src/catalog/lost-by-push.ts
import { isDeepStrictEqual } from "node:util";
function isLostByPush(expected, found, key) {
  if (!key.startsWith("policy:")) return false;
  const [wanted, there] = [expected.factOf(key), found.factOf(key)];
  if (wanted === void 0 || there === void 0) return false;
  return isSamePolicy(wanted, there) && isDeepStrictEqual(wanted.roles, there.roles) && there.usingExpr === null && there.checkExpr === null && (wanted.usingExpr !== null || wanted.checkExpr !== null);
}
function mendPolicy(expected, key) {
  const value = expected.factOf(key);
  const place = onTable(key);
  if (value === void 0 || place === void 0) throw new Error(`no policy is expected: ${key}`);
  return [
    `ALTER POLICY ${quoteAlways(place.name)} ON ${quotePathAlways([place.schema, place.table])}`,
    `TO ${rolesOf(value).map(quoteRole).join(", ")}`,
    ...value.usingExpr == null ? [] : [`USING (${value.usingExpr})`],
    ...value.checkExpr == null ? [] : [`WITH CHECK (${value.checkExpr})`]
  ].join(" ");
}
function isAlterablePolicy(expected, found) {
  return isSamePolicy(expected, found) && (expected.usingExpr !== null || found.usingExpr === null) && (expected.checkExpr !== null || found.checkExpr === null);
}
function isSamePolicy(a, b) {
  return a.cmd === b.cmd && a.permissive === b.permissive;
}
function rolesOf({ roles }) {
  return Array.isArray(roles) ? roles.map(String) : [];
}
function quoteRole(role) {
  return role === "PUBLIC" ? role : quoteAlways(role);
}

// src/catalog/comparable-facts.ts
var OWN_SCHEMA = "migrator";
function* comparableFacts(base, encodeId) {
  const members = /* @__PURE__ */ new Set();
  const owners = /* @__PURE__ */ new Map();
  for (const edge of base.edges) {
    if (edge.kind === "memberOfExtension") members.add(encodeId(edge.from));
    const owner = ownerOf(edge);
    if (owner !== void 0) owners.set(encodeId(edge.from), owner);
  }
  for (const fact of base.facts()) {
    const key = encodeId(fact.id);
    if (schemaOf(fact.id) === OWN_SCHEMA || belongsToExtension(fact, key)) continue;
    if (isNotNull(fact) || isOwnRight(fact, (target) => owners.get(encodeId(target)))) continue;
    const parent = fact.parent === void 0 ? void 0 : encodeId(fact.parent);
    yield { key, parent, value: comparableValue(fact) };
  }
  function belongsToExtension(fact, key) {
    if (members.has(key)) return true;
    const parent = fact.parent === void 0 ? void 0 : base.get(fact.parent);
    if (parent === void 0) return false;
    if (parent.id.kind === "schema" && !("target" in fact.id)) return false;
    return belongsToExtension(parent, encodeId(parent.id));
  }
}
function ownerOf(edge) {
  return edge.kind === "owner" && edge.to.kind === "role" ? edge.to.name : void 0;
}
function isNotNull({ id, payload }) {
  return id.kind === "constraint" && payload.type === "n";
}
function isOwnRight({ id, payload }, ownerOfObject) {
  if (id.kind === "defaultPrivilege") return id.schema !== null && id.role === id.grantee;
  if (id.kind !== "acl") return false;
  return "_ownerDefault" in payload || ownerOfObject(id.target) === id.grantee;
}
function schemaOf(id) {
  if (id.kind === "schema") return id.name;
  if ("target" in id) return schemaOf(id.target);
  return "schema" in id ? id.schema : void 0;
}
function comparableValue({ id, payload }) {
  if (id.kind !== "acl" && id.kind !== "defaultPrivilege") return payload;
  const privileges = withoutMaintain(payload.privileges);
  if (privileges.length === 0) return payload;
  return { ...payload, privileges, grantable: withoutMaintain(payload.grantable) };
}
function withoutMaintain(privileges) {
  return Array.isArray(privileges) ? privileges.filter((privilege) => privilege !== "MAINTAIN") : [];
}

// src/catalog/show-fact.ts
function showFact(key, value) {
  return oneLine(text(parseKey(key).kind, value));
}
function text(kind, value) {
  switch (kind) {
    case "column":
      return words(value.type, value.notNull && "NOT NULL", collate(value), generated(value));
    case "default":
      return `DEFAULT ${value.expr}`;
    case "policy":
      return showPolicy(value);
    case "trigger":
    case "rule":
      return words(value.def, ENABLED[String(value.enabled)] ?? value.enabled);
    case "index":
      return words(value.def, value.valid === false && "(invalid)");
    case "constraint":
    case "function":
    case "procedure":
      return String(value.def);
    case "view":
    case "materializedView":
      return words(value.def, options(value));
    case "comment":
      return `'${value.text}'`;
    case "acl":
    case "defaultPrivilege":
      return showPrivileges(value);
    case "table":
      return showTable(value);
    case "type":
      return value.variant === "enum" ? `enum (${quoted(value.values)})` : attributes(value);
    case "typeAttribute":
      return words(value.type, collate(value));
    case "domain":
      return words(
        value.baseType,
        value.notNull && "NOT NULL",
        value.default != null && `DEFAULT ${value.default}`,
        collate(value)
      );
    default:
      return attributes(value);
  }
}
var ENABLED = {
  O: "",
  D: "(disabled)",
  R: "(enabled for replicas only)",
  A: "(enabled always)"
};
var COMMANDS = {
  "*": "ALL",
  r: "SELECT",
  a: "INSERT",
  w: "UPDATE",
  d: "DELETE"
};
function showPolicy(value) {
  return words(
    value.permissive === false && "AS RESTRICTIVE",
    `FOR ${COMMANDS[String(value.cmd)] ?? value.cmd}`,
    `TO ${list(value.roles)}`,
    value.usingExpr == null ? "without USING" : `USING (${value.usingExpr})`,
    value.checkExpr != null && `WITH CHECK (${value.checkExpr})`
  );
}
function showTable(value) {
  return words(
    value.persistence === "u" && "unlogged",
    `row level security ${value.rowSecurity ? "on" : "off"}`,
    value.forceRowSecurity && "forced",
    value.partitionKey != null && `PARTITION BY ${value.partitionKey}`,
    value.partitionBound,
    value.parentTable != null && `child of ${JSON.stringify(value.parentTable)}`,
    value.replicaIdentity !== "d" && `replica identity ${value.replicaIdentityIndex ?? value.replicaIdentity}`,
    options(value)
  );
}
function showPrivileges(value) {
  const grantable = list(value.grantable);
  const privileges = list(value.privileges) || "nothing";
  return grantable === "" ? privileges : `${privileges} (with grant option: ${grantable})`;
}
function collate(value) {
  return value.collation == null ? "" : `COLLATE ${value.collation}`;
}
function generated(value) {
  if (value.generatedExpr != null) return `GENERATED ALWAYS AS (${value.generatedExpr}) STORED`;
  const identity = value.identity;
  if (typeof identity !== "object" || identity === null || Array.isArray(identity)) return "";
  const { generation, ...rest } = identity;
  return `GENERATED ${generation === "a" ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY (${attributes(rest)})`;
}
function options(value) {
  return value.reloptions == null ? "" : `WITH (${list(value.reloptions)})`;
}
function attributes(value) {
  const shown = Object.entries(value).filter(
    ([name, attribute]) => !name.startsWith("_") && attribute != null
  );
  if (shown.length === 0) return "present";
  return shown.map(([name, attribute]) => {
    return `${name} ${typeof attribute === "object" ? JSON.stringify(attribute) : String(attribute)}`;
  }).join(", ");
}
function list(items) {
  return Array.isArray(items) ? items.map(String).join(", ") : "";
}
function quoted(items) {
  return Array.isArray(items) ? items.map((item) => `'${String(item)}'`).join(", ") : "";
}
function words(...parts) {
  return parts.filter((part) => part != null && part !== false && part !== "").map(String).join(" ");
}
function oneLine(shown) {
  return shown.replaceAll(/\s+/g, " ").trim();
}

// src/catalog/build-catalog.ts
var bases = /* @__PURE__ */ new WeakMap();
function buildCatalog({ encodeId, contentHash }, base, read2) {
  const hashes = /* @__PURE__ */ new Map();
  const parents = /* @__PURE__ */ new Map();
  const values = /* @__PURE__ */ new Map();
  const add = (key, parent, value) => {
    hashes.set(key, contentHash(value));
    values.set(key, value);
    if (parent !== void 0) parents.set(key, parent);
  };
  for (const { key, parent, value } of comparableFacts(base, encodeId)) add(key, parent, value);
  for (const { key, parents: parents2, value } of read2.supplement) {
    const parent = parents2.find((candidate) => hashes.has(candidate));
    if (parent !== void 0) add(key, parent, value);
  }
  const catalog = {
    hashes,
    serverMajor: read2.serverMajor,
    unmodelled: [...new Set(read2.unmodelled)],
    parentOf: (key) => parents.get(key),
    factOf: (key) => values.get(key),
    show: (key) => {
      const value = values.get(key);
      return value === void 0 ? void 0 : showFact(key, value);
    }
  };
  bases.set(catalog, { base, encodeId });
  return catalog;
}
function factBaseOf(catalog) {
  return readAs(catalog).base;
}
function neededBy(catalog, key) {
  const { base, encodeId } = readAs(catalog);
  const fact = base.getByEncoded(key);
  const edges = fact === void 0 ? [] : base.outgoingEdges(fact.id);
  return edges.filter(({ kind }) => kind === "depends").map(({ to }) => encodeId(to));
}
function dependentsOf(catalog, key) {
  const { base, encodeId } = readAs(catalog);
  const fact = base.getByEncoded(key);
  const edges = fact === void 0 ? [] : base.incomingEdges(fact.id);
  return edges.filter(({ kind }) => kind === "depends").map(({ from }) => encodeId(from));
}
function forServer(catalog, serverMajor) {
  return shareFactBase({ ...catalog, serverMajor }, catalog);
}
function shareFactBase(catalog, from) {
  bases.set(catalog, readAs(from));
  return catalog;
}
function readAs(catalog) {
  const read2 = bases.get(catalog);
  if (read2 === void 0) throw new Error("a catalog that readCatalog did not make");
  return read2;
}

// src/catalog/extraction-pool.ts
var DEPENDENCIES = /^\s*WITH dep AS \(\s*SELECT d\.classid/;
var SAVEPOINT = "SAVEPOINT catalog_read";
var BACK = "ROLLBACK TO SAVEPOINT catalog_read; RELEASE SAVEPOINT catalog_read";
var questions = /* @__PURE__ */ new Map();
function extractionPool(session, options2) {
  return {
    async connect() {
      const asked = [];
      let answers = /* @__PURE__ */ new Map();
      return {
        async query(text2) {
          if (/^BEGIN\b/.test(text2)) {
            answers = await askAhead(session, options2);
            return { rows: [] };
          }
          if (text2 === "COMMIT" || text2 === "ROLLBACK") {
            if (text2 === "COMMIT") questions.set(options2.serverMajor, asked);
            await session.run(BACK);
            return { rows: [] };
          }
          asked.push(text2);
          if (!options2.dependencies && DEPENDENCIES.test(text2)) return { rows: [] };
          const answer = answers.get(text2);
          answers.delete(text2);
          return { rows: answer ?? await session.query(text2) };
        },
        release() {
        }
      };
    }
  };
}
async function askAhead(session, { dependencies, serverMajor }) {
  const known = new Set(questions.get(serverMajor));
  const texts = [...known].filter((text2) => dependencies || !DEPENDENCIES.test(text2));
  const answers = /* @__PURE__ */ new Map();
  try {
    const results = await session.run([SAVEPOINT, ...texts].join(";\n"));
    const answered = texts.filter((text2) => !isSetting(text2));
    const rows = results.slice(results.length - answered.length);
    if (rows.length !== answered.length) return answers;
    for (const text2 of texts) answers.set(text2, []);
    for (const [index, text2] of answered.entries()) answers.set(text2, rows[index] ?? []);
    return answers;
  } catch (error) {
    if (!(error instanceof ServerError && error.sqlstate.startsWith("42"))) throw error;
    questions.delete(serverMajor);
    await session.run(`${BACK}; ${SAVEPOINT}`);
    return answers;
  }
}
function isSetting(text2) {
  return /^\s*SET\b/i.test(text2);
}

// src/catalog/pg-delta.ts
var loadCore = () => import("./core-7WYUQME2.mjs");
var loadExtract = () => import("./extract-JR3MSMYU.mjs");
var loadPlan = () => import("./plan-TMWZX45O.mjs");

// src/catalog/supplement.ts
var SUPPLEMENT = `
SELECT 'constraintTriggers' AS kind, n.nspname AS schema, c.relname AS "table", con.conname AS name,
       pg_catalog.json_build_object('state', (
         SELECT pg_catalog.json_agg(DISTINCT tn.nspname || '.' || tc.relname || ' ' || t.tgenabled::text)
         FROM pg_catalog.pg_trigger t
         JOIN pg_catalog.pg_class tc ON tc.oid = t.tgrelid
         JOIN pg_catalog.pg_namespace tn ON tn.oid = tc.relnamespace
         WHERE t.tgconstraint = con.oid AND t.tgisinternal AND t.tgenabled <> 'O')) AS value
FROM pg_catalog.pg_constraint con
JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE EXISTS (SELECT FROM pg_catalog.pg_trigger t
              WHERE t.tgconstraint = con.oid AND t.tgisinternal AND t.tgenabled <> 'O')
UNION ALL
SELECT 'constraintIndex', n.nspname, c.relname, con.conname,
       pg_catalog.json_build_object('valid', i.indisvalid, 'ready', i.indisready, 'live', i.indislive)
FROM pg_catalog.pg_constraint con
JOIN pg_catalog.pg_index i ON i.indexrelid = con.conindid
JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid AND ic.relkind = 'i'
JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE con.contype IN ('p', 'u', 'x') AND NOT (i.indisvalid AND i.indisready AND i.indislive)
UNION ALL
SELECT 'columnStorage', n.nspname, c.relname, a.attname,
       pg_catalog.json_build_object('storage', nullif(a.attstorage, t.typstorage), '_usual', t.typstorage,
                                    'compression', nullif(a.attcompression, ''))
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
WHERE a.attnum > 0 AND NOT a.attisdropped AND (a.attstorage <> t.typstorage OR a.attcompression <> '')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'`;
async function readSupplement(session) {
  return (await session.query(SUPPLEMENT)).map(readFact);
}
function readFact(row) {
  const kind = String(row.kind);
  const names = [String(row.schema), String(row.table)];
  const named = [...names, String(row.name)];
  return {
    key: formatKey(kind, named),
    parents: [
      formatKey(kind === "columnStorage" ? "column" : "constraint", named),
      formatKey("table", names)
    ],
    value: isValue(row.value) ? row.value : {}
  };
}
function isValue(value) {
  return typeof value === "object" && value !== null;
}

// src/catalog/read-catalog.ts
async function readOutline(session, options2 = {}) {
  return forgetValues(await read(session, options2, false));
}
async function readCatalog(session, options2 = {}) {
  return read(session, options2, options2.forMending !== false);
}
async function read(session, options2, dependencies) {
  const [core, { extract }] = await Promise.all([loadCore(), loadExtract()]);
  const begin = options2.insideTransaction === true ? "" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;";
  const version = await session.run(
    `${begin} SELECT pg_catalog.current_setting('server_version_num') AS num`
  );
  try {
    const serverMajor = Math.floor(Number(version.at(-1)?.[0]?.num) / 1e4);
    const { factBase, diagnostics } = await extract(extractionPool(session, { dependencies, serverMajor }));
    const supplement = await readSupplement(session);
    return buildCatalog(core, factBase, {
      supplement,
      serverMajor,
      unmodelled: diagnostics.flatMap(({ code, context }) => {
        if (code === "unmodeled_kind") return [String(context?.kind)];
        return code === "unresolved_security_label" ? ["security label"] : [];
      })
    });
  } finally {
    if (options2.insideTransaction !== true) await session.run("ROLLBACK");
  }
}
function forgetValues(catalog) {
  const { hashes, serverMajor, unmodelled } = catalog;
  return { hashes, serverMajor, unmodelled, parentOf: parentsOf(catalog) };
}
function parentsOf({ hashes, parentOf }) {
  const parents = /* @__PURE__ */ new Map();
  for (const key of hashes.keys()) {
    const parent = parentOf(key);
    if (parent !== void 0) parents.set(key, parent);
  }
  return (key) => parents.get(key);
}

// src/catalog/align-names.ts
import { isDeepStrictEqual as isDeepStrictEqual2 } from "node:util";
function alignNames(expected, found, touched) {
  const renames = [
    ...renamedObjects(expected, found, touched),
    ...renamedIdentities(expected, found, touched)
  ];
  if (renames.length === 0) return { catalog: found, renames };
  const names = new Map(renames.map(({ from, to }) => [from, to]));
  const sources = /* @__PURE__ */ new Map();
  const hashes = /* @__PURE__ */ new Map();
  for (const [key, hash] of found.hashes) {
    const aligned = alignKey(key, found.parentOf(key), names);
    sources.set(aligned, key);
    hashes.set(aligned, isSameButForNames(aligned, key) ? expected.hashes.get(aligned) ?? hash : hash);
  }
  const catalog = {
    ...found,
    hashes,
    parentOf: (key) => {
      const parent = found.parentOf(sources.get(key) ?? key);
      return parent === void 0 ? void 0 : names.get(parent) ?? parent;
    },
    factOf: (key) => hashes.has(key) ? found.factOf(sources.get(key) ?? key) : void 0,
    show: (key) => hashes.has(key) ? found.show(sources.get(key) ?? key) : void 0
  };
  return { catalog: shareFactBase(catalog, found), renames };
  function isSameButForNames(aligned, key) {
    if (names.has(key)) return true;
    const [wanted, there] = [expected.factOf(aligned), found.factOf(key)];
    if (wanted === void 0 || there === void 0) return false;
    if (key.startsWith("column:"))
      return renames.some(({ from }) => from === identityOf(there)) && sameIdentity(wanted, there);
    return key.startsWith("default:") && names.get(sequenceOf(there) ?? "") === sequenceOf(wanted);
  }
}
function* renamedObjects(expected, found, touched) {
  const wanted = groupByIdentity(expected, touched, (key) => !found.hashes.has(key));
  if (wanted.size === 0) return;
  const there = groupByIdentity(
    found,
    found.hashes.keys(),
    (key) => !expected.hashes.has(key) && !touched.has(key)
  );
  for (const [identity, [to, ...others]] of wanted) {
    const [from, ...more] = there.get(identity) ?? [];
    if (to === void 0 || from === void 0 || others.length + more.length > 0) continue;
    yield { from, to, object: describeKey(from), sql: renameSql(from, to, found.parentOf(from)) };
  }
}
function groupByIdentity(catalog, keys, isCandidate) {
  const groups = /* @__PURE__ */ new Map();
  for (const key of keys) {
    const identity = isCandidate(key) ? namelessIdentity(catalog, key) : void 0;
    if (identity === void 0) continue;
    const group = groups.get(identity) ?? [];
    group.push(key);
    groups.set(identity, group);
  }
  return groups;
}
function namelessIdentity(catalog, key) {
  const value = catalog.factOf(key);
  if (value === void 0) return void 0;
  const hash = catalog.hashes.get(key);
  if (key.startsWith("constraint:")) return `constraint ${catalog.parentOf(key)} ${hash}`;
  if (key.startsWith("sequence:")) return value.ownedBy == null ? void 0 : `sequence ${hash}`;
  if (!key.startsWith("index:")) return void 0;
  const definition = String(value.def).replace(/^(CREATE (?:UNIQUE )?INDEX )(?:"(?:[^"]|"")*"|\S+)/, "$1");
  return `index ${catalog.parentOf(key)} ${value.valid} ${definition}`;
}
function* renamedIdentities(expected, found, touched) {
  for (const key of touched) {
    if (!key.startsWith("column:") || expected.hashes.get(key) === found.hashes.get(key)) continue;
    const [wanted, there] = [expected.factOf(key), found.factOf(key)];
    if (wanted === void 0 || there === void 0 || !sameIdentity(wanted, there)) continue;
    const [from, to] = [identityOf(there), identityOf(wanted)];
    if (from === void 0 || to === void 0) continue;
    yield { from, to, object: describeKey(from), sql: renameSql(from, to, void 0) };
  }
}
function sameIdentity(a, b) {
  return isDeepStrictEqual2(nameless(a), nameless(b));
  function nameless({ identity, _position, ...rest }) {
    if (typeof identity !== "object" || identity === null || Array.isArray(identity))
      return { ...rest, identity };
    return { ...rest, identity: { ...identity, sequence: null } };
  }
}
function identityOf({ identity }) {
  if (typeof identity !== "object" || identity === null || Array.isArray(identity)) return void 0;
  const { sequence } = identity;
  if (typeof sequence !== "object" || sequence === null || Array.isArray(sequence)) return void 0;
  return formatKey("sequence", [String(sequence.schema), String(sequence.name)]);
}
function sequenceOf({ expr }) {
  const name = /^nextval\('((?:[^']|'')+)'::regclass\)$/.exec(String(expr))?.[1]?.replaceAll("''", "'");
  return name === void 0 ? void 0 : formatKey("sequence", parseKey(`sequence:${name}`).parts);
}
function alignKey(key, parent, names) {
  const own = names.get(key);
  if (own !== void 0) return own;
  const to = parent === void 0 ? void 0 : names.get(parent);
  if (parent === void 0 || to === void 0) return key;
  if (key.includes(`(${parent})`)) return key.replace(`(${parent})`, () => `(${to})`);
  return formatKey(parseKey(key).kind, parseKey(to).parts);
}
function renameSql(from, to, parent) {
  const { kind, parts } = parseKey(from);
  const name = quoteAlways(parseKey(to).parts.at(-1) ?? "");
  if (kind !== "constraint") return `ALTER ${kind.toUpperCase()} ${quotePathAlways(parts)} RENAME TO ${name}`;
  const owner = parent?.startsWith("domain:") ? "DOMAIN" : "TABLE";
  const [schema = "", table = "", constraint = ""] = parts;
  return `ALTER ${owner} ${quotePathAlways([schema, table])} RENAME CONSTRAINT ${quoteAlways(constraint)} TO ${name}`;
}

// src/catalog/differing-keys.ts
function differingKeys(a, b, keys = bothKeys(a, b)) {
  const differing = /* @__PURE__ */ new Set();
  for (const key of keys) if (a.hashes.get(key) !== b.hashes.get(key)) differing.add(key);
  return differing;
}
function* bothKeys(a, b) {
  yield* a.hashes.keys();
  for (const key of b.hashes.keys()) if (!a.hashes.has(key)) yield key;
}

// src/adopt/data-statements.ts
function dataStatements(statements) {
  return statements.flatMap((statement) => {
    const { kind, tree } = statement;
    switch (kind) {
      case "InsertStmt":
      case "UpdateStmt":
      case "DeleteStmt":
        return [
          {
            statement,
            rehearsable: true,
            seeds: kind === "InsertStmt" && childOf(tree, "onConflictClause") !== void 0,
            table: tableOf(childOf(tree, "relation"))
          }
        ];
      case "MergeStmt":
      case "CopyStmt":
        return [{ statement, rehearsable: false, seeds: false, table: tableOf(childOf(tree, "relation")) }];
      case "TruncateStmt":
        return [
          {
            statement,
            rehearsable: false,
            seeds: false,
            table: tableOf(childOf(listOf(tree, "relations")[0], "RangeVar"))
          }
        ];
      case "DoStmt":
        return isOnlyDdl(tree) ? [] : [{ statement, rehearsable: false, seeds: false, table: void 0 }];
      case "CallStmt":
      case "RefreshMatViewStmt":
        return [{ statement, rehearsable: false, seeds: false, table: void 0 }];
      case "SelectStmt":
        return writesOrCalls(tree) ? [{ statement, rehearsable: false, seeds: false, table: void 0 }] : [];
      default:
        return [];
    }
  });
}
function movesRows({ kind, tree }) {
  if (kind === "RenameStmt") return true;
  if (kind === "DropStmt") return ROW_HOLDERS.has(textOf(tree, "removeType") ?? "");
  if (kind === "AlterSeqStmt") return true;
  if (kind !== "AlterTableStmt") return false;
  return listOf(tree, "cmds").some(
    (command) => MOVING.has(textOf(command, "AlterTableCmd", "subtype") ?? "")
  );
}
function movedTable({ kind, tree }) {
  if (kind === "DropStmt") {
    const parts = listOf(listOf(tree, "objects")[0], "List", "items").flatMap(
      (part) => textOf(part, "String", "sval") ?? []
    );
    const name = parts.at(-1);
    return name === void 0 ? void 0 : { schema: parts.at(-2), name };
  }
  return tableOf(childOf(tree, kind === "AlterSeqStmt" ? "sequence" : "relation"));
}
var ROW_HOLDERS = /* @__PURE__ */ new Set([
  "OBJECT_TABLE",
  "OBJECT_SEQUENCE",
  "OBJECT_SCHEMA",
  "OBJECT_TYPE",
  "OBJECT_MATVIEW"
]);
var MOVING = /* @__PURE__ */ new Set([
  "AT_DropColumn",
  "AT_AlterColumnType",
  "AT_AddColumn",
  "AT_SetExpression",
  "AT_DropExpression"
]);
function tableOf(node) {
  const relation = childOf(node, "RangeVar") ?? node;
  const name = textOf(relation, "relname");
  return name === void 0 ? void 0 : { schema: textOf(relation, "schemaname"), name };
}
function writesOrCalls(tree) {
  let found = false;
  walkTree(tree, (node) => {
    const called = textOf(listOf(node, "FuncCall", "funcname").at(-1), "String", "sval");
    if ("FuncCall" in node && !HARMLESS.has(called ?? "")) found = true;
    if (WRITING.some((kind) => kind in node)) found = true;
  });
  return found;
}
var WRITING = ["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"];
var HARMLESS = /* @__PURE__ */ new Set([
  "set_config",
  "current_setting",
  "now",
  "version",
  "count",
  "to_regclass",
  "format"
]);
function isOnlyDdl(tree) {
  const body = listOf(tree, "args").flatMap(
    (argument) => textOf(argument, "DefElem", "arg", "String", "sval") ?? []
  );
  return body.length > 0 && !/\b(insert|update|delete|merge|truncate|copy|execute|perform|select|call|drop)\b/i.test(body.join(" "));
}

// src/catalog/owner-object.ts
function ownerObject(key) {
  const parsed = parseKey(key);
  if (parsed.target !== void 0) return ownerObject(parsed.target.key);
  const table = onTable(key);
  if (table !== void 0) return { kind: "table", schema: table.schema, name: table.table, args: void 0 };
  const [first = "", second] = parsed.parts;
  if (parsed.kind === "typeAttribute")
    return { kind: "type", schema: first, name: second ?? "", args: void 0 };
  if (WITHOUT_SCHEMA.has(parsed.kind) || second === void 0) {
    return { kind: parsed.kind, schema: void 0, name: first, args: void 0 };
  }
  return { kind: parsed.kind, schema: first, name: second, args: parsed.args };
}
var WITHOUT_SCHEMA = /* @__PURE__ */ new Set([
  "publicationRel",
  "publicationSchema",
  "membership",
  "userMapping",
  "defaultPrivilege"
]);
function matchesTouch(key, touch, parentOf = () => void 0) {
  if (key.startsWith("defaultPrivilege:")) return touch.tag === "ALTER DEFAULT PRIVILEGES";
  const named = touchIdentities(touch);
  return mayConcern(key, touch) && factIdentities(key, parentOf).some((identity) => named.includes(identity));
}
function factIdentities(key, parentOf = () => void 0) {
  return [key, ...ancestorsOf(key, parentOf).filter((above) => !above.startsWith("schema:"))].flatMap((one) => identitiesOf(parseKey(one))).map(plainIdentity);
}
function touchIdentities({ identity, was }) {
  return [identity, was].flatMap((name) => name === void 0 ? [] : [plainIdentity(name)]);
}
function mayConcern(key, { names }) {
  if (names === void 0) return true;
  return names.includes(kindOf(key) === "acl" ? ownerObject(key).name : partName(parseKey(key)));
}
function partName({ key, target }) {
  return target === void 0 ? onTable(key)?.name ?? "" : partName(target);
}
function identitiesOf(key) {
  const [first = "", second = "", third = ""] = key.parts;
  if (key.target !== void 0) {
    const column = key.kind === "acl" ? second : "";
    const target = identitiesOf(key.target);
    return column === "" ? target : [quotePath([...key.target.parts, column]), ...target];
  }
  const table = quotePath([first, second]);
  switch (key.kind) {
    case "default":
      return [`for ${quotePath(key.parts)}`, quotePath(key.parts), table];
    case "column":
    case "columnStorage":
      return [quotePath(key.parts), table];
    case "constraint":
    case "constraintTriggers":
    case "constraintIndex":
    case "trigger":
    case "rule":
    case "policy":
      return [`${quoteName(third)} on ${table}`, table];
    case "typeAttribute":
      return [table];
    case "publicationRel":
      return [`${quotePath([second, third])} in publication ${quoteName(first)}`, quoteName(first)];
    case "publicationSchema":
      return [`${quoteName(second)} in publication ${quoteName(first)}`, quoteName(first)];
    case "function":
    case "procedure":
    case "aggregate":
      return [`${table}(${(key.args ?? []).join(",")})`];
    default:
      return [quotePath(key.parts)];
  }
}
function plainIdentity(identity) {
  return identity.replaceAll(/"([a-z_][a-z0-9_$]*)"/g, "$1").replaceAll(/\bpg_catalog\./g, "").replaceAll(", ", ",");
}
function ancestorsOf(key, parentOf) {
  const parent = parentOf(key);
  return parent === void 0 ? [] : [parent, ...ancestorsOf(parent, parentOf)];
}

// src/catalog/mend-supplement.ts
function mendSupplement(expected, found, key) {
  const place = onTable(key);
  if (place === void 0) return void 0;
  const table = quotePathAlways([place.schema, place.table]);
  const name = quoteAlways(place.name);
  switch (kindOf(key)) {
    case "constraintTriggers": {
      if (expected.hashes.has(key)) return void 0;
      const constraint = `constraint:${key.slice(key.indexOf(":") + 1)}`;
      const definition = (expected.factOf(constraint) ?? found.factOf(constraint))?.def;
      if (definition === void 0) return void 0;
      return statementOf(
        `ALTER TABLE ${table} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} ${definition}`
      );
    }
    case "constraintIndex":
      if (expected.hashes.has(key)) return void 0;
      return {
        ...statementOf(`REINDEX INDEX ${quotePathAlways([place.schema, place.name])}`),
        lock: "share"
      };
    case "columnStorage": {
      const [wanted, there] = [expected.factOf(key), found.factOf(key)];
      const storage = wanted?.storage ?? wanted?._usual ?? there?._usual;
      return statementOf(
        [
          `ALTER TABLE ${table} ALTER COLUMN ${name} SET STORAGE ${STORAGE[String(storage)] ?? "EXTENDED"}`,
          `ALTER COLUMN ${name} SET COMPRESSION ${COMPRESSION[String(wanted?.compression)] ?? "default"}`
        ].join(", ")
      );
    }
    default:
      return void 0;
  }
}
var STORAGE = { p: "PLAIN", e: "EXTERNAL", m: "MAIN", x: "EXTENDED" };
var COMPRESSION = { p: "pglz", l: "lz4" };
function statementOf(sql) {
  return { sql, lock: "accessExclusive", dataLoss: false, commitAfter: false };
}

// src/catalog/plan-between.ts
import { isDeepStrictEqual as isDeepStrictEqual3 } from "node:util";

// src/catalog/blend-facts.ts
function blendFacts({ buildFactBase, encodeId }, { from, to, serverMajor, isCompared }, keys) {
  const facts = new Map(from.facts().map((fact) => [encodeId(fact.id), fact]));
  const changed = /* @__PURE__ */ new Set();
  for (const key of keys) {
    const wanted = to.getByEncoded(key);
    const there = from.getByEncoded(key);
    if (wanted === void 0 && there !== void 0) remove(there);
  }
  for (const key of keys) {
    const wanted = to.getByEncoded(key);
    if (wanted === void 0) continue;
    if (facts.has(key)) put(key, wanted);
    else addSubtree(topmostMissing(wanted));
  }
  if (from.edges.some(isLeftWithout)) return void 0;
  return buildFactBase([...facts.values()], [...blendedEdges()]);
  function remove(fact) {
    facts.delete(encodeId(fact.id));
    for (const child of from.childrenOf(fact.id)) remove(child);
  }
  function put(key, fact) {
    facts.set(key, forServer2(fact, serverMajor));
    changed.add(key);
  }
  function addSubtree(fact) {
    const key = encodeId(fact.id);
    if (!isCompared(key)) return;
    put(key, fact);
    for (const child of to.childrenOf(fact.id)) addSubtree(child);
  }
  function topmostMissing(fact) {
    const parent = fact.parent === void 0 ? void 0 : to.get(fact.parent);
    return parent === void 0 || facts.has(encodeId(parent.id)) ? fact : topmostMissing(parent);
  }
  function* blendedEdges() {
    for (const edge of from.edges) {
      if (bothThere(edge) && (edge.kind !== "depends" || !changed.has(encodeId(edge.from)))) yield edge;
    }
    for (const key of changed) {
      const fact = facts.get(key);
      for (const edge of fact === void 0 ? [] : to.outgoingEdges(fact.id)) {
        if (!bothThere(edge)) continue;
        if (edge.kind === "depends" || edge.kind === "owner" && !from.has(edge.from)) yield edge;
      }
    }
  }
  function isLeftWithout(edge) {
    if (edge.kind !== "depends" || facts.has(encodeId(edge.to))) return false;
    const key = encodeId(edge.from);
    return facts.has(key) && !changed.has(key);
  }
  function bothThere(edge) {
    return facts.has(encodeId(edge.from)) && facts.has(encodeId(edge.to));
  }
}
function forServer2(fact, serverMajor) {
  if (serverMajor >= 17 || fact.id.kind !== "acl" && fact.id.kind !== "defaultPrivilege") return fact;
  const { privileges, grantable, ...rest } = fact.payload;
  const known = (list2) => Array.isArray(list2) ? list2.filter((name) => name !== "MAINTAIN") : list2;
  return { ...fact, payload: { ...rest, privileges: known(privileges), grantable: known(grantable) } };
}

// src/catalog/column-grants.ts
function columnGrants(goal, keys) {
  const changed = /* @__PURE__ */ new Set();
  for (const key of keys) {
    const acl = aclOf(key);
    if (acl !== void 0 && acl.column === void 0) changed.add(`${acl.grantee} ${acl.target}`);
  }
  if (changed.size === 0) return [];
  return goal.facts().flatMap(({ id, payload }) => {
    if (id.kind !== "acl" || id.column === void 0 || id.target.kind !== "table") return [];
    const { schema, name } = id.target;
    const table = quotePathAlways([schema, name]);
    if (!changed.has(`${id.grantee} ${formatKey("table", [schema, name])}`)) return [];
    const grantee = id.grantee === "PUBLIC" ? id.grantee : quoteAlways(id.grantee);
    const column = quoteAlways(id.column);
    const grant = (privileges, option) => privileges.length === 0 ? [] : [
      `GRANT ${privileges.map((privilege) => `${privilege} (${column})`).join(", ")} ON TABLE ${table} TO ${grantee}${option}`
    ];
    const all = Array.isArray(payload.privileges) ? payload.privileges : [];
    const grantable = Array.isArray(payload.grantable) ? payload.grantable : [];
    return [
      ...grant(
        all.filter((privilege) => !grantable.includes(privilege)),
        ""
      ),
      ...grant(grantable, " WITH GRANT OPTION")
    ];
  });
}

// src/catalog/loses-values.ts
function losesValues(from, to) {
  if (from === to || to === "text") return false;
  const [before, after] = [readType(from), readType(to)];
  if (before.name === after.name) return !isWider(before, after);
  return !(WIDER[before.name] ?? []).includes(after.name);
}
var WIDER = {
  smallint: ["integer", "bigint", "numeric"],
  integer: ["bigint", "numeric", "double precision"],
  bigint: ["numeric"],
  real: ["double precision"],
  "character varying": ["text"],
  date: ["timestamp without time zone"]
};
function readType(text2) {
  const [, before = text2, sizes = "", after = ""] = /^(.*?)\(([\d,]+)\)(.*)$/.exec(text2) ?? [];
  return { name: `${before}${after}`, sizes: sizes === "" ? [] : sizes.split(",").map(Number) };
}
function isWider(before, after) {
  if (after.sizes.length === 0) return true;
  if (before.sizes.length === 0) return false;
  const [size = 0, scale = 0] = before.sizes;
  const [newSize = 0, newScale = 0] = after.sizes;
  return newScale >= scale && newSize - newScale >= size - scale;
}

// src/catalog/narrow-facts.ts
var EVERYWHERE = /* @__PURE__ */ new Set(["role", "schema", "extension", "defaultPrivilege"]);
function narrowFacts({ buildFactBase, encodeId }, base, keys, beside = []) {
  const facts = /* @__PURE__ */ new Map();
  const objects = /* @__PURE__ */ new Set();
  for (const fact of base.facts()) if (EVERYWHERE.has(fact.id.kind)) facts.set(encodeId(fact.id), fact);
  const waiting = keys.flatMap((key) => base.getByEncoded(key) ?? []);
  for (let fact = waiting.pop(); fact !== void 0; fact = waiting.pop()) {
    const object = objectOf2(fact);
    const key = encodeId(object.id);
    if (objects.has(key)) continue;
    objects.add(key);
    addWithParents(object);
    addTree(object);
  }
  for (const { id } of beside) addWithParents(base.get(id));
  const edges = [...facts.values()].flatMap(
    ({ id }) => base.outgoingEdges(id).filter(({ to }) => facts.has(encodeId(to)))
  );
  return buildFactBase([...facts.values()], edges);
  function addTree(fact) {
    facts.set(encodeId(fact.id), fact);
    for (const { to } of base.outgoingEdges(fact.id)) addWithParents(base.get(to));
    for (const { from, kind } of base.incomingEdges(fact.id)) {
      const dependent = kind === "depends" ? base.get(from) : void 0;
      if (dependent !== void 0) waiting.push(dependent);
    }
    if (fact.id.kind === "schema") return;
    for (const child of base.childrenOf(fact.id)) addTree(child);
  }
  function addWithParents(fact) {
    if (fact === void 0) return;
    facts.set(encodeId(fact.id), fact);
    if (fact.parent !== void 0) addWithParents(base.get(fact.parent));
  }
  function objectOf2(fact) {
    const parent = fact.parent === void 0 ? void 0 : base.get(fact.parent);
    return parent === void 0 || parent.id.kind === "schema" ? fact : objectOf2(parent);
  }
}

// src/catalog/plan-between.ts
async function planBetween(side, keys) {
  const [core, { plan }] = await Promise.all([loadCore(), loadPlan()]);
  const to = narrowFacts(core, side.to, keys);
  const from = narrowFacts(core, side.from, keys, to.facts());
  const goal = blendFacts(core, { ...side, from, to }, keys);
  if (goal === void 0) return void 0;
  let planned;
  try {
    planned = plan(from, goal);
  } catch {
    return void 0;
  }
  const statements = planned.actions.filter((action) => !isOwnership(action, goal)).map((action) => ({
    sql: action.sql,
    dataLoss: action.dataLoss === "destructive" || changesValues(action, from, goal),
    lock: action.lockClass,
    commitAfter: action.transactionality === "commitBoundaryAfter"
  }));
  for (const sql of columnGrants(goal, keys))
    statements.push({ sql, dataLoss: false, lock: "none", commitAfter: false });
  const lazyBodies = planned.preamble.some(({ name }) => name === "check_function_bodies");
  return lazyBodies && statements.length > 0 ? [LAZY_BODIES, ...statements] : statements;
}
function isOwnership({ sql, produces, consumes }, goal) {
  if (/ OWNER TO "(?:[^"]|"")*"$/.test(sql)) return true;
  return [...produces, ...consumes].some((id) => {
    const { privileges, _ownerDefault } = id.kind === "acl" && goal.get(id)?.payload || {};
    return _ownerDefault !== void 0 && isDeepStrictEqual3(privileges, _ownerDefault);
  });
}
var LAZY_BODIES = {
  sql: "SET LOCAL check_function_bodies = off",
  dataLoss: false,
  lock: "none",
  commitAfter: false
};
function changesValues({ sql, consumes }, from, to) {
  if (!/ALTER COLUMN .* TYPE /s.test(sql)) return false;
  return consumes.some((id) => {
    const [before, after] = [typeOf(from, id), typeOf(to, id)];
    return before !== void 0 && after !== void 0 && losesValues(before, after);
  });
}
function typeOf(base, id) {
  const type = id.kind === "column" ? base.get(id)?.payload.type : void 0;
  return typeof type === "string" ? type : void 0;
}

// src/catalog/mending-sql.ts
async function mendingSql(found, expected, keys) {
  const wanted = new Set(keys);
  const { catalog, renames } = alignNames(expected, found, wanted);
  const differing = new Set([...differingKeys(expected, catalog, wanted)].sort());
  const statements = [];
  const policies = [];
  const planned = [];
  for (const key of differing) {
    const statement = mendSupplement(expected, catalog, key);
    if (statement !== void 0) statements.push(statement);
    else if (isAlteredPolicy(expected, catalog, key, differing)) policies.push(key);
    else planned.push(key);
  }
  return [
    ...await planSafely(catalog, expected, planned),
    ...policies.map((key) => statementOf2(mendPolicy(expected, key), "accessExclusive")),
    ...statements,
    ...renames.map(renameStatement)
  ];
}
function isAlteredPolicy(expected, found, key, differing) {
  if (!key.startsWith("policy:")) return false;
  const [wanted, there] = [expected.factOf(key), found.factOf(key)];
  if (wanted === void 0 || there === void 0 || !isAlterablePolicy(wanted, there)) return false;
  return !neededBy(found, key).some((needed) => differing.has(needed));
}
async function planSafely(found, expected, keys) {
  if (keys.length === 0) return [];
  const side = {
    from: factBaseOf(found),
    to: factBaseOf(expected),
    serverMajor: found.serverMajor,
    isCompared: (key) => expected.hashes.has(key)
  };
  const whole = await planBetween(side, keys);
  if (whole !== void 0 || keys.length === 1) return whole ?? [];
  const statements = /* @__PURE__ */ new Map();
  for (const group of groupByOwner(keys)) {
    const planned = await planBetween(side, group);
    const alone = planned ?? (await Promise.all(group.map((key) => planBetween(side, [key])))).flatMap((one) => one ?? []);
    for (const statement of alone) statements.set(statement.sql, statement);
  }
  return [...statements.values()];
}
function groupByOwner(keys) {
  const groups = /* @__PURE__ */ new Map();
  for (const key of keys) {
    const owner = JSON.stringify(ownerObject(key));
    groups.set(owner, [...groups.get(owner) ?? [], key]);
  }
  return groups.values();
}
function renameStatement({ sql, from }) {
  return statementOf2(sql, from.startsWith("index:") ? "shareUpdateExclusive" : "accessExclusive");
}
function statementOf2(sql, lock) {
  return { sql, lock, dataLoss: false, commitAfter: false };
}

// src/shadow/connect.ts
var SHADOW_LIMITS = { lockTimeout: 0, statementTimeout: 0 };
async function connect(target, text2 = "") {
  return openSession(target, `${openingText(SHADOW_LIMITS)} ${text2}`);
}

// src/shadow/read-default-privileges.ts
var OBJECTS = {
  r: "TABLES",
  S: "SEQUENCES",
  f: "ROUTINES",
  T: "TYPES",
  n: "SCHEMAS"
};
async function readDefaultPrivileges(session) {
  const kinds = Object.keys(OBJECTS);
  const [rows = []] = await session.run(`WITH me AS (
  SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user
), lists AS (
  SELECT NULL::text AS schema, kind, coalesce(
    (SELECT d.defaclacl FROM pg_catalog.pg_default_acl d, me
      WHERE d.defaclrole = me.oid AND d.defaclnamespace = 0 AND d.defaclobjtype = kind),
    pg_catalog.acldefault(CASE kind WHEN 'S' THEN 's' ELSE kind END, (SELECT oid FROM me))) AS list
  FROM (VALUES ${kinds.map((kind) => `('${kind}'::"char")`).join(", ")}) AS kinds (kind)
  UNION ALL
  SELECT n.nspname, d.defaclobjtype, d.defaclacl
  FROM pg_catalog.pg_default_acl d JOIN me ON d.defaclrole = me.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
)
SELECT schema::text, kind::text, a.privilege_type AS privilege, a.is_grantable AS grantable, g.rolname::text AS grantee,
  a.grantee = 0 AS public, a.grantee = (SELECT oid FROM me) AS owner
FROM lists, pg_catalog.aclexplode(list) a LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantee`);
  return rows.flatMap(readRow);
}
function readRow(row) {
  const objects = OBJECTS[String(row.kind)];
  const { schema, grantee } = row;
  const isOwner = row.owner === true;
  if (objects === void 0) return [];
  if (row.public !== true && !isOwner && typeof grantee !== "string") return [];
  return [
    {
      schema: typeof schema === "string" ? schema : void 0,
      objects,
      grantee: isOwner ? "owner" : typeof grantee === "string" ? { role: grantee } : void 0,
      privilege: String(row.privilege),
      grantable: row.grantable === true
    }
  ];
}

// src/shadow/give-back.ts
async function giveBack(steps) {
  for (const step of steps) {
    try {
      await step();
    } catch {
    }
  }
}

// src/shadow/load-local-postgres.ts
function loadLocalPostgres() {
  return import("./src-HJT2FBR4.mjs");
}

// src/shadow/reset-roles.ts
function resetRolesText(rolesSql) {
  const names = [...rolesSql.matchAll(/\bCREATE ROLE (\w+);/g)].map((match) => match[1] ?? "");
  const ours = names.map(quoteLiteral).join(", ");
  return `DO $reset$
DECLARE found record;
BEGIN
  FOR found IN SELECT r.rolname AS role, m.rolname AS member, g.rolname AS grantor
    FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles r ON r.oid = a.roleid
    JOIN pg_catalog.pg_roles m ON m.oid = a.member JOIN pg_catalog.pg_roles g ON g.oid = a.grantor
    WHERE m.rolname !~ '^pg_'
  LOOP
    EXECUTE format('REVOKE %I FROM %I GRANTED BY %I CASCADE', found.role, found.member, found.grantor);
  END LOOP;
  FOR found IN SELECT rolname AS role FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' AND rolname NOT IN (${ours}) LOOP
    EXECUTE format('DROP OWNED BY %I CASCADE', found.role);
    EXECUTE format('DROP ROLE %I', found.role);
  END LOOP;
  FOR found IN SELECT rolname AS role, oid FROM pg_catalog.pg_roles WHERE rolname IN (${ours}) LOOP
    EXECUTE format('ALTER ROLE %I RESET ALL', found.role);
    EXECUTE format('COMMENT ON ROLE %I IS NULL', found.role);
    CONTINUE WHEN found.role = session_user;
    EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT NOLOGIN NOREPLICATION NOBYPASSRLS
      CONNECTION LIMIT -1 PASSWORD NULL', found.role);
  END LOOP;
END $reset$;
ALTER ROLE ALL RESET ALL;
${rolesSql}`;
}

// src/shadow/roles-state.ts
function rolesStateExpression({ passwords }) {
  const lists = [
    "SELECT to_jsonb(r) || jsonb_build_object('oid', 0) FROM pg_catalog.pg_roles r",
    "SELECT to_jsonb(m) - 'oid' FROM pg_catalog.pg_auth_members m",
    "SELECT to_jsonb(s) FROM pg_catalog.pg_db_role_setting s WHERE s.setdatabase = 0 AND s.setrole = 0",
    "SELECT to_jsonb(d) FROM pg_catalog.pg_shdescription d WHERE d.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass",
    ...passwords ? ["SELECT to_jsonb(a.rolpassword) FROM pg_catalog.pg_authid a"] : []
  ];
  return `(SELECT pg_catalog.md5(pg_catalog.string_agg(state::text, E'\\n' ORDER BY state))
    FROM (${lists.join(" UNION ALL ")}) AS states (state))`;
}

// src/shadow/claim-cluster.ts
var MOST = 16;
var LOCK_ID = 7201447;
var NAME = "groundwork_shadow_";
async function claimCluster(directory) {
  for (let number = 1; number <= MOST; number += 1) {
    const cluster = await tryCluster(number === 1 ? directory : `${directory}-${number}`);
    if (cluster !== void 0) return cluster;
  }
  throw new MigratorError(
    "shadow_unavailable",
    `All ${MOST} embedded shadows below ${directory} are in use.`,
    {
      hint: "Wait for the other runs. If there are none, remove these folders: they hold nothing that is kept."
    }
  );
}
async function tryCluster(directory) {
  const server = await startServer(directory);
  let admin;
  try {
    const { session, opening } = await connect(
      targetOf2(server, "postgres", "supabase_admin"),
      `SELECT pg_catalog.pg_try_advisory_lock(${LOCK_ID}) AS claimed`
    );
    admin = session;
    if (opening.at(-1)?.[0]?.claimed === true) return await prepareCluster(server, admin);
  } catch (error) {
    if (!(error instanceof ServerError)) {
      await admin?.close();
      await server.release();
      throw error;
    }
  }
  await admin?.close();
  await server.release();
  return void 0;
}
async function startServer(directory) {
  const { ensureServer } = await loadLocalPostgres();
  try {
    return await ensureServer({ directory });
  } catch (error) {
    throw new MigratorError("shadow_unavailable", messageOf(error), {
      hint: "Set SHADOW_DATABASE_URL to a Postgres of your own that may be written to.",
      cause: error
    });
  }
}
async function prepareCluster(server, admin) {
  const { supabaseBaselineSql } = await loadLocalPostgres();
  const password = new URL(server.url()).password;
  const resetText = resetRolesText(await supabaseBaselineSql({ part: "roles", password }));
  const open = /* @__PURE__ */ new Set();
  let made = 0;
  const readRoles = async () => {
    const [rows] = await admin.run(`SELECT ${rolesStateExpression({ passwords: false })} AS roles`);
    return rows?.[0]?.roles;
  };
  const [leftovers = []] = await admin.run(
    `SELECT datname::text AS name FROM pg_catalog.pg_database WHERE datname LIKE '${NAME.replaceAll("_", "\\_")}%'`
  );
  for (const { name } of leftovers) await server.dropDatabase(String(name));
  await admin.run(resetText);
  const clean = await readRoles();
  return {
    async createDatabase() {
      made += 1;
      const name = `${NAME}${process.pid}_${made}`;
      await server.createDatabase(name);
      open.add(name);
      return {
        targetAs: (role) => targetOf2(server, name, role),
        async drop() {
          await server.dropDatabase(name);
          open.delete(name);
        }
      };
    },
    async isClean() {
      if (await readRoles() === clean) return true;
      if (open.size > 0) return false;
      await admin.run(resetText);
      return await readRoles() === clean;
    },
    release: () => giveBack([
      ...[...open].map((name) => () => server.dropDatabase(name)),
      () => admin.close(),
      () => server.release()
    ])
  };
}
function targetOf2(server, database, user) {
  return {
    kind: "embedded",
    host: "127.0.0.1",
    port: server.port,
    database,
    user,
    password: new URL(server.url()).password,
    tls: { mode: "off" },
    label: "the embedded shadow",
    origin: "the embedded shadow"
  };
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

// src/shadow/copy-default-privileges.ts
async function copyDefaultPrivileges(session, wanted) {
  const found = await readDefaultPrivileges(session);
  const [schemas = [], roles = [], [version] = []] = await session.run(
    `SELECT nspname::text AS name FROM pg_catalog.pg_namespace;
SELECT rolname::text AS name FROM pg_catalog.pg_roles;
SELECT pg_catalog.current_setting('server_version_num')::int AS number`
  );
  const hasMaintain = Number(version?.number) >= 17e4;
  const known = {
    schemas: new Set(schemas.map(({ name }) => name)),
    roles: new Set(roles.map(({ name }) => name))
  };
  const possible = wanted.filter(
    ({ schema, grantee, privilege }) => (schema === void 0 || known.schemas.has(schema)) && (typeof grantee !== "object" || known.roles.has(grantee.role)) && (privilege !== "MAINTAIN" || hasMaintain)
  );
  const text2 = changesBetween(found, possible).join("\n");
  if (text2 !== "") await session.run(text2);
}
function changesBetween(found, wanted) {
  const has = new Set(found.map(keyOf));
  const wants = new Set(wanted.map(keyOf));
  return [
    ...found.filter((right) => !wants.has(keyOf(right))).map((right) => change("REVOKE", right)),
    ...wanted.filter((right) => !has.has(keyOf(right))).map((right) => change("GRANT", right))
  ];
}
function keyOf(right) {
  return JSON.stringify([right.schema, right.objects, right.grantee, right.privilege, right.grantable]);
}
function change(verb, right) {
  const where = right.schema === void 0 ? "" : `IN SCHEMA ${quoteIdentifier(right.schema)} `;
  const whom = verb === "GRANT" ? "TO" : "FROM";
  const option = verb === "GRANT" && right.grantable ? " WITH GRANT OPTION" : "";
  return `ALTER DEFAULT PRIVILEGES ${where}${verb} ${right.privilege} ON ${right.objects} ${whom} ${granteeOf(right)}${option};`;
}
function granteeOf({ grantee }) {
  if (grantee === void 0) return "PUBLIC";
  return grantee === "owner" ? "CURRENT_USER" : quoteIdentifier(grantee.role);
}

// src/shadow/describe-replay-failure.ts
var UNTOUCHED = "Nothing of it has run on the target.";
function describeReplayFailure({ error, statement }, migration, shownPath) {
  const { name, text: text2 } = migration;
  const at = placeOf(migration, statement, shownPath, error.position);
  const extension = missingExtension(error.message);
  if (extension !== void 0) return extensionMissing(extension, name, at);
  const message = maskMessage(error.message, error.sqlstate, text2);
  const when = statement === void 0 ? " when it was about to be committed" : "";
  return new MigratorError(
    "shadow_replay_failed",
    `${name} failed${when} on the shadow, where the files run from the start: ${message}.`,
    {
      migration: name,
      sqlstate: error.sqlstate,
      at,
      hint: hintFor(error),
      postgres: {
        ...error.detail === void 0 ? {} : { detail: maskDetail(error.detail, text2) },
        ...error.hint === void 0 ? {} : { hint: error.hint },
        ...error.context === void 0 ? {} : { context: maskContext(error.context, text2) }
      },
      cause: error
    }
  );
}
function extensionMissing(extension, migration, at) {
  return new MigratorError(
    "shadow_extension_missing",
    `The shadow has no extension "${extension}", which ${migration} creates.`,
    {
      migration,
      at,
      hint: `${UNTOUCHED} ${REAL_STACK} Where the database has the extension, --trust-unproven passes it by.`
    }
  );
}
function placeOf({ text: text2, statements }, statement, shownPath, position) {
  const start = (statement ?? statements.at(-1))?.start ?? 0;
  const inside = statement === void 0 || position === void 0 ? 0 : textOffsets(statement.text).fromCodePoint(position - 1);
  return locate(shownPath, text2, start + inside);
}
var REAL_STACK = "Name a server that has it: start the Supabase stack with `pnpm supabase start` and set SHADOW_DATABASE_URL to its database, postgresql://supabase_admin:postgres@127.0.0.1:54322/postgres.";
var PLATFORM = /"?\b(storage|realtime|vault|cron|net|pgmq|graphql|graphql_public|supabase_functions)\b/;
function hintFor({ message, sqlstate }) {
  if (/does not exist$/.test(message) && PLATFORM.test(message)) {
    return `${UNTOUCHED} The shadow lacks what the file needs of Supabase. ${REAL_STACK}`;
  }
  if (sqlstate === SQLSTATE.insufficientPrivilege) {
    return `${UNTOUCHED} The files run as a role like "postgres" of hosted Supabase, which is no superuser.`;
  }
  return `${UNTOUCHED} The files have to build the database from nothing: correct the file, or add what it relies on.`;
}
function missingExtension(message) {
  return /^extension "(.+)" is not available$|^could not open extension control file ".*[/\\](.+)\.control"/.exec(message)?.slice(1).find((name) => name !== void 0);
}

// src/shadow/find-cluster-statement.ts
function findClusterStatement({ statements }, place = "shared") {
  for (const statement of statements) {
    const found = findReach(statement).filter(
      ({ reach }) => place === "shared" || reach === "outside" && !DEFINITIONS.has(statement.kind)
    );
    if (found[0] !== void 0) return { statement, ...found[0] };
  }
  return void 0;
}
var DEFINITIONS = /* @__PURE__ */ new Set([
  "CreateFunctionStmt",
  "ViewStmt",
  "RuleStmt",
  "CreatePolicyStmt",
  "AlterPolicyStmt",
  "CreateTrigStmt",
  "CreateStmt",
  "AlterTableStmt"
]);
function findReach({ kind, tree }) {
  const command = SERVER_COMMANDS[kind] ?? commandOnServerObject(kind, tree);
  const found = command === void 0 ? [] : [{ reach: "server", what: command }];
  const outside = OUTSIDE_COMMANDS[kind]?.(tree);
  if (outside !== void 0) found.push({ reach: "outside", what: outside });
  walkTree(tree, (node) => {
    const call = findCall(node);
    if (call !== void 0) found.push(call);
  });
  if (kind === "DoStmt" || kind === "CreateFunctionStmt") found.push(...findInBody(tree));
  return found;
}
var SERVER_COMMANDS = {
  CreateRoleStmt: "CREATE ROLE",
  AlterRoleStmt: "ALTER ROLE",
  AlterRoleSetStmt: "ALTER ROLE \u2026 SET",
  DropRoleStmt: "DROP ROLE",
  GrantRoleStmt: "GRANT of a role",
  // Both also reach what a role has on databases and tablespaces.
  DropOwnedStmt: "DROP OWNED",
  ReassignOwnedStmt: "REASSIGN OWNED",
  AlterSystemStmt: "ALTER SYSTEM",
  CreatedbStmt: "CREATE DATABASE",
  AlterDatabaseStmt: "ALTER DATABASE",
  AlterDatabaseSetStmt: "ALTER DATABASE",
  AlterDatabaseRefreshCollStmt: "ALTER DATABASE",
  DropdbStmt: "DROP DATABASE",
  CreateTableSpaceStmt: "CREATE TABLESPACE",
  AlterTableSpaceOptionsStmt: "ALTER TABLESPACE",
  DropTableSpaceStmt: "DROP TABLESPACE"
};
var SERVER_OBJECTS = ["ROLE", "DATABASE", "TABLESPACE", "PARAMETER_ACL"];
function commandOnServerObject(kind, tree) {
  const keys = ["renameType", "objectType", "objtype"];
  const object = keys.map((key) => textOf(tree, key)?.replace("OBJECT_", "")).find(isServerObject);
  return object === void 0 ? void 0 : `${kind.replace(/Stmt$/, "")} of a ${object.toLowerCase()}`;
}
function isServerObject(object) {
  return object !== void 0 && SERVER_OBJECTS.includes(object);
}
var OUTSIDE_COMMANDS = {
  CreateSubscriptionStmt: () => "CREATE SUBSCRIPTION",
  AlterSubscriptionStmt: () => "ALTER SUBSCRIPTION",
  DropSubscriptionStmt: () => "DROP SUBSCRIPTION",
  ImportForeignSchemaStmt: () => "IMPORT FOREIGN SCHEMA",
  CopyStmt(tree) {
    if (childOf(tree, "is_program") === true) return "COPY \u2026 PROGRAM";
    const writes = childOf(tree, "is_from") !== true && textOf(tree, "filename") !== void 0;
    return writes ? "COPY \u2026 TO a file" : void 0;
  }
};
var CALLS = [
  [/^(.*\.)?dblink/, "outside"],
  [/^net\.http_|^(.*\.)?http(_(get|post|put|patch|delete|head))?$/, "outside"],
  [/^(.*\.)?(lo_export|pg_file_write)$/, "outside"],
  [/^cron\./, "server"],
  [/^(.*\.)?pg_(reload_conf|rotate_logfile|terminate_backend|cancel_backend|switch_wal|promote)$/, "server"],
  [/^(.*\.)?pg_(create|drop|copy)_(logical_|physical_)?replication_slot$/, "server"]
];
function findCall(node) {
  const call = asNode(node.FuncCall);
  if (call === void 0) return void 0;
  const name = listOf(call, "funcname").map((part) => textOf(part, "String", "sval") ?? "").join(".");
  const known = CALLS.find(([pattern]) => pattern.test(name));
  return known && { reach: known[1], what: `a call of ${name}` };
}
var TEXTS = [
  [/\b(dblink\w*|net\.http_\w+|http_(get|post|put|patch|delete|head)|lo_export)\s*\(/i, "outside"],
  [/\bcopy\b[^;]*\bprogram\b|\b(create|alter|drop)\s+subscription\b/i, "outside"],
  [/\b(create|alter|drop)\s+(role|user(?!\s+mapping\b)|group|database|tablespace|system)\b/i, "server"],
  [/\b(drop|reassign)\s+owned\b|\bcron\.\w+\s*\(|\bpg_(terminate|cancel)_backend\s*\(/i, "server"],
  // GRANT and REVOKE of a role have no ON.
  [/\bgrant\s(?:(?!\bon\b)[^;])*?\bto\b|\brevoke\s(?:(?!\bon\b)[^;])*?\bfrom\b/i, "server"],
  [/\bon\s+database\b/i, "server"]
];
function findInBody(tree) {
  const bodies = [];
  walkTree(tree, (node) => {
    const option = asNode(node.DefElem);
    if (option?.defname !== "as") return;
    const argument = option.arg;
    const parts = listOf(argument, "List", "items");
    for (const part of parts.length > 0 ? parts : [argument])
      bodies.push(textOf(part, "String", "sval") ?? "");
  });
  return TEXTS.flatMap(([pattern, reach]) => {
    const [match] = bodies.flatMap((body) => pattern.exec(body)?.[0] ?? []);
    return match === void 0 ? [] : [{ reach, what: `${match.replace(/\s+/g, " ").trim()} in its body` }];
  });
}

// src/shadow/refuse-replay.ts
function refuseReplay(migration, statements, onTargetServer, shownPath) {
  const { name } = migration;
  for (const statement2 of statements) {
    const { refusal } = statement2;
    if (refusal === void 0) continue;
    throw new MigratorError(refusal.code, `${name} cannot run: ${refusal.message}`, {
      migration: name,
      at: placeOf(migration, statement2, shownPath),
      hint: refusal.hint
    });
  }
  const found = findClusterStatement({ statements }, onTargetServer ? "shared" : "own");
  if (found === void 0) return;
  const { statement, what, reach } = found;
  throw new MigratorError(
    "shadow_cluster_statement",
    reach === "server" ? `${name} has ${what}, which acts on the whole server: on a shadow there it would act on the target.` : `${name} has ${what}, which acts outside of the database: a replay on a shadow would do it once more.`,
    {
      migration: name,
      at: placeOf(migration, statement, shownPath),
      hint: reach === "server" ? "Nothing of it has run. Use the embedded shadow, or set SHADOW_DATABASE_URL to a server of its own." : "Nothing of it has run. Take the statement out of the migrations, and run it by hand where it is needed."
    }
  );
}

// src/sql/granted-objects.ts
function grantedObjects(tree) {
  const objects = listOf(tree, "objects");
  switch (textOf(tree, "targtype")) {
    case "ACL_TARGET_ALL_IN_SCHEMA":
      return objects.map((object) => ({ schema: textOf(object, "String", "sval"), name: void 0 }));
    case "ACL_TARGET_OBJECT":
      return objects.map(objectOf);
    default:
      return [];
  }
}
function objectOf(object) {
  const relation = childOf(object, "RangeVar");
  if (relation !== void 0)
    return { schema: textOf(relation, "schemaname"), name: textOf(relation, "relname") };
  const parts = [
    ...listOf(object, "ObjectWithArgs", "objname"),
    ...listOf(object, "List", "items"),
    ...listOf(object, "TypeName", "names"),
    object
  ].flatMap((part) => textOf(part, "String", "sval") ?? []);
  return { schema: parts.length > 1 ? parts.at(-2) : void 0, name: parts.at(-1) };
}

// src/sql/named-parts.ts
function namedParts({ kind, tree }) {
  if (kind === "GrantStmt") return allOf(grantedObjects(tree).map(({ name }) => name));
  if (kind !== "AlterTableStmt" || textOf(tree, "objtype") !== "OBJECT_TABLE") return void 0;
  return allOf(listOf(tree, "cmds").map((command) => partOf(childOf(command, "AlterTableCmd"))));
}
function allOf(names) {
  const known = names.flatMap((name) => name ?? []);
  return known.length === names.length && known.length > 0 ? known : void 0;
}
function partOf(command) {
  switch (textOf(command, "subtype")) {
    case "AT_AddColumn": {
      const column = childOf(command, "def", "ColumnDef");
      return listOf(column, "constraints").every(isOfColumn) ? textOf(column, "colname") : void 0;
    }
    case "AT_AddConstraint": {
      const constraint = childOf(command, "def", "Constraint");
      const isKey = textOf(constraint, "contype") === "CONSTR_PRIMARY";
      return isKey ? void 0 : textOf(constraint, "conname");
    }
    case "AT_ColumnDefault":
    case "AT_SetNotNull":
    case "AT_DropNotNull":
    case "AT_DropColumn":
    case "AT_DropConstraint":
    case "AT_ValidateConstraint":
      return textOf(command, "name");
    case "AT_EnableRowSecurity":
    case "AT_DisableRowSecurity":
    case "AT_ForceRowSecurity":
    case "AT_NoForceRowSecurity":
      return "";
    default:
      return void 0;
  }
}
function isOfColumn(constraint) {
  return OF_COLUMN.has(textOf(constraint, "Constraint", "contype") ?? "");
}
var OF_COLUMN = /* @__PURE__ */ new Set([
  "CONSTR_NULL",
  "CONSTR_NOTNULL",
  "CONSTR_DEFAULT",
  "CONSTR_IDENTITY",
  "CONSTR_GENERATED"
]);

// src/shadow/touch-log.ts
var STATEMENT_SETTING = "migrator.statement";
var INSTALL_LOG = `
CREATE SCHEMA IF NOT EXISTS migrator;
CREATE UNLOGGED TABLE migrator.touch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  statement text, tag text, type text, schema text, identity text, object text, dropped boolean
);
GRANT USAGE ON SCHEMA migrator TO PUBLIC;
GRANT SELECT ON migrator.touch TO PUBLIC;
${noteFunction(
  "note_change",
  `SELECT command_tag, object_type, schema_name, object_identity, classid, objid, objsubid, false
    FROM pg_event_trigger_ddl_commands() WHERE NOT in_extension AND schema_name IS DISTINCT FROM 'pg_temp'`
)}
${noteFunction(
  "note_drop",
  `SELECT tg_tag, object_type, schema_name, object_identity, classid, objid, objsubid, true
    FROM pg_event_trigger_dropped_objects() WHERE NOT is_temporary`
)}
CREATE EVENT TRIGGER migrator_note_change ON ddl_command_end EXECUTE FUNCTION migrator.note_change();
CREATE EVENT TRIGGER migrator_note_drop ON sql_drop EXECUTE FUNCTION migrator.note_drop();
ALTER EVENT TRIGGER migrator_note_change ENABLE ALWAYS;
ALTER EVENT TRIGGER migrator_note_drop ENABLE ALWAYS;`;
function noteFunction(name, rows) {
  const insert = "INSERT INTO migrator.touch (statement, tag, type, schema, identity, object, dropped) SELECT at";
  return `CREATE FUNCTION migrator.${name}() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $note$
DECLARE at text := nullif(current_setting('${STATEMENT_SETTING}', true), '');
BEGIN
  ${insert}, tag, type, schema, identity, format('%s:%s:%s', class, object, sub), dropped
  FROM (${rows}) AS found (tag, type, schema, identity, class, object, sub, dropped);
EXCEPTION WHEN others THEN
  BEGIN
    ${insert}, tg_tag, NULL, NULL, NULL, NULL, false;
  EXCEPTION WHEN others THEN NULL;
  END;
END $note$;
REVOKE EXECUTE ON FUNCTION migrator.${name}() FROM PUBLIC;`;
}
async function openTouchLog(session, readable) {
  let last = "0";
  let roles;
  const names = /* @__PURE__ */ new Map();
  const log = { readable, read: read2 };
  await log.read([]);
  return log;
  async function read2(statements) {
    if (!log.readable) return [];
    const found = await readRows(session, last);
    if (found === void 0) {
      log.readable = false;
      return [];
    }
    last = String(found.rows.at(-1)?.id ?? last);
    const touches = found.rows.map((row) => ({ ...readTouch(row), was: rename(row) })).map((touch) => ({ ...touch, names: namesOfTouch(touch, statements) })).filter(isOfFile);
    const moved = found.roles !== roles;
    roles = found.roles;
    return moved ? [...touches, ...touchesOfRoles(statements)] : touches;
  }
  function rename(row) {
    const object = textOf2(row, "object");
    const identity = textOf2(row, "identity");
    if (object === void 0 || identity === void 0) return void 0;
    const before = names.get(object);
    names.set(object, identity);
    return before === identity || row.dropped === true ? void 0 : before;
  }
}
var TAKEN_AWAY = /* @__PURE__ */ new Set(["42P01", "3F000", "42703", "42501"]);
async function readRows(session, after) {
  try {
    const [rows = [], [state] = []] = await session.run(
      `SELECT t.id::text, statement, tag, type, schema, identity, object, dropped
       FROM migrator.touch t WHERE t.id > ${after} ORDER BY t.id;
SELECT ${rolesStateExpression({ passwords: false })} AS roles`
    );
    return { rows, roles: state?.roles };
  } catch (error) {
    if (error instanceof ServerError && TAKEN_AWAY.has(error.sqlstate)) return void 0;
    throw error;
  }
}
function namesOfTouch({ statement, type, dropped, identity }, statements) {
  if (dropped || type !== "table" && identity !== void 0) return void 0;
  const made = statements.find(({ index }) => index === statement);
  return made === void 0 ? void 0 : namedParts(made);
}
function readTouch(row) {
  return {
    statement: Number(row.statement ?? -1),
    tag: textOf2(row, "tag") ?? "",
    type: textOf2(row, "type"),
    schema: textOf2(row, "schema"),
    identity: textOf2(row, "identity"),
    dropped: row.dropped === true
  };
}
function isOfFile({ statement }) {
  return statement >= 0;
}
var ABOUT_ROLES = /^(Create|Alter|Drop)RoleStmt$|^AlterRoleSetStmt$|^GrantRoleStmt$|^(Drop|Reassign)OwnedStmt$/;
function touchesOfRoles(statements) {
  const saying = statements.filter(({ kind }) => ABOUT_ROLES.test(kind));
  const running = statements.filter(({ kind }) => /^(Do|Call|Select)Stmt$/.test(kind));
  const suspects = [saying, running, statements].find((some) => some.length > 0) ?? [];
  return suspects.map(({ index }) => ({
    statement: index,
    tag: "ROLE",
    type: "role",
    schema: void 0,
    identity: void 0,
    was: void 0,
    dropped: false,
    names: void 0
  }));
}
function textOf2(row, column) {
  const value = row[column];
  return typeof value === "string" ? value : void 0;
}

// src/shadow/run-segment.ts
async function runSegment(session, { runs, statements, modes }, after) {
  if (runs === "transaction") return runTransaction(session, statements, modes, after);
  for (const statement of statements) {
    await session.run(mark(statement));
    const error2 = await attempt(session, statement.text);
    if (error2 !== void 0) return { error: error2, statement };
  }
  const error = await attempt(session, after);
  return error && { error, statement: void 0 };
}
async function runTransaction(session, statements, modes, after) {
  const body = statements.map((statement) => `${mark(statement)}
${statement.text}
;`).join("\n");
  const error = await attempt(session, `BEGIN ${modes};
${body}
${CHECK_DEFERRED}
${after}
COMMIT;`);
  if (error === void 0) return void 0;
  await session.run("ROLLBACK");
  return await findFailure(session, statements) ?? { error, statement: void 0 };
}
async function findFailure(session, statements) {
  await session.run("BEGIN");
  try {
    for (const statement of statements) {
      const error2 = await attempt(session, statement.text);
      if (error2 !== void 0) return { error: error2, statement };
    }
    const error = await attempt(session, CHECK_DEFERRED);
    return error && { error, statement: void 0 };
  } finally {
    await session.run("ROLLBACK");
  }
}
var CHECK_DEFERRED = "SET CONSTRAINTS ALL IMMEDIATE;";
function mark({ index }) {
  return `SET ${STATEMENT_SETTING} = '${index}';`;
}
async function attempt(session, text2) {
  if (text2 === "") return void 0;
  try {
    await session.run(text2);
    return void 0;
  } catch (error) {
    if (error instanceof ServerError) return error;
    if (error instanceof MigratorError && error.code === "connection_lost") {
      throw new MigratorError("shadow_unavailable", "The connection to the shadow database was lost.", {
        hint: "Nothing has run on the target. Run the same command again.",
        cause: error
      });
    }
    throw error;
  }
}

// src/shadow/sort-extensions.ts
async function sortExtensions(session, migration, statements, { shownPath, passMissing }) {
  const creating = statements.flatMap((statement) => {
    const name = statement.kind === "CreateExtensionStmt" ? textOf(statement.tree, "extname") : void 0;
    return name === void 0 ? [] : [{ statement, name }];
  });
  const missing = /* @__PURE__ */ new Map();
  if (creating.length === 0) return { forAdmin: /* @__PURE__ */ new Set(), missing };
  const trusted = await readTrust(
    session,
    creating.map(({ name }) => name)
  );
  for (const { statement, name } of creating) {
    if (trusted.has(name)) continue;
    if (!passMissing) throw extensionMissing(name, migration.name, placeOf(migration, statement, shownPath));
    missing.set(statement, name);
  }
  const forAdmin = creating.filter(({ name }) => trusted.get(name) === false);
  return { forAdmin: new Set(forAdmin.map(({ statement }) => statement)), missing };
}
async function readTrust(session, names) {
  const [rows = []] = await session.run(
    `SELECT name::text, bool_or(trusted OR NOT superuser) AS trusted
     FROM pg_catalog.pg_available_extension_versions
     WHERE name IN (${names.map(quoteLiteral).join(", ")}) GROUP BY 1`
  );
  return new Map(rows.map((row) => [String(row.name), row.trusted === true]));
}

// src/shadow/open-shadow-database.ts
async function openShadowDatabase(place, options2) {
  const { session } = place;
  const log = await prepare(place, options2);
  const showPath = options2.showPath ?? ((name) => name);
  const afterFile = `${RESET_ROLE} ${afterFileText(SHADOW_LIMITS)} ${place.becomeRole}`;
  const madeRoles = /* @__PURE__ */ new Set();
  const missing = /* @__PURE__ */ new Set();
  let closed;
  return {
    session,
    target: place.target,
    missing,
    get logged() {
      return log.readable;
    },
    replay: (migration) => replay(migration, migration.statements),
    replayStatements: (migration, statements) => replay(migration, [...settingsBefore(migration.statements, statements[0]), ...statements]),
    close() {
      closed ??= place.dispose(madeRoles);
      return closed;
    }
  };
  async function replay(migration, asked) {
    const wanted = asked.filter((statement) => !makesOneOf(place.sharedRoles, statement));
    const path = showPath(migration.name);
    refuseReplay(migration, wanted, place.onTargetServer, path);
    const extensions = await sortExtensions(session, migration, wanted, {
      shownPath: path,
      passMissing: options2.passMissingExtensions === true
    });
    for (const name of extensions.missing.values()) missing.add(name);
    const statements = wanted.filter((statement) => !extensions.missing.has(statement));
    const isForAdmin = (statement) => place.admin !== void 0 && statement !== void 0 && extensions.forAdmin.has(statement);
    const segments = cutSegments(statements, { directives: migration.directives, isAlone: isForAdmin });
    for (const role of statements.flatMap(roleOf)) madeRoles.add(role);
    for (const segment of segments) {
      const forAdmin = isForAdmin(segment.statements[0]);
      const runner = forAdmin && place.admin !== void 0 ? place.admin : session;
      const after = segment === segments.at(-1) && !forAdmin ? afterFile : "";
      const failure = await runSegment(runner, segment, after);
      if (failure === void 0) continue;
      await session.run(afterFile);
      throw describeReplayFailure(failure, migration, path);
    }
    if (isForAdmin(segments.at(-1)?.statements[0])) await session.run(afterFile);
    return log.read(statements);
  }
}
async function prepare({ session, admin }, options2) {
  const log = options2.logged === false ? void 0 : admin;
  if (options2.defaultPrivileges !== void 0)
    await copyDefaultPrivileges(session, options2.defaultPrivileges);
  await log?.run(INSTALL_LOG);
  return openTouchLog(session, log !== void 0);
}
function makesOneOf(roles, statement) {
  return roleOf(statement).some((role) => roles.has(role));
}
function roleOf({ kind, tree }) {
  const role = kind === "CreateRoleStmt" ? textOf(tree, "role") : void 0;
  return role === void 0 ? [] : [role];
}

// src/shadow/open-embedded-shadow.ts
async function openEmbeddedShadow(directory, options2) {
  const clusters = [await claimCluster(directory)];
  const databases = /* @__PURE__ */ new Set();
  let turn = Promise.resolve();
  let closed;
  return {
    oneAtATime: false,
    open({ logged = true } = {}) {
      const opened = turn.then(() => open(logged));
      turn = opened.catch(() => void 0);
      return opened;
    },
    close() {
      closed ??= close();
      return closed;
    }
  };
  async function open(logged) {
    const database = await openIn(await findCluster(), { ...options2, logged });
    databases.add(database);
    return database;
  }
  async function findCluster() {
    for (const cluster of clusters) if (await cluster.isClean()) return cluster;
    const another = await claimCluster(directory);
    clusters.push(another);
    return another;
  }
  async function close() {
    await turn;
    await giveBack([...databases].map((database) => () => database.close()));
    await giveBack(clusters.map((cluster) => () => cluster.release()));
  }
}
async function openIn(cluster, options2) {
  const database = await cluster.createDatabase();
  const admin = connect(database.targetAs("supabase_admin"));
  const session = connect(database.targetAs("postgres"));
  const opened = await Promise.allSettled([admin, session]);
  const sessions = opened.flatMap((result) => result.status === "fulfilled" ? [result.value.session] : []);
  const dispose = () => giveBack([...sessions.map((one) => () => one.close()), () => database.drop()]);
  try {
    return await openShadowDatabase(
      {
        session: (await session).session,
        admin: (await admin).session,
        target: database.targetAs("postgres"),
        becomeRole: "",
        onTargetServer: false,
        sharedRoles: /* @__PURE__ */ new Set(),
        dispose
      },
      options2
    );
  } catch (error) {
    await dispose();
    throw error;
  }
}

// src/shadow/become-hosted-role.ts
async function becomeHostedRole(scout) {
  const [rows = []] = await scout.run(
    `SELECT split_part(setting, '=', 1) AS name, substr(setting, strpos(setting, '=') + 1) AS value
     FROM pg_catalog.pg_roles r, unnest(r.rolconfig) AS setting WHERE r.rolname = 'postgres'`
  );
  const settings = rows.map(
    ({ name, value }) => `SELECT pg_catalog.set_config(${quoteLiteral(String(name))}, ${quoteLiteral(String(value))}, false);`
  );
  return ["SET SESSION AUTHORIZATION postgres;", ...settings].join(" ");
}

// src/shadow/clean-database.ts
var PLATFORM_SCHEMAS = [
  "auth",
  "storage",
  "realtime",
  "_realtime",
  "extensions",
  "graphql",
  "graphql_public",
  "vault",
  "pgsodium",
  "pgsodium_masks",
  "supabase_functions",
  "supabase_migrations",
  "net",
  "cron",
  "pgbouncer",
  "pgtle",
  "pgmq",
  "_analytics",
  "_supavisor",
  "information_schema"
];
var IS_PLATFORM = `(n.nspname ~ '^pg_' OR n.nspname IN (${PLATFORM_SCHEMAS.map((name) => `'${name}'`).join(", ")}))`;
var OBJECTS2 = `SELECT o.classid, o.objid FROM (
  SELECT 'pg_namespace'::regclass::oid AS classid, oid AS objid FROM pg_namespace
  UNION ALL SELECT 'pg_class'::regclass, oid FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
  UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc
  UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typrelid = 0 AND typelem = 0
  ${[
  "pg_extension",
  "pg_policy",
  "pg_publication",
  "pg_event_trigger",
  "pg_cast",
  "pg_collation",
  "pg_operator",
  "pg_opclass",
  "pg_opfamily",
  "pg_statistic_ext",
  "pg_ts_config",
  "pg_ts_dict",
  "pg_foreign_data_wrapper",
  "pg_foreign_server"
].map((catalog) => `UNION ALL SELECT '${catalog}'::regclass, oid FROM ${catalog}`).join("\n  ")}
  UNION ALL SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE NOT tgisinternal
) o WHERE o.objid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.classid AND d.objid = o.objid AND d.deptype IN ('e', 'i'))`;
var NOTE_OBJECTS = `SET search_path = pg_catalog;
CREATE SCHEMA migrator;
CREATE TABLE migrator.shadow_before AS ${OBJECTS2};
RESET search_path;`;
async function hasNote(session) {
  const [rows] = await session.run(
    "SELECT pg_catalog.to_regclass('migrator.shadow_before') IS NOT NULL AS noted"
  );
  return rows?.[0]?.noted === true;
}
var DROP_NOTE = "DROP SCHEMA migrator CASCADE";
async function cleanDatabase(session) {
  await session.run(`SET search_path = pg_catalog;
DO $clean$
DECLARE found record; done boolean := false;
BEGIN
  WHILE NOT done LOOP
    done := true;
    FOR found IN
      SELECT i.type, i.identity FROM (${OBJECTS2} EXCEPT SELECT classid, objid FROM migrator.shadow_before) o,
        pg_identify_object(o.classid, o.objid, 0) i
      WHERE i.identity IS NOT NULL AND i.identity !~ '^migrator(\\.|$)' ORDER BY i.type <> 'schema'
    LOOP
      BEGIN
        EXECUTE format('DROP %s %s CASCADE', CASE found.type WHEN 'statistics object' THEN 'statistics'
          WHEN 'composite type' THEN 'type' ELSE found.type END, found.identity);
        done := false;
      EXCEPTION WHEN others THEN NULL;
      END;
    END LOOP;
  END LOOP;
END $clean$;
RESET search_path;`);
  await session.run(DROP_NOTE);
}
async function readObjects(session) {
  const [rows = []] = await session.run(`SELECT i.type || ' ' || i.identity AS object
FROM (${OBJECTS2}) o, pg_identify_object(o.classid, o.objid, 0) i
LEFT JOIN pg_namespace n ON n.nspname = coalesce(i.schema, CASE i.type WHEN 'schema' THEN i.name END)
WHERE NOT (coalesce(n.nspname, '') = 'migrator' AND to_regclass('migrator.shadow_before') IS NOT NULL)
  AND ((i.type = 'schema' AND NOT ${IS_PLATFORM} AND i.name <> 'public')
  OR (i.type <> 'schema' AND i.schema IS NOT NULL AND NOT ${IS_PLATFORM})
  OR (i.type = 'policy' AND i.identity ~ ' on (storage|realtime)\\.'))
ORDER BY 1 LIMIT 20`);
  const objects = rows.map(({ object }) => String(object));
  return objects.length > 0 ? objects : readPlatformRows(session);
}
async function readPlatformRows(session) {
  const [rows = []] = await session.run(
    `SELECT name FROM (VALUES ('auth.users'), ('storage.buckets')) AS tables (name)
     WHERE pg_catalog.to_regclass(name) IS NOT NULL AND pg_catalog.has_table_privilege(name, 'SELECT')`
  );
  const names = rows.map(({ name }) => String(name));
  const found = [];
  for (const name of names) {
    const [some = []] = await session.run(`SELECT 1 FROM ${name} LIMIT 1`);
    if (some.length > 0) found.push(`rows of ${name}`);
  }
  return found;
}

// src/shadow/make-database.ts
import { randomBytes } from "node:crypto";

// src/shadow/put-baseline.ts
async function putBaseline(session, superuser) {
  const { supabaseBaselineSql } = await loadLocalPostgres();
  const text2 = await supabaseBaselineSql({ part: "database" });
  await session.run(superuser ? text2 : adaptBaseline(text2));
}
function adaptBaseline(databaseSql) {
  return databaseSql.replaceAll(/^ALTER DEFAULT PRIVILEGES FOR ROLE supabase_admin .*$/gm, "").replaceAll("FOR ROLE postgres", "FOR ROLE CURRENT_USER").replaceAll(/^SET ROLE supabase_auth_admin;$/gm, "").replaceAll("AUTHORIZATION supabase_auth_admin", "AUTHORIZATION CURRENT_USER").replaceAll("OWNER TO postgres", "OWNER TO CURRENT_USER");
}

// src/shadow/make-database.ts
var GRACE = 60;
var NAME2 = /^groundwork_shadow_(\d+)_[0-9a-f]{12}$/;
async function makeDatabase({ base, scout, server, baseline }) {
  const name = `groundwork_shadow_${server.now}_${randomBytes(6).toString("hex")}`;
  const template = server.hasTemplate && baseline ? "supabase_template" : "template0";
  const owner = server.superuser && server.hasHostedRole ? " OWNER postgres" : "";
  const target = { ...base, database: name, label: `${base.host}:${base.port}/${name}` };
  try {
    await scout.run(`CREATE DATABASE ${name} TEMPLATE ${template}${owner}`);
    if (baseline && !server.hasTemplate) await putBaselineInto(target, server.superuser);
  } catch (error) {
    await dropDatabase(scout, name);
    throw error instanceof ServerError ? notShaped(error, base) : error;
  }
  return target;
}
async function dropDatabase(scout, name) {
  await scout.run(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
}
async function sweepDatabases(scout, now) {
  const [rows = []] = await scout.run(
    `SELECT datname::text AS name FROM pg_catalog.pg_database d WHERE datname LIKE 'groundwork\\_shadow\\_%'
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)`
  );
  for (const name of rows.map((row) => String(row.name))) {
    const made = Number(NAME2.exec(name)?.[1] ?? Number.NaN);
    if (!(now - made > GRACE)) continue;
    try {
      await scout.run(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}`);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
    }
  }
}
async function putBaselineInto(target, superuser) {
  const { session } = await connect(target);
  try {
    await putBaseline(session, superuser);
  } finally {
    await session.close();
  }
}
function notShaped(error, base) {
  return new MigratorError(
    "shadow_unavailable",
    `No database shaped like Supabase could be made at ${base.host}:${base.port}: ${error.message}.`,
    {
      sqlstate: error.sqlstate,
      hint: "Use the embedded shadow, or set SHADOW_DATABASE_URL to a server where the role is a superuser.",
      cause: error
    }
  );
}

// src/shadow/read-server.ts
async function readServer(session) {
  const [rows = [], names = []] = await session.run(`SELECT current_user::text AS "user",
  r.rolsuper AS superuser, r.rolcreatedb AS createdb,
  pg_catalog.floor(pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()))::int AS now,
  EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = 'supabase_template' AND datistemplate) AS template,
  EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'postgres' AND NOT rolsuper) AS hosted_role,
  (SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname IN ('auth', 'storage'))::int = 2 AS stack
FROM pg_catalog.pg_roles r WHERE r.rolname = current_user;
SELECT rolname::text AS name FROM pg_catalog.pg_roles;`);
  const row = rows[0] ?? {};
  return {
    user: String(row.user),
    superuser: row.superuser === true,
    createsDatabases: row.superuser === true || row.createdb === true,
    now: Number(row.now),
    hasTemplate: row.template === true,
    hasHostedRole: row.hosted_role === true,
    isStack: row.stack === true,
    roles: new Set(names.map(({ name }) => String(name)))
  };
}
async function hasAuth(session) {
  const [rows] = await session.run(
    "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'auth') AS auth"
  );
  return rows?.[0]?.auth === true;
}

// src/shadow/claim-whole-database.ts
var LOCK_ID2 = 7201448;
async function claimWholeDatabase({ base, server, baseline, shared }) {
  const { session: owner, opening } = await connect(
    base,
    `SELECT pg_catalog.pg_try_advisory_lock(${LOCK_ID2}) AS claimed`
  );
  if (opening.at(-1)?.[0]?.claimed !== true) {
    await owner.close();
    throw inUse(base);
  }
  const sessions = [owner];
  let dispose = () => giveBack(sessions.map((session) => () => session.close()));
  try {
    const objects = await readObjects(owner);
    const killed = await hasNote(owner);
    if (objects.length > 0) throw notEmpty(base, objects, killed);
    if (killed) await owner.run(DROP_NOTE);
    const becomeRole = server.superuser && server.hasHostedRole ? await becomeHostedRole(owner) : "";
    const { session } = await connect(base, becomeRole);
    sessions.push(session);
    dispose = await prepare2({ owner, session, base, becomeRole });
    if (baseline && !await hasAuth(owner)) await putBaseline(owner, server.superuser);
    return {
      session,
      admin: server.superuser ? owner : void 0,
      target: base,
      becomeRole,
      onTargetServer: shared,
      sharedRoles: server.roles,
      dispose
    };
  } catch (error) {
    await dispose(/* @__PURE__ */ new Set());
    throw error instanceof ServerError ? notShaped(error, base) : error;
  }
}
async function prepare2({ owner, session, base, becomeRole }) {
  const privileges = await readDefaultPrivileges(session);
  await owner.run(NOTE_OBJECTS);
  return (roles) => giveBack([
    () => session.close(),
    () => cleanDatabase(owner),
    () => restorePrivileges({ base, becomeRole }, privileges),
    ...[...roles].map((role) => () => owner.run(`DROP ROLE IF EXISTS ${quoteIdentifier(role)}`)),
    () => owner.close()
  ]);
}
async function restorePrivileges({ base, becomeRole }, privileges) {
  const { session } = await connect(base, becomeRole);
  await giveBack([() => copyDefaultPrivileges(session, privileges), () => session.close()]);
}
function inUse(base) {
  return new MigratorError("shadow_unavailable", `Another run uses ${base.label} as its shadow.`, {
    hint: "Wait for it to end: a database is the shadow of one run at a time."
  });
}
function notEmpty(base, objects, killed) {
  const shown = objects.slice(0, 5).join(", ") + (objects.length > 5 ? ", \u2026" : "");
  return new MigratorError(
    "shadow_unavailable",
    `${base.label} cannot be the shadow: it holds something already (${shown}).`,
    {
      hint: killed ? "A run that was killed left it, unless somebody has used the database since: look, then drop it by hand." : `Everything in a shadow is thrown away. Point ${base.origin} to an empty database, or give its role CREATEDB.`
    }
  );
}

// src/shadow/read-server-identity.ts
async function readServerIdentity(session) {
  const [rows] = await session.run(
    `SELECT pg_catalog.current_database()::text AS database,
       pg_catalog.date_part('epoch', pg_catalog.pg_postmaster_start_time())::text AS started`
  );
  return {
    database: String(rows?.[0]?.database),
    started: String(rows?.[0]?.started),
    system: await readSystem(session)
  };
}
async function readSystem(session) {
  try {
    const [rows] = await session.run("SELECT system_identifier::text FROM pg_catalog.pg_control_system()");
    return String(rows?.[0]?.system_identifier);
  } catch (error) {
    if (error instanceof ServerError) return void 0;
    throw error;
  }
}
function isSameServer(one, other) {
  const differ = one.system !== void 0 && other.system !== void 0 && one.system !== other.system;
  return one.started === other.started && !differ;
}

// src/shadow/open-server-shadow.ts
async function openServerShadow(kind, base, { target, ...options2 }) {
  const { session: scout } = await connect(base);
  const databases = /* @__PURE__ */ new Set();
  try {
    const shared = kind === "target" || await isOnServerOf(scout, target, base);
    const baseline = target === void 0 || await hasAuth(target);
    const server = await prepareServer(scout, baseline && !shared);
    await sweepDatabases(scout, server.now);
    const makePlace2 = choosePlace(kind, { base, scout, server, baseline, shared });
    let closed;
    return {
      oneAtATime: usesWholeDatabase(kind, server),
      async open({ logged = true } = {}) {
        const place = await makePlace2();
        try {
          const database = await openShadowDatabase(place, { ...options2, logged });
          databases.add(database);
          return database;
        } catch (error) {
          await place.dispose(/* @__PURE__ */ new Set());
          throw error;
        }
      },
      close() {
        closed ??= close();
        return closed;
      }
    };
  } catch (error) {
    await scout.close();
    throw error;
  }
  async function close() {
    await giveBack([...[...databases].map((database) => () => database.close()), () => scout.close()]);
  }
}
async function isOnServerOf(scout, target, base) {
  if (target === void 0) return false;
  const [ours, theirs] = [await readServerIdentity(scout), await readServerIdentity(target)];
  if (!isSameServer(ours, theirs)) return false;
  if (ours.database !== theirs.database) return true;
  throw new MigratorError("shadow_is_target", `${base.origin} leads to the target itself.`, {
    hint: `Everything in a shadow is thrown away. Point ${base.origin} to another database, or unset it to use the embedded shadow.`
  });
}
async function prepareServer(scout, mayMakeRoles) {
  const server = await readServer(scout);
  if (!mayMakeRoles || !server.superuser || server.roles.has("supabase_auth_admin")) return server;
  const { supabaseBaselineSql } = await loadLocalPostgres();
  await scout.run(await supabaseBaselineSql({ part: "roles" }));
  return readServer(scout);
}
function choosePlace(kind, choice) {
  const { base, server } = choice;
  if (usesWholeDatabase(kind, server)) return () => claimWholeDatabase(choice);
  if (server.createsDatabases) return () => makePlace(kind, choice);
  throw new MigratorError(
    "shadow_unavailable",
    `Role "${server.user}" may not create databases at ${base.label}.`,
    {
      hint: "Use the embedded shadow, or set SHADOW_DATABASE_URL."
    }
  );
}
function usesWholeDatabase(kind, server) {
  return kind === "url" && (server.isStack || !server.createsDatabases);
}
async function makePlace(kind, { base, scout, server, baseline, shared }) {
  const target = await makeDatabase({ base, scout, server, baseline });
  const sessions = [];
  const dispose = (roles) => giveBack([
    ...sessions.map((session) => () => session.close()),
    () => dropDatabase(scout, target.database),
    // A role that others have come to use in the meantime stays.
    ...[...roles].map((role) => () => scout.run(`DROP ROLE IF EXISTS ${quoteIdentifier(role)}`))
  ]);
  try {
    const becomeRole = kind === "url" && server.superuser && server.hasHostedRole ? await becomeHostedRole(scout) : "";
    const { session } = await connect(target, becomeRole);
    sessions.push(session);
    const admin = server.superuser ? (await connect(target)).session : void 0;
    if (admin !== void 0) sessions.push(admin);
    return { session, admin, target, becomeRole, onTargetServer: shared, sharedRoles: server.roles, dispose };
  } catch (error) {
    await dispose(/* @__PURE__ */ new Set());
    throw error;
  }
}

// src/shadow/open-shadow.ts
async function openShadow({ source, target, ...options2 }) {
  return source.kind === "embedded" ? openEmbeddedShadow(source.directory, options2) : openServerShadow(source.kind, source.target, { ...options2, target });
}

// src/adopt/location-of.ts
function locationOf(shownPath, { text: text2 }, { start }) {
  return locate(shownPath, text2, start);
}

export {
  parseKey,
  formatKey,
  showFact,
  neededBy,
  dependentsOf,
  forServer,
  shareFactBase,
  loadCore,
  readOutline,
  readCatalog,
  quoteName,
  quoteAlways,
  quotePath,
  quotePathAlways,
  describeKey,
  alignNames,
  differingKeys,
  kindOf,
  targetOf,
  onTable,
  isLostByPush,
  mendPolicy,
  dataStatements,
  movesRows,
  movedTable,
  ownerObject,
  matchesTouch,
  factIdentities,
  touchIdentities,
  mayConcern,
  ancestorsOf,
  losesValues,
  mendingSql,
  locationOf,
  grantedObjects,
  SHADOW_LIMITS,
  readDefaultPrivileges,
  findClusterStatement,
  openShadow
};
