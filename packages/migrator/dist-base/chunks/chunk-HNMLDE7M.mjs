import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  differingKeys,
  factIdentities,
  grantedObjects,
  isLostByPush,
  kindOf,
  loadCore,
  mayConcern,
  parseKey,
  readCatalog,
  readOutline,
  shareFactBase,
  showFact,
  targetOf,
  touchIdentities
} from "./chunk-TI7VP63E.mjs";
import {
  createdNames
} from "./chunk-E6XBO7PU.mjs";
import {
  ServerError
} from "./chunk-6WMF3OME.mjs";
import {
  childOf,
  listOf,
  textOf
} from "./chunk-KJR2C3JA.mjs";

// src/catalog/align-views.ts
async function alignViews(found, { session, serverMajor }, keys) {
  if (found.serverMajor < 16 === serverMajor < 16) return found;
  const reprinted = /* @__PURE__ */ new Map();
  for (const key of keys) {
    if (!/^(view|materializedView):/.test(key)) continue;
    const value = found.factOf(key);
    const def = value === void 0 ? void 0 : await reprint(session, String(value.def));
    if (value !== void 0 && def !== void 0) reprinted.set(key, { ...value, def });
  }
  const { contentHash } = await loadCore();
  const hashes = new Map(found.hashes);
  for (const [key, value] of reprinted) hashes.set(key, contentHash(value));
  const catalog = {
    ...found,
    hashes,
    factOf: (key) => reprinted.get(key) ?? found.factOf(key),
    show: (key) => {
      const value = reprinted.get(key);
      return value === void 0 ? found.show(key) : showFact(key, value);
    }
  };
  return shareFactBase(catalog, found);
}
async function reprint(session, definition) {
  await session.run("BEGIN; SET LOCAL search_path TO pg_catalog");
  try {
    await session.run(`CREATE TEMPORARY VIEW migrator_reprint AS ${definition}`);
    const [row] = await session.query(
      `SELECT pg_catalog.pg_get_viewdef('pg_temp.migrator_reprint'::pg_catalog.regclass) AS def`
    );
    return typeof row?.def === "string" ? row.def : void 0;
  } catch (error) {
    if (error instanceof ServerError) return void 0;
    throw error;
  } finally {
    await session.run("ROLLBACK");
  }
}

// src/adopt/choose-states.ts
function chooseFiles(files, touches, differing, { filesOf }) {
  const objects = describeObjects(files, touches);
  const asked = /* @__PURE__ */ new Set();
  for (const key of differing) for (const file of filesOf(key)) asked.add(file);
  return touches.map(
    (touched, file) => asked.has(file) || touched.some((touch) => touch.dropped || !objectsOf(touch).every((object) => isSettled(object, file)))
  );
  function isSettled(name, file) {
    const object = name === void 0 ? void 0 : objects.get(name);
    if (object === void 0) return false;
    return object.grows || object.files.size === 1 && object.makers.has(file);
  }
}
function describeObjects(files, touches) {
  const objects = /* @__PURE__ */ new Map();
  const made = /* @__PURE__ */ new Map();
  for (const [file, touched] of touches.entries()) {
    for (const touch of touched) {
      const grows = isGrowth(touch, files[file]?.statements[touch.statement]);
      const what = ONCE.test(touch.tag) ? `${touch.tag === "COMMENT"} ${touch.type} ${touch.identity}` : void 0;
      const again = what !== void 0 && (made.get(what) ?? file) !== file;
      if (what !== void 0) made.set(what, file);
      for (const name of objectsOf(touch)) {
        if (name === void 0) continue;
        const object = objects.get(name) ?? { files: /* @__PURE__ */ new Set(), makers: /* @__PURE__ */ new Set(), grows: true };
        object.files.add(file);
        if (isMaking(touch)) object.makers.add(file);
        object.grows &&= grows && !again;
        objects.set(name, object);
      }
    }
  }
  return objects;
}
var ONCE = /^(CREATE|COMMENT)\b/;
function isMaking({ tag }) {
  return /^(CREATE|GRANT|REVOKE)\b/.test(tag);
}
function isGrowth(touch, statement) {
  if (touch.dropped) return false;
  if (ONCE.test(touch.tag)) return true;
  if (statement === void 0) return false;
  const { kind, tree } = statement;
  if (kind === "AlterTableStmt") {
    return listOf(tree, "cmds").every(
      (command) => GROWING.has(textOf(command, "AlterTableCmd", "subtype") ?? "")
    );
  }
  return kind === "AlterEnumStmt" && childOf(tree, "newVal") !== void 0 && childOf(tree, "oldVal") === void 0;
}
var GROWING = /* @__PURE__ */ new Set([
  "AT_AddColumn",
  "AT_AddConstraint",
  "AT_ValidateConstraint",
  "AT_EnableRowSecurity",
  "AT_ForceRowSecurity"
]);
function objectsOf({ identity, type, names }) {
  if (identity === void 0) return names?.map((name) => `rights on ${name}`) ?? [void 0];
  const table = / on (.+)$/.exec(identity)?.[1];
  if (table !== void 0) return [table];
  if (type !== "table column") return [identity];
  return [identity.slice(0, identity.lastIndexOf("."))];
}

// src/adopt/guess-asked.ts
function guessAsked(files, target) {
  const there = new Set([...target.hashes.keys()].map((key) => parseKey(key).parts.at(-1)));
  return files.map(
    (file) => file.statements.some(({ kind }) => kind === "DropStmt" || kind === "RenameStmt") || createdNames([file]).some(({ name }) => !there.has(name))
  );
}

// src/adopt/touch-index.ts
function indexTouches(touches, parentOf) {
  const named = /* @__PURE__ */ new Map();
  for (const [file, touched] of touches.entries()) {
    for (const touch of touched) {
      for (const name of [...touchIdentities(touch), ...WITHOUT_NAME.filter((tag) => tag.test(touch.tag))]) {
        const entries = named.get(String(name)) ?? [];
        entries.push({ file, touch });
        named.set(String(name), entries);
      }
    }
  }
  const filesAt = (key, name) => (named.get(name) ?? []).flatMap(({ file, touch }) => mayConcern(key, touch) ? [file] : []);
  return {
    filesOf: (key) => new Set(namesOf(key).flatMap((name) => filesAt(key, name))),
    makerOf: (key) => namesOf(key).map((name) => filesAt(key, name).at(-1)).find((file) => file !== void 0)
  };
  function namesOf(key) {
    const identities = factIdentities(key, parentOf);
    if (kindOf(key) === "acl") return [String(GRANTS), ...identities];
    return kindOf(key) === "defaultPrivilege" ? [String(DEFAULT_PRIVILEGES)] : identities;
  }
}
var GRANTS = /^(GRANT|REVOKE)$/;
var DEFAULT_PRIVILEGES = /^ALTER DEFAULT PRIVILEGES$/;
var WITHOUT_NAME = [GRANTS, DEFAULT_PRIVILEGES];

// src/adopt/read-states.ts
async function readStates(shadow, past, files, target) {
  const first = await replayAll(shadow, past, files, target);
  const { logged, start, end, touches, found } = first;
  const known = new Set(start.unmodelled);
  const unmodelled = [
    ...end.unmodelled.filter((kind) => !known.has(kind)),
    ...first.missing.map((name) => `extension "${name}"`)
  ];
  const touched = indexTouches(touches, end.parentOf);
  const differing = [...differingKeys(end, found)].filter((key) => !isLostByPush(end, found, key));
  const asked = logged ? chooseFiles(files, touches, differing, touched) : files.map(() => true);
  const states = [
    start.hashes,
    ...await readBetween(shadow, past, files, asked, first.between),
    end.hashes
  ];
  states.length = files.length + 1;
  const made = /* @__PURE__ */ new Map();
  for (const key of differingKeys(start, end)) {
    const maker = touched.makerOf(key);
    if (maker === void 0 || states[maker] !== void 0 && states[maker + 1] !== void 0) continue;
    const keys = made.get(maker) ?? [];
    keys.push(key);
    made.set(maker, keys);
  }
  const traceless = touches.map((some) => logged && some.length === 0);
  return { states, traceless, end, touches, unmodelled, found, touched, made };
}
function wholeReplay(read, found) {
  const { states, touches, end, unmodelled } = read;
  const touched = indexTouches(touches, end.parentOf);
  return { states, touches, end, unmodelled, found, touched, traceless: [], made: /* @__PURE__ */ new Map() };
}
async function replayAll(shadow, past, files, target) {
  const database = await shadow.open();
  try {
    for (const migration of past) await database.replay(migration);
    const start = await readOutline(database.session);
    const live = await readCatalog(target);
    const touches = [];
    const expected = around(guessAsked(files, live));
    const between = await readWanted(database, files, expected, (touched) => touches.push(touched));
    for (const migration of files.slice(touches.length)) touches.push(await database.replay(migration));
    const end = await readCatalog(database.session);
    const server = { session: database.session, serverMajor: end.serverMajor };
    const found = await alignViews(live, server, differingKeys(end, live));
    const missing = [...database.missing ?? []];
    return { start, end, between, touches, found, missing, logged: database.logged };
  } finally {
    await database.close();
  }
}
async function readBetween(shadow, past, files, asked, known) {
  const wanted = around(asked).map((want, index) => want && known[index] === void 0);
  if (!wanted.includes(true)) return known;
  const database = await shadow.open();
  try {
    for (const migration of past) await database.replay(migration);
    const read = await readWanted(database, files, wanted, () => {
    });
    return known.map((state, index) => state ?? read[index]);
  } finally {
    await database.close();
  }
}
async function readWanted(database, files, wanted, tell) {
  const between = wanted.map(() => void 0);
  for (const [index, migration] of files.slice(0, wanted.lastIndexOf(true) + 1).entries()) {
    const touched = await database.replay(migration);
    tell(touched);
    const same = touched.length === 0 && database.logged ? between[index - 1] : void 0;
    if (wanted[index] === true) between[index] = same ?? (await readOutline(database.session)).hashes;
  }
  return between;
}
function around(asked) {
  return asked.slice(1).map((next, index) => next || asked[index] === true);
}
async function readStatementStates(shadow, before, file, start) {
  const database = await shadow.open();
  try {
    for (const migration of before) await database.replay(migration);
    const states = [start];
    let last = start;
    for (const statement of file.statements) {
      const touched = await database.replayStatements(file, [statement]);
      if (touched.length > 0 || !database.logged) last = (await readOutline(database.session)).hashes;
      states.push(last);
    }
    return states;
  } finally {
    await database.close();
  }
}
async function alignLater(shadow, files, end, now) {
  const views = [...differingKeys(end, now)].filter((key) => /^(view|materializedView):/.test(key));
  if (views.length === 0 || end.serverMajor < 16 === now.serverMajor < 16) return now;
  const database = await shadow.open();
  try {
    for (const migration of files) await database.replay(migration);
    return await alignViews(now, { session: database.session, serverMajor: end.serverMajor }, views);
  } finally {
    await database.close();
  }
}

// src/adopt/read-grants.ts
function readGrants(files) {
  return files.flatMap(
    ({ statements }, file) => statements.filter(({ kind }) => kind === "GrantStmt").flatMap(({ tree }) => {
      const grantees = listOf(tree, "grantees").map(granteeOf);
      const objects = grantedObjects(tree);
      return grantees.flatMap((grantee) => objects.map((object) => ({ file, grantee, ...object })));
    })
  );
}
function namesGrant(grant, { grantee, schema, name }) {
  return grant.grantee === grantee && (grant.schema === void 0 || grant.schema === schema) && (grant.name === void 0 || grant.name === name);
}
function granteeOf(node) {
  const role = childOf(node, "RoleSpec");
  return textOf(role, "roletype") === "ROLESPEC_PUBLIC" ? "PUBLIC" : textOf(role, "rolename") ?? "";
}

// src/adopt/key-rules.ts
function createKeyRules(states, grants) {
  const touched = touchedKeys(states);
  const changedGrants = /* @__PURE__ */ new Set();
  const bornOrGone = (key, index) => {
    const object = targetOf(key);
    return object !== void 0 && states[index]?.has(object) !== states[index + 1]?.has(object);
  };
  for (const key of touched) {
    if (kindOf(key) !== "acl") continue;
    const files = states.slice(1).flatMap((after, index) => {
      const before = states[index];
      return before !== void 0 && after !== void 0 && before.get(key) !== after.get(key) ? [index] : [];
    });
    if (files.some((index) => !bornOrGone(key, index))) changedGrants.add(key);
  }
  const isNamed = (key, files = () => true) => {
    const grant = readGrantKey(key);
    return grant !== void 0 && grants.some((named) => files(named.file) && namesGrant(named, grant));
  };
  return {
    touched,
    counts: (key, index) => kindOf(key) !== "acl" || !bornOrGone(key, index) || isNamed(key, (file) => file === index),
    isNamed,
    isProven(key) {
      if (kindOf(key) !== "acl") return true;
      return readGrantKey(key)?.grantee === "PUBLIC" || changedGrants.has(key) || isNamed(key);
    }
  };
}
function readGrantKey(key) {
  if (kindOf(key) !== "acl") return void 0;
  const { target, parts } = parseKey(key);
  const [grantee = ""] = parts;
  const object = target?.parts ?? [];
  return { grantee, schema: object.length > 1 ? object[0] : void 0, name: object.at(-1) ?? "" };
}
function touchedKeys(states) {
  const touched = /* @__PURE__ */ new Set();
  const read = states.filter((state) => state !== void 0);
  for (const [index, after] of read.entries()) {
    const before = read[index - 1];
    if (before === void 0 || before === after) continue;
    for (const key of before.keys()) if (after.get(key) !== before.get(key)) touched.add(key);
    for (const key of after.keys()) if (!before.has(key)) touched.add(key);
  }
  return touched;
}

export {
  readStates,
  wholeReplay,
  readStatementStates,
  alignLater,
  readGrants,
  createKeyRules
};
