import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  historyOf,
  withDatabase
} from "./chunk-EKASUIWB.mjs";
import "./chunk-J5TIHQQA.mjs";
import "./chunk-YLAULPZJ.mjs";
import {
  ServerError,
  maskContext,
  maskDetail,
  maskMessage,
  quoteIdentifier,
  quoteLiteral
} from "./chunk-6WMF3OME.mjs";
import {
  displayPath,
  readMigrationFolder,
  readMigrationText
} from "./chunk-EDFCXMOP.mjs";
import {
  joinName
} from "./chunk-RPHUEPRR.mjs";
import {
  ParserError,
  asNode,
  blockCommentEnd,
  booleanOf,
  childOf,
  constantOf,
  listOf,
  parseMigration,
  parseText,
  textOf,
  textOffsets
} from "./chunk-KJR2C3JA.mjs";
import {
  MigratorError,
  locate
} from "./chunk-MCJTRXYM.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/sql/scan-tokens.ts
var BLANK = /(?:[ \t\n\r\f\v]+|--[^\n\r]*)/y;
var DOLLAR = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
var ESCAPED = /[eE]'((?:[^'\\]|\\[\s\S]|'')*)(?:'|$)/y;
var STRING = /(?:[bBxXnN]|[uU]&)?'((?:[^']|'')*)(?:'|$)/y;
var NAME = /(?:[uU]&)?"((?:[^"]|"")*)(?:"|$)/y;
var WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
var NUMBER = /\d[\w.]*/y;
function scanTokens(text) {
  const tokens = [];
  let at = 0;
  const match = (pattern) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const add = (kind, value, end, content = at) => {
    tokens.push({ kind, text: value, start: at, end, content });
    at = end;
  };
  while (at < text.length) {
    const blank = match(BLANK);
    if (blank !== null) at += blank[0].length;
    else if (text.startsWith("/*", at)) at = blockCommentEnd(text, at);
    else addToken();
  }
  return tokens;
  function addToken() {
    const dollar = match(DOLLAR)?.[0];
    if (dollar !== void 0) {
      const from = at + dollar.length;
      const close = text.indexOf(dollar, from);
      const end = close === -1 ? text.length : close;
      add("string", text.slice(from, end), Math.min(text.length, end + dollar.length), from);
      return;
    }
    const string = match(ESCAPED) ?? match(STRING);
    if (string !== null) {
      const content = at + string[0].indexOf("'") + 1;
      add("string", (string[1] ?? "").replaceAll("''", "'"), at + string[0].length, content);
      return;
    }
    const name = match(NAME);
    if (name !== null) {
      add("name", (name[1] ?? "").replaceAll('""', '"'), at + name[0].length);
      return;
    }
    const word = match(WORD)?.[0];
    if (word !== void 0) {
      add("word", word.toLowerCase(), at + word.length);
      return;
    }
    const rest = match(NUMBER)?.[0] ?? text.charAt(at);
    add(/^\d/.test(rest) ? "number" : "sign", rest, at + rest.length);
  }
}
function sameTokens(one, other) {
  const [left, right] = [scanTokens(one), scanTokens(other)];
  return left.length === right.length && left.every(({ kind, text }, index) => kind === right[index]?.kind && text === right[index]?.text);
}

// src/sql/split-block.ts
var ALL = /* @__PURE__ */ new Set(["INSERT", "UPDATE", "DELETE"]);
var NONE = /* @__PURE__ */ new Set();
function splitBlock(body) {
  const tokens = scanTokens(body);
  const statements = [];
  const open = [{ may: ALL, sure: ALL, taken: NONE }];
  let left = NONE;
  let at = 0;
  const top = () => open.at(-1) ?? { may: ALL, sure: NONE, taken: void 0 };
  const parent = () => open.at(-2) ?? top();
  const passWord = (...words) => {
    const from = at;
    let depth = 0;
    for (; at < tokens.length; at++) {
      const { kind, text } = tokens[at] ?? END;
      if (kind === "sign" && text === "(") depth++;
      else if (kind === "sign" && text === ")") depth--;
      else if (kind === "word" && text === "case") depth++;
      else if (kind === "word" && text === "end" && depth > 0) depth--;
      else if (depth <= 0 && words.includes(text) && kind !== "string" && kind !== "name") break;
    }
    return tokens.slice(from, at++);
  };
  while (at < tokens.length) {
    const token = tokens[at] ?? END;
    const word = token.kind === "word" ? token.text : "";
    if (word === "declare") passWordKeeping("begin");
    else if (word === "begin") {
      at++;
      open.push({ ...top(), taken: void 0 });
    } else if (word === "if") {
      at++;
      open.push(branch(top(), NONE, passWord("then")));
    } else if (word === "elsif" || word === "elseif") {
      at++;
      const { taken } = top();
      const condition = passWord("then");
      open.splice(-1, 1, branch(parent(), taken, condition));
    } else if (word === "else") {
      at++;
      const { taken } = top();
      open.splice(-1, 1, otherwise(parent(), taken));
    } else if (["while", "for", "foreach", "loop"].includes(word)) {
      passWord("loop");
      open.push({ may: top().may, sure: NONE, taken: void 0 });
    } else if (word === "case") {
      at++;
      passWord("then");
      open.push({ may: top().may, sure: NONE, taken: void 0 });
    } else if (word === "exception") {
      at++;
      open.splice(-1, 1, { may: top().may, sure: NONE, taken: void 0 });
    } else if (word === "when") passWord("then");
    else if (word === "end") {
      passWordKeeping(";");
      if (open.length > 1) open.pop();
    } else if (token.text === "<" && tokens[at + 1]?.text === "<") {
      passWordKeeping(">");
      at++;
    } else if (token.text === ";" || token.text === ">") at++;
    else {
      passStatement();
      if (word === "return" || word === "exit") left = union(left, top().may);
    }
  }
  return statements;
  function passWordKeeping(word) {
    const found = tokens.findIndex((token, index) => index >= at && token.text === word);
    at = found === -1 ? tokens.length : found;
  }
  function passStatement() {
    const piece = passWord(";");
    const [first, last] = [piece[0] ?? END, piece.at(-1) ?? END];
    statements.push({
      text: body.slice(first.start, last.end),
      start: first.start,
      runsOn: minus(top().sure, left)
    });
  }
}
var END = { kind: "sign", text: "", start: 0, end: 0, content: 0 };
function branch({ may, sure }, taken, condition) {
  const asked = askedEvents(condition);
  if (asked === void 0 || taken === void 0) return { may, sure: NONE, taken: void 0 };
  return { may: common(may, asked), sure: common(sure, asked), taken: union(taken, asked) };
}
function otherwise({ may, sure }, taken) {
  if (taken === void 0) return { may, sure: NONE, taken };
  return { may: minus(may, taken), sure: minus(sure, taken), taken };
}
function askedEvents(condition) {
  const plain = condition.filter(({ kind, text }) => kind !== "sign" || !"(),".includes(text));
  const [subject, verb, ...values2] = plain;
  if (subject?.kind !== "word" || subject.text !== "tg_op") return void 0;
  if (verb?.text !== "=" && verb?.text !== "in") return void 0;
  if (values2.length === 0 || verb.text === "=" && values2.length > 1) return void 0;
  if (values2.some(({ kind }) => kind !== "string")) return void 0;
  return new Set([...ALL].filter((event) => values2.some(({ text }) => text === event)));
}
function union(one, other) {
  return /* @__PURE__ */ new Set([...one, ...other]);
}
function common(one, other) {
  return new Set([...one].filter((each) => other.has(each)));
}
function minus(one, other) {
  return new Set([...one].filter((each) => !other.has(each)));
}

// src/verify/names.ts
function relationOf(node, schema) {
  const name = textOf(node, "relname");
  return name === void 0 ? void 0 : { schema: textOf(node, "schemaname") ?? schema, name };
}
function partsOf(list, schema) {
  const parts = list.flatMap((part) => textOf(part, "String", "sval") ?? []);
  const name = parts.at(-1);
  return name === void 0 ? void 0 : { schema: parts.at(-2) ?? schema, name };
}
function routineOf(node, schema) {
  if (listOf(node, "objargs").length > 0) return void 0;
  return partsOf(listOf(node, "objname"), schema);
}
function showName({ schema, name }) {
  return joinName([schema, name]);
}
function sameName(one, other) {
  return one.schema === other.schema && one.name === other.name;
}
function showTrigger({ name, table }) {
  return `${joinName([name])} on ${showName(table)}`;
}
var USERS = { schema: "auth", name: "users" };
var PLATFORM = /* @__PURE__ */ new Set(["auth", "storage", "realtime"]);
function isPlatform({ schema }) {
  return PLATFORM.has(schema);
}

// src/verify/fold-state.ts
function createFoldState(schema) {
  return { triggers: /* @__PURE__ */ new Map(), functions: /* @__PURE__ */ new Map(), references: /* @__PURE__ */ new Map(), schema };
}
function putTrigger(state, trigger) {
  state.triggers.set(`${showName(trigger.table)} ${trigger.name}`, trigger);
}
function putFunction(state, made) {
  state.functions.set(showName(made.name), made);
}
function putReference(state, reference) {
  state.references.set(`${showName(reference.table)} ${reference.constraint}`, reference);
}
function findTrigger(state, table, name) {
  return state.triggers.get(`${showName(table)} ${name}`);
}
function changeTriggers(state, change) {
  const all = [...state.triggers.values()];
  state.triggers.clear();
  for (const trigger of all) {
    const changed = change(trigger);
    if (changed !== void 0) putTrigger(state, changed);
  }
}
function changeFunctions(state, change) {
  const all = [...state.functions.values()];
  state.functions.clear();
  for (const made of all) {
    const changed = change(made);
    if (changed !== void 0) putFunction(state, changed);
  }
}
function changeReferences(state, change) {
  const all = [...state.references.values()];
  state.references.clear();
  for (const reference of all) {
    const changed = change(reference);
    if (changed !== void 0) putReference(state, changed);
  }
}
function replaceName(value, from, to) {
  return sameName(value, from) ? to : value;
}

// src/verify/read-function.ts
function readFunction(tree, schema) {
  const returns = listOf(tree, "returnType", "names").at(-1);
  const name = partsOf(listOf(tree, "funcname"), schema);
  const isTrigger = textOf(returns, "String", "sval") === "trigger" && listOf(tree, "parameters").length === 0;
  if (!isTrigger || name === void 0) return void 0;
  const options = listOf(tree, "options");
  return {
    name,
    language: (textOf(optionOf(options, "language"), "String", "sval") ?? "sql").toLowerCase(),
    body: textOf(listOf(optionOf(options, "as"), "List", "items").at(-1), "String", "sval") ?? "",
    securityDefiner: false,
    settings: /* @__PURE__ */ new Map(),
    ...readChange(options, /* @__PURE__ */ new Map())
  };
}
function readChange(options, before) {
  const security = booleanOf(constantOf(optionOf(options, "security")));
  const settings = new Map(before);
  for (const option of options) {
    const set = childOf(option, "DefElem", "arg", "VariableSetStmt");
    if (set === void 0) continue;
    const name = textOf(set, "name")?.toLowerCase() ?? "";
    const kind = textOf(set, "kind");
    if (kind === "VAR_SET_VALUE") settings.set(name, settingValue(name, listOf(set, "args")));
    else if (kind === "VAR_SET_CURRENT") settings.set(name, void 0);
    else if (kind === "VAR_RESET_ALL") settings.clear();
    else settings.delete(name);
  }
  return { ...security === void 0 ? {} : { securityDefiner: security }, settings };
}
function settingValue(name, values2) {
  const texts = values2.map((value) => constantOf(value) ?? "");
  return name === "search_path" ? texts.map(quoteName).join(", ") : texts.join(", ");
}
function normaliseSetting(name, value) {
  if (name !== "search_path") return value;
  const names = value.match(/"(?:[^"]|"")*"|[^,\s]+/g) ?? [];
  return names.map((each) => each.startsWith('"') ? each.slice(1, -1).replaceAll('""', '"') : each).map(quoteName).join(", ");
}
function firstSchema(settings, fallback) {
  const path = settings.get("search_path");
  const first = path?.match(/"(?:[^"]|"")*"|[^,\s]+/)?.[0]?.replaceAll('"', "");
  return first === void 0 || first === "" || first.startsWith("$") ? fallback : first;
}
function quoteName(name) {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
function optionOf(options, name) {
  return childOf(
    options.find((option) => textOf(option, "DefElem", "defname") === name),
    "DefElem",
    "arg"
  );
}

// src/verify/read-trigger.ts
var TIMINGS = { BEFORE: 2, INSTEAD: 64 };
var EVENTS = [
  ["INSERT", 4],
  ["UPDATE", 16],
  ["DELETE", 8],
  ["TRUNCATE", 32]
];
function readTrigger(tree, text, schema) {
  const name = textOf(tree, "trigname");
  const table = relationOf(childOf(tree, "relation"), schema);
  const called = partsOf(listOf(tree, "funcname"), schema);
  if (name === void 0 || table === void 0 || called === void 0) return void 0;
  return {
    name,
    table,
    function: called,
    ...readType(
      numberOf(tree, "events") | numberOf(tree, "timing") | (childOf(tree, "row") === true ? 1 : 0)
    ),
    columns: listOf(tree, "columns").flatMap((column) => textOf(column, "String", "sval") ?? []).sort(),
    when: childOf(tree, "whenClause") === void 0 ? void 0 : cutCondition(text),
    arguments: listOf(tree, "args").flatMap((argument) => textOf(argument, "String", "sval") ?? []),
    transitions: listOf(tree, "transitionRels").map((item) => childOf(item, "TriggerTransition")).map((item) => `${childOf(item, "isNew") === true ? "NEW" : "OLD"} TABLE ${textOf(item, "name")}`).sort(),
    constraint: childOf(tree, "isconstraint") === true ? describeConstraint(
      childOf(tree, "deferrable") === true,
      childOf(tree, "initdeferred") === true,
      relationOf(childOf(tree, "constrrel"), schema)
    ) : void 0,
    enabled: "enabled"
  };
}
function readType(bits) {
  return {
    timing: (bits & TIMINGS.BEFORE) !== 0 ? "BEFORE" : (bits & TIMINGS.INSTEAD) !== 0 ? "INSTEAD OF" : "AFTER",
    level: (bits & 1) !== 0 ? "ROW" : "STATEMENT",
    events: EVENTS.flatMap(([event, bit]) => (bits & bit) !== 0 ? [event] : [])
  };
}
function describeConstraint(deferrable, initially, from) {
  const deferral = deferrable ? `DEFERRABLE INITIALLY ${initially ? "DEFERRED" : "IMMEDIATE"}` : "NOT DEFERRABLE";
  return from === void 0 ? deferral : `FROM ${showName(from)} ${deferral}`;
}
function cutCondition(text) {
  const tokens = scanTokens(text);
  const when = tokens.findIndex(
    ({ kind, text: word }, index) => kind === "word" && word === "when" && tokens[index + 1]?.text === "("
  );
  const opening = tokens[when + 1];
  if (when === -1 || opening === void 0) return void 0;
  let depth = 0;
  for (const { kind, text: sign, start } of tokens.slice(when + 1)) {
    if (kind !== "sign") continue;
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (depth === 0) return text.slice(opening.end, start).trim();
  }
  return void 0;
}
function numberOf(tree, key) {
  const found = childOf(tree, key);
  return typeof found === "number" ? found : 0;
}

// src/verify/fold-creations.ts
function foldTrigger(state, statement) {
  const { tree, text, start, inBlock, migration, file, fileText } = statement;
  const definition = readTrigger(tree, text, state.schema);
  if (definition === void 0) return;
  const replaces = childOf(tree, "replace") === true;
  if (inBlock && !replaces && findTrigger(state, definition.table, definition.name) !== void 0) return;
  const functionAnywhere = listOf(tree, "funcname").length === 1 && !state.functions.has(showName(definition.function));
  putTrigger(state, {
    ...definition,
    text,
    functionAnywhere,
    migration,
    at: locate(file, fileText, start)
  });
}
function foldFunction(state, statement) {
  const { tree, text, start, migration, file, fileText } = statement;
  const definition = readFunction(tree, state.schema);
  if (definition === void 0) return;
  const before = state.functions.get(showName(definition.name));
  const content = scanTokens(text).find(
    (token) => token.kind === "string" && token.text === definition.body
  )?.content;
  const body = locate(file, fileText, start + (content ?? 0));
  const made = {
    ...definition,
    owner: before?.owner,
    grants: before?.grants ?? /* @__PURE__ */ new Map(),
    migration,
    at: locate(file, fileText, start),
    bodyLine: body.line,
    bodyColumn: body.column
  };
  putFunction(state, made);
}
function foldTable(state, { tree }) {
  for (const element of listOf(tree, "tableElts")) {
    const column = textOf(element, "ColumnDef", "colname");
    for (const constraint of listOf(element, "ColumnDef", "constraints"))
      addReference(state, childOf(tree, "relation"), constraint, column);
    addReference(state, childOf(tree, "relation"), element, void 0);
  }
}
function addReference(state, relation, node, ofColumn) {
  const constraint = childOf(node, "Constraint");
  const table = relationOf(relation, state.schema);
  if (textOf(constraint, "contype") !== "CONSTR_FOREIGN" || table === void 0) return;
  const columns = listOf(constraint, "fk_attrs").flatMap((each) => textOf(each, "String", "sval") ?? []);
  const column = ofColumn ?? columns[0];
  const to = relationOf(childOf(constraint, "pktable"), state.schema);
  if (column === void 0 || columns.length > 1 || to === void 0 || !sameName(to, USERS)) return;
  putReference(state, {
    table,
    constraint: textOf(constraint, "conname") ?? `${table.name}_${column}_fkey`,
    column,
    cascades: textOf(constraint, "fk_del_action") === "c"
  });
}

// src/verify/fold-changes.ts
var SWITCHES = {
  AT_EnableTrig: "enabled",
  AT_EnableTrigAll: "enabled",
  AT_EnableTrigUser: "enabled",
  AT_EnableAlwaysTrig: "always",
  AT_EnableReplicaTrig: "replica",
  AT_DisableTrig: "disabled",
  AT_DisableTrigAll: "disabled",
  AT_DisableTrigUser: "disabled"
};
function foldAlterTable(state, { tree }) {
  const table = relationOf(childOf(tree, "relation"), state.schema);
  if (table === void 0) return;
  for (const item of listOf(tree, "cmds")) {
    const command = childOf(item, "AlterTableCmd");
    const subtype = textOf(command, "subtype") ?? "";
    const name = textOf(command, "name");
    const enabled = SWITCHES[subtype];
    if (enabled !== void 0)
      changeTriggers(
        state,
        (trigger) => sameName(trigger.table, table) && (name === void 0 || trigger.name === name) ? { ...trigger, enabled } : trigger
      );
    if (subtype === "AT_AddConstraint")
      addReference(state, childOf(tree, "relation"), childOf(command, "def"), void 0);
    if (subtype === "AT_AddColumn")
      for (const constraint of listOf(command, "def", "ColumnDef", "constraints"))
        addReference(
          state,
          childOf(tree, "relation"),
          constraint,
          textOf(command, "def", "ColumnDef", "colname")
        );
    if (subtype === "AT_DropConstraint" || subtype === "AT_DropColumn")
      changeReferences(state, (reference) => {
        const dropped = subtype === "AT_DropColumn" ? reference.column : reference.constraint;
        return sameName(reference.table, table) && dropped === name ? void 0 : reference;
      });
  }
}
function foldAlterFunction(state, { tree }) {
  const name = routineOf(childOf(tree, "func"), state.schema);
  if (name === void 0) return;
  changeFunctions(
    state,
    (made) => sameName(made.name, name) ? { ...made, ...readChange(listOf(tree, "actions"), made.settings) } : made
  );
}
function foldOwner(state, { tree }) {
  const name = routineOf(childOf(tree, "object", "ObjectWithArgs"), state.schema);
  if (name === void 0) return;
  const owner = textOf(tree, "newowner", "rolename");
  changeFunctions(state, (made) => sameName(made.name, name) ? { ...made, owner } : made);
}
function foldGrant(state, { tree }) {
  const granted = childOf(tree, "is_grant") === true;
  const onlyOption = !granted && childOf(tree, "grant_option") === true;
  if (!/^OBJECT_(FUNCTION|ROUTINE)$/.test(textOf(tree, "objtype") ?? "") || onlyOption) return;
  const grantees = listOf(tree, "grantees").map(
    (node) => textOf(node, "RoleSpec", "roletype") === "ROLESPEC_PUBLIC" ? "PUBLIC" : textOf(node, "RoleSpec", "rolename") ?? ""
  );
  const wholeSchemas = textOf(tree, "targtype") === "ACL_TARGET_ALL_IN_SCHEMA";
  for (const object of listOf(tree, "objects")) {
    const schema = wholeSchemas ? textOf(object, "String", "sval") : void 0;
    const name = routineOf(childOf(object, "ObjectWithArgs"), state.schema);
    changeFunctions(state, (made) => {
      const meant = wholeSchemas ? made.name.schema === schema : name !== void 0 && sameName(made.name, name);
      if (!meant) return made;
      return {
        ...made,
        grants: new Map([...made.grants, ...grantees.map((each) => [each, granted])])
      };
    });
  }
}
function foldDrop(state, { tree }) {
  const type = textOf(tree, "removeType") ?? "";
  for (const object of listOf(tree, "objects")) {
    const parts = listOf(object, "List", "items");
    if (type === "OBJECT_TRIGGER") {
      const table = partsOf(parts.slice(0, -1), state.schema);
      const name = textOf(parts.at(-1), "String", "sval");
      changeTriggers(
        state,
        (trigger) => table !== void 0 && sameName(trigger.table, table) && trigger.name === name ? void 0 : trigger
      );
    } else if (type === "OBJECT_FUNCTION" || type === "OBJECT_ROUTINE") {
      const name = routineOf(childOf(object, "ObjectWithArgs"), state.schema);
      if (name === void 0) continue;
      changeFunctions(state, (made) => sameName(made.name, name) ? void 0 : made);
      changeTriggers(state, (trigger) => sameName(trigger.function, name) ? void 0 : trigger);
    } else if (type === "OBJECT_TABLE" || type === "OBJECT_VIEW" || type === "OBJECT_FOREIGN_TABLE") {
      const name = partsOf(parts, state.schema);
      if (name === void 0) continue;
      changeTriggers(state, (trigger) => sameName(trigger.table, name) ? void 0 : trigger);
      changeReferences(state, (each) => sameName(each.table, name) ? void 0 : each);
    } else if (type === "OBJECT_SCHEMA") {
      const schema = textOf(object, "String", "sval");
      changeFunctions(state, (made) => made.name.schema === schema ? void 0 : made);
      changeReferences(state, (each) => each.table.schema === schema ? void 0 : each);
      changeTriggers(
        state,
        (each) => each.table.schema === schema || each.function.schema === schema ? void 0 : each
      );
    }
  }
}

// src/verify/fold-renames.ts
function foldRename(state, { tree }) {
  const type = textOf(tree, "renameType");
  const to = textOf(tree, "newname") ?? "";
  const subject = textOf(tree, "subname") ?? "";
  const relation = relationOf(childOf(tree, "relation"), state.schema);
  const routine = routineOf(childOf(tree, "object", "ObjectWithArgs"), state.schema);
  if (type === "OBJECT_SCHEMA") moveSchema(state, subject, to);
  else if ((type === "OBJECT_FUNCTION" || type === "OBJECT_ROUTINE") && routine !== void 0)
    moveFunction(state, routine, { ...routine, name: to });
  else if (relation === void 0) return;
  else if (type === "OBJECT_TABLE" || type === "OBJECT_VIEW")
    moveTable(state, relation, { ...relation, name: to });
  else if (type === "OBJECT_TRIGGER")
    changeTriggers(
      state,
      (trigger) => sameName(trigger.table, relation) && trigger.name === subject ? { ...trigger, name: to, text: void 0 } : trigger
    );
  else if (type === "OBJECT_COLUMN") renameColumn(state, relation, subject, to);
  else if (type === "OBJECT_TABCONSTRAINT")
    changeReferences(
      state,
      (each) => sameName(each.table, relation) && each.constraint === subject ? { ...each, constraint: to } : each
    );
}
function foldSchemaChange(state, { tree }) {
  const schema = textOf(tree, "newschema") ?? "";
  const relation = relationOf(childOf(tree, "relation"), state.schema);
  const routine = routineOf(childOf(tree, "object", "ObjectWithArgs"), state.schema);
  if (relation !== void 0) moveTable(state, relation, { ...relation, schema });
  else if (routine !== void 0) moveFunction(state, routine, { ...routine, schema });
}
function moveTable(state, from, to) {
  changeTriggers(
    state,
    (trigger) => sameName(trigger.table, from) ? { ...trigger, table: to, text: void 0 } : trigger
  );
  changeReferences(state, (each) => ({ ...each, table: replaceName(each.table, from, to) }));
}
function moveFunction(state, from, to) {
  changeFunctions(state, (made) => ({ ...made, name: replaceName(made.name, from, to) }));
  changeTriggers(
    state,
    (trigger) => sameName(trigger.function, from) ? { ...trigger, function: to, text: void 0 } : trigger
  );
}
function moveSchema(state, from, to) {
  const moved = (name) => name.schema === from ? { ...name, schema: to } : name;
  changeFunctions(state, (made) => ({ ...made, name: moved(made.name) }));
  changeReferences(state, (each) => ({ ...each, table: moved(each.table) }));
  changeTriggers(
    state,
    (trigger) => trigger.table.schema === from || trigger.function.schema === from ? { ...trigger, table: moved(trigger.table), function: moved(trigger.function), text: void 0 } : trigger
  );
}
function renameColumn(state, table, from, to) {
  changeReferences(
    state,
    (each) => sameName(each.table, table) && each.column === from ? { ...each, column: to } : each
  );
  changeTriggers(state, (trigger) => {
    if (!sameName(trigger.table, table)) return trigger;
    const columns = trigger.columns.map((each) => each === from ? to : each).sort();
    const when = trigger.when === void 0 ? void 0 : renameInCondition(trigger.when, from, to);
    const same = when === trigger.when && !trigger.columns.includes(from);
    return { ...trigger, columns, when, text: same ? trigger.text : void 0 };
  });
}
function renameInCondition(when, from, to) {
  const tokens = scanTokens(when);
  let text = when;
  for (let index = tokens.length - 1; index >= 2; index--) {
    const [row, dot, column] = [tokens[index - 2], tokens[index - 1], tokens[index]];
    if (row === void 0 || column === void 0 || dot?.text !== ".") continue;
    if (!/^(old|new)$/.test(row.text) || column.text !== from || column.kind === "string") continue;
    text = `${text.slice(0, column.start)}${joinName([to])}${text.slice(column.end)}`;
  }
  return text;
}

// src/verify/fold-files.ts
var FOLDS = {
  CreateTrigStmt: foldTrigger,
  CreateFunctionStmt: foldFunction,
  CreateStmt: foldTable,
  AlterTableStmt: foldAlterTable,
  AlterFunctionStmt: foldAlterFunction,
  AlterOwnerStmt: foldOwner,
  AlterObjectSchemaStmt: foldSchemaChange,
  GrantStmt: foldGrant,
  DropStmt: foldDrop,
  RenameStmt: foldRename
};
function startFold(schema) {
  const state = createFoldState(schema);
  return {
    async add(parsed, file) {
      state.schema = schema;
      for (const statement of parsed.statements) {
        const place = { migration: parsed.name, file, fileText: parsed.text };
        if (statement.kind === "VariableSetStmt") state.schema = schemaSet(statement.tree) ?? state.schema;
        else if (statement.kind !== "DoStmt")
          FOLDS[statement.kind]?.(state, { ...statement, ...place, inBlock: false });
        else
          for (const inner of await statementsOfBlock(statement))
            FOLDS[inner.kind]?.(state, { ...inner, ...place, inBlock: true });
      }
    },
    result: () => ({
      triggers: [...state.triggers.values()],
      functions: [...state.functions.values()],
      references: [...state.references.values()]
    })
  };
}
function schemaSet(tree) {
  if (textOf(tree, "name") !== "search_path") return void 0;
  return constantOf(listOf(tree, "args")[0]) || void 0;
}
async function statementsOfBlock(statement) {
  const body = listOf(statement.tree, "args").map((option) => childOf(option, "DefElem")).find((option) => textOf(option, "defname") === "as");
  const text = textOf(body, "arg", "String", "sval") ?? "";
  const offset = scanTokens(statement.text).find((token) => token.kind === "string" && token.text === text);
  const found = [];
  for (const piece of splitBlock(text)) {
    if (!/^(create|alter|drop|grant|revoke)\b/i.test(piece.text)) continue;
    try {
      const [raw] = await parseText(piece.text);
      if (raw === void 0) continue;
      const start = statement.start + (offset?.content ?? 0) + piece.start;
      found.push({ kind: raw.kind, tree: raw.tree, text: piece.text, start });
    } catch (error) {
      if (!(error instanceof ParserError)) throw error;
    }
  }
  return found;
}

// src/verify/read-facts.ts
var AUTH_ROLE = "supabase_auth_admin";
async function readTriggerFacts(session, serverVersion) {
  const [triggers = [], functions = [], rest = []] = await session.run(
    `${TRIGGERS}; ${FUNCTIONS}; ${usersQuery(serverVersion)}`
  );
  const users = rest[0] ?? {};
  return {
    triggers: triggers.map(readFoundTrigger),
    functions: functions.map(readFoundFunction),
    schema: String(users.schema ?? "public"),
    path: textsOf(users.path),
    users: users.columns == null ? void 0 : {
      columns: new Set(textsOf(users.columns)),
      authRole: users.auth_role == null ? void 0 : String(users.auth_role),
      maySetRole: users.may_set_role === true,
      mayWrite: users.may_write === true,
      searchPath: String(users.search_path ?? "auth")
    }
  };
}
var TRIGGERS = `SELECT n.nspname::text AS table_schema, c.relname::text AS table_name, t.tgname::text AS name,
  fn.nspname::text AS function_schema, p.proname::text AS function_name, t.tgtype::int AS type, t.tgenabled::text AS enabled,
  ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr::int2[])) AS columns,
  pg_catalog.encode(t.tgargs, 'hex') AS arguments, t.tgoldtable::text AS old_table, t.tgnewtable::text AS new_table,
  t.tgconstraint <> 0 AS is_constraint, t.tgdeferrable AS deferrable, t.tginitdeferred AS deferred,
  fromn.nspname::text AS from_schema, fromc.relname::text AS from_name,
  CASE WHEN t.tgqual IS NOT NULL THEN pg_catalog.pg_get_triggerdef(t.oid) END AS definition
FROM pg_catalog.pg_trigger t
  JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid JOIN pg_catalog.pg_namespace fn ON fn.oid = p.pronamespace
  LEFT JOIN pg_catalog.pg_class fromc ON fromc.oid = t.tgconstrrelid
  LEFT JOIN pg_catalog.pg_namespace fromn ON fromn.oid = fromc.relnamespace
WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relpersistence <> 't'
ORDER BY 1, 2, 3`;
var FUNCTIONS = `SELECT n.nspname::text AS schema, p.proname::text AS name, l.lanname::text AS language, p.prosrc AS body,
  p.prosecdef AS definer, p.proconfig AS settings, pg_catalog.pg_get_userbyid(p.proowner)::text AS owner,
  ARRAY(SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
    FROM pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
    WHERE a.privilege_type = 'EXECUTE') AS grantees,
  ARRAY(SELECT r.rolname::text FROM pg_catalog.pg_roles r WHERE r.rolname IN ('anon', 'authenticated')
    AND pg_catalog.has_function_privilege(r.oid, p.oid, 'EXECUTE')
    AND pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE') ORDER BY 1) AS reachable
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_catalog.pg_language l ON l.oid = p.prolang
WHERE p.prorettype = 'pg_catalog.trigger'::pg_catalog.regtype AND p.pronargs = 0
  AND n.nspname <> 'pg_catalog' AND n.nspname !~ '^pg_temp'`;
function usersQuery(serverVersion) {
  const privilege = serverVersion >= 16e4 ? "SET" : "MEMBER";
  return `SELECT pg_catalog.current_schema()::text AS schema, pg_catalog.current_schemas(true) AS path, r.rolname::text AS auth_role,
  coalesce(pg_catalog.pg_has_role(r.oid, '${privilege}'), false) AS may_set_role,
  (SELECT pg_catalog.substr(s, 13) FROM pg_catalog.unnest(r.rolconfig) s WHERE s LIKE 'search_path=%') AS search_path,
  users.*
FROM (SELECT 1) one LEFT JOIN pg_catalog.pg_roles r ON r.rolname = '${AUTH_ROLE}'
LEFT JOIN (
  SELECT ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
    AND pg_catalog.has_table_privilege(c.oid, 'INSERT') AND pg_catalog.has_table_privilege(c.oid, 'UPDATE')
    AND pg_catalog.has_table_privilege(c.oid, 'DELETE') AS may_write
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'auth' AND c.relname = 'users' AND c.relkind IN ('r', 'p')
) users ON true`;
}
var STATES = {
  O: "enabled",
  D: "disabled",
  R: "replica",
  A: "always"
};
function readFoundTrigger(row) {
  const from = row.from_name == null ? void 0 : { schema: String(row.from_schema), name: String(row.from_name) };
  return {
    name: String(row.name),
    table: { schema: String(row.table_schema), name: String(row.table_name) },
    function: { schema: String(row.function_schema), name: String(row.function_name) },
    ...readType(Number(row.type)),
    columns: textsOf(row.columns).sort(),
    when: row.definition == null ? void 0 : unwrap(cutCondition(String(row.definition)) ?? ""),
    // Each ends in a NUL.
    arguments: Buffer.from(String(row.arguments), "hex").toString("utf8").split("\0").slice(0, -1),
    transitions: [
      ...row.old_table == null ? [] : [`OLD TABLE ${row.old_table}`],
      ...row.new_table == null ? [] : [`NEW TABLE ${row.new_table}`]
    ].sort(),
    constraint: row.is_constraint === true ? describeConstraint(row.deferrable === true, row.deferred === true, from) : void 0,
    enabled: STATES[String(row.enabled)] ?? "enabled"
  };
}
function unwrap(condition) {
  return condition.replace(/^\((.*)\)$/s, "$1");
}
function readFoundFunction(row) {
  const settings = textsOf(row.settings).map((setting) => {
    const name = setting.slice(0, setting.indexOf("="));
    return [name, normaliseSetting(name, setting.slice(name.length + 1))];
  });
  return {
    name: { schema: String(row.schema), name: String(row.name) },
    language: String(row.language),
    body: String(row.body),
    securityDefiner: row.definer === true,
    settings: new Map(settings),
    owner: String(row.owner),
    grantees: textsOf(row.grantees),
    reachableBy: textsOf(row.reachable)
  };
}
function textsOf(value) {
  return Array.isArray(value) ? value.map(String) : [];
}

// src/verify/row-expressions.ts
function isUserId(value, row) {
  return isField(childOf(value, "TypeCast", "arg") ?? value, row, "id");
}
var HARMLESS = /* @__PURE__ */ new Set([
  "left",
  "substr",
  "substring",
  "lower",
  "btrim",
  "trim",
  "ltrim",
  "rtrim"
]);
function copiesEmail(value) {
  if (isField(value, "new", "email")) return true;
  const cast = childOf(value, "TypeCast", "arg");
  if (cast !== void 0) return copiesEmail(cast);
  const coalesce = listOf(value, "CoalesceExpr", "args")[0];
  if (coalesce !== void 0) return copiesEmail(coalesce);
  const call = asNode(childOf(value, "FuncCall"));
  const name = textOf(listOf(call, "funcname").at(-1), "String", "sval") ?? "";
  const [first, ...others] = listOf(call, "args");
  if (!HARMLESS.has(name) || !copiesEmail(first)) return false;
  if (/^substr/.test(name))
    return Number(childOf(others[0], "A_Const", "ival", "ival")) === 1 && lengthSuffices(others[1]);
  return name !== "left" || lengthSuffices(others[0]);
}
var LONGEST_EMAIL = 64;
function lengthSuffices(value) {
  return value === void 0 || Number(childOf(value, "A_Const", "ival", "ival")) >= LONGEST_EMAIL;
}
function isField(value, row, column) {
  const [first, second] = listOf(value, "ColumnRef", "fields");
  if (textOf(first, "String", "sval") !== row) return false;
  return column === "*" ? second === void 0 || childOf(second, "A_Star") !== void 0 : textOf(second, "String", "sval") === column;
}

// src/verify/read-condition.ts
async function isAlwaysTrue(trigger, event) {
  const { when, columns } = trigger;
  if (event === "UPDATE" && columns.length > 0 && !columns.includes("email")) return false;
  if (when === void 0) return true;
  if (event !== "UPDATE") return false;
  try {
    const [statement] = await parseText(`SELECT (${when}
)`);
    return holds(childOf(listOf(statement?.tree, "targetList")[0], "ResTarget", "val"));
  } catch (error) {
    if (error instanceof ParserError) return false;
    throw error;
  }
}
function holds(node) {
  const combined = listOf(node, "BoolExpr", "args");
  const operator = textOf(node, "BoolExpr", "boolop");
  if (operator === "AND_EXPR") return combined.every(holds);
  if (operator === "OR_EXPR") return combined.some(holds);
  const expression = childOf(node, "A_Expr");
  const sign = textOf(listOf(expression, "name")[0], "String", "sval");
  const differ = textOf(expression, "kind") === "AEXPR_DISTINCT" || sign === "<>";
  const [left, right] = ["lexpr", "rexpr"].map((side) => uncast(childOf(expression, side)));
  const about = (column) => isField(left, "old", column) && isField(right, "new", column) || isField(left, "new", column) && isField(right, "old", column);
  return differ && (about("email") || about("*"));
}
function uncast(node) {
  return childOf(node, "TypeCast", "arg") ?? node;
}

// src/verify/read-promises.ts
async function readPromises(trigger, called) {
  if (trigger.level !== "ROW" || called.language !== "plpgsql") return [];
  const schema = firstSchema(called.settings, "public");
  const promises = [];
  for (const { text, runsOn } of splitBlock(called.body)) {
    if (!/^(insert|update|delete)\b/i.test(text)) continue;
    const fires2 = async (event) => runsOn.has(event) && trigger.events.includes(event) && await isAlwaysTrue(trigger, event);
    const statement = await parseOne(text);
    const table = relationOf(childOf(statement?.tree, "relation"), schema);
    if (statement === void 0 || table === void 0) continue;
    const base = { table, trigger: trigger.name };
    if (statement.kind === "InsertStmt") {
      const { key, follows } = readInsert(statement.tree);
      if (key === void 0) continue;
      if (await fires2("INSERT")) promises.push({ ...base, kind: "row", key });
      if (await fires2("UPDATE"))
        promises.push(...follows.map((column) => ({ ...base, kind: "email", key, column })));
    }
    if (statement.kind === "UpdateStmt" && await fires2("UPDATE")) {
      const key = keyOf(childOf(statement.tree, "whereClause"), "new");
      if (key !== void 0 && listOf(statement.tree, "fromClause").length === 0)
        promises.push(
          ...assignments(listOf(statement.tree, "targetList")).filter(({ value }) => copiesEmail(value)).map(({ column }) => ({ ...base, kind: "email", key, column }))
        );
    }
    if (statement.kind === "DeleteStmt" && await fires2("DELETE")) {
      const key = keyOf(childOf(statement.tree, "whereClause"), "old");
      if (key !== void 0) promises.push({ ...base, kind: "gone", key });
    }
  }
  return promises;
}
async function parseOne(text) {
  try {
    return (await parseText(text))[0];
  } catch (error) {
    if (error instanceof ParserError) return void 0;
    throw error;
  }
}
function readInsert(tree) {
  const select = childOf(tree, "selectStmt", "SelectStmt");
  const lists = listOf(select, "valuesLists");
  const certain = lists.length === 1 || lists.length === 0 && listOf(select, "fromClause").length === 0 && childOf(select, "whereClause") === void 0;
  const values2 = lists.length === 1 ? listOf(lists[0], "List", "items") : listOf(select, "targetList").map((item) => childOf(item, "ResTarget", "val"));
  const columns = listOf(tree, "cols").map((item) => textOf(item, "ResTarget", "name"));
  const key = certain ? columns[values2.findIndex((value) => isUserId(value, "new"))] : void 0;
  const conflict = childOf(tree, "onConflictClause");
  const updates = textOf(conflict, "action") === "ONCONFLICT_UPDATE" && childOf(conflict, "whereClause") === void 0;
  const follows = (updates ? assignments(listOf(conflict, "targetList")) : []).filter(({ value }) => {
    const [row, source] = listOf(value, "ColumnRef", "fields").map(
      (field) => textOf(field, "String", "sval")
    );
    return copiesEmail(row === "excluded" ? values2[columns.indexOf(source)] : value);
  }).map(({ column }) => column);
  return { key, follows };
}
function assignments(list) {
  return list.flatMap((item) => {
    const target = asNode(childOf(item, "ResTarget"));
    const column = textOf(target, "name");
    return column === void 0 ? [] : [{ column, value: target?.val }];
  });
}
function keyOf(condition, row) {
  const expression = childOf(condition, "A_Expr");
  if (textOf(listOf(expression, "name")[0], "String", "sval") !== "=") return void 0;
  if (textOf(expression, "kind") !== "AEXPR_OP") return void 0;
  const sides = [childOf(expression, "lexpr"), childOf(expression, "rexpr")];
  const other = sides.find((side) => !isUserId(side, row));
  if (!sides.some((side) => isUserId(side, row))) return void 0;
  return textOf(listOf(other, "ColumnRef", "fields").at(-1), "String", "sval");
}
function distinctPromises(promises) {
  const id = ({ kind, table, key, column }) => JSON.stringify([kind, table, key, column]);
  return [...new Map(promises.map((promise) => [id(promise), promise])).values()];
}

// src/verify/collect-promises.ts
async function collectPromises({ triggers, functions, references }, facts) {
  const onUsers = triggers.filter(({ table, enabled }) => sameName(table, USERS) && enabled === "enabled");
  const unknown = facts.triggers.filter(
    ({ name, table, enabled }) => sameName(table, USERS) && enabled === "enabled" && !onUsers.some((each) => each.name === name)
  );
  const promises = [];
  for (const trigger of [...onUsers, ...unknown]) {
    const sources = [...functions, ...facts.functions];
    const called = sources.find(({ name }) => sameName(name, trigger.function));
    if (called !== void 0) promises.push(...await readPromises(trigger, called));
  }
  const cascades = promises.filter(({ kind }) => kind === "row").filter(
    ({ table, key }) => references.some((each) => each.cascades && sameName(each.table, table) && each.column === key)
  ).map(({ table, key }) => ({ kind: "gone", table, key, trigger: void 0 }));
  return distinctPromises([...promises, ...cascades]);
}

// src/verify/compare-functions.ts
function compareFunction(expected, found) {
  const called = `${showName(expected.name)}()`;
  const base = {
    severity: "blocker",
    migration: expected.migration,
    at: expected.at,
    object: `function ${called}`
  };
  if (found === void 0)
    return [
      {
        ...base,
        code: "trigger_function_missing",
        message: `Function ${called} is not there.`,
        expected: `LANGUAGE ${expected.language}, as in the file`,
        found: "absent",
        hint: REPEAT
      }
    ];
  const findings = [];
  const add = (finding) => findings.push({ ...base, ...finding });
  if (expected.language !== found.language || !sameBody(expected.body, found.body))
    add({ code: "trigger_function_differs", ...differentBody(called, expected, found), hint: REPEAT });
  if (expected.owner !== void 0 && expected.owner !== found.owner)
    add({
      code: "trigger_function_differs",
      message: `Function ${called} belongs to another role than its files say.`,
      expected: `owner ${expected.owner}`,
      found: `owner ${found.owner}`,
      sql: [`ALTER FUNCTION ${called} OWNER TO ${joinName([expected.owner])};`]
    });
  if (expected.securityDefiner !== found.securityDefiner)
    add({
      code: "trigger_function_security",
      message: expected.securityDefiner ? `Function ${called} is not SECURITY DEFINER: it has no more rights than whoever makes the trigger fire.` : `Function ${called} is SECURITY DEFINER, and its file does not say so: it runs with the rights of ${found.owner}.`,
      expected: securityOf(expected.securityDefiner),
      found: securityOf(found.securityDefiner),
      sql: [`ALTER FUNCTION ${called} ${securityOf(expected.securityDefiner)};`]
    });
  for (const name of /* @__PURE__ */ new Set([...expected.settings.keys(), ...found.settings.keys()]))
    findings.push(...compareSetting(base, called, name, expected, found));
  const open = openTo(expected, found);
  if (open.length > 0)
    add({
      code: "trigger_function_executable",
      message: `Function ${called} can be executed by ${open.join(", ")}, from whom its files revoke it.`,
      expected: `no EXECUTE for ${open.join(", ")}`,
      found: `EXECUTE for ${found.grantees.join(", ")}`,
      sql: [`REVOKE EXECUTE ON FUNCTION ${called} FROM ${open.map(grantee).join(", ")};`]
    });
  return findings;
}
function findReachable(found, told) {
  const throughPublic = found.grantees.includes("PUBLIC") && !told.includes("PUBLIC");
  const open = found.reachableBy.filter(
    (role) => !told.includes(role) && (throughPublic || found.grantees.includes(role) || told.length === 0)
  );
  if (open.length === 0) return [];
  const called = `${showName(found.name)}()`;
  const roles = open.join(" and ");
  return [
    {
      code: "trigger_function_executable",
      severity: "blocker",
      object: `function ${called}`,
      message: `Function ${called} is SECURITY DEFINER and can be executed by ${roles}: the Data API's roles have no business there, and a trigger fires without it.`,
      expected: "no EXECUTE for PUBLIC, anon, authenticated",
      found: `EXECUTE for ${found.grantees.join(", ")}`,
      sql: [`REVOKE EXECUTE ON FUNCTION ${called} FROM PUBLIC, anon, authenticated;`],
      hint: 'Put it into a new migration, and run "migrate up".'
    }
  ];
}
function openTo(expected, found) {
  return [...expected.grants].flatMap(
    ([role, granted]) => !granted && role !== found.owner && found.grantees.includes(role) ? [role] : []
  );
}
var REPEAT = 'Put that CREATE OR REPLACE FUNCTION into a new migration, and run "migrate up".';
function sameBody(one, other) {
  return one === other || sameTokens(one, other);
}
function differentBody(called, expected, found) {
  if (expected.language !== found.language)
    return {
      message: `Function ${called} is written in another language than in its file.`,
      expected: `LANGUAGE ${expected.language}`,
      found: `LANGUAGE ${found.language}`
    };
  const [ours, theirs] = [linesOf(expected.body), linesOf(found.body)];
  const first = ours.findIndex((line, index2) => line !== theirs[index2]);
  const index = first === -1 ? ours.length : first;
  return {
    message: `Function ${called} is not the one of its file: somebody replaced it.`,
    expected: ours[index] ?? "the end of the function",
    found: theirs[index] ?? "the end of the function"
  };
}
function linesOf(body) {
  return body.split("\n").flatMap((line) => line.trim() || []);
}
function compareSetting(base, called, name, expected, found) {
  const [wanted, is] = [expected.settings.get(name), found.settings.get(name)];
  if (wanted === is || expected.settings.has(name) && wanted === void 0 && is !== void 0) return [];
  const show = (value) => value === void 0 ? `no ${name}` : `${name} = ${value}`;
  const isPath = name === "search_path";
  return [
    {
      ...base,
      code: isPath ? "trigger_function_search_path" : "trigger_function_differs",
      message: isPath && is === void 0 ? `Function ${called} does not pin its search_path: whoever makes the trigger fire decides what its names mean.` : `Function ${called} has another ${name} than its file says.`,
      expected: show(wanted),
      found: show(is),
      ...wanted === void 0 && expected.settings.has(name) ? {} : {
        sql: [
          wanted === void 0 ? `ALTER FUNCTION ${called} RESET ${name};` : `ALTER FUNCTION ${called} SET ${name} = ${isPath ? wanted.replaceAll('""', "''") : `'${wanted.replaceAll("'", "''")}'`};`
        ]
      }
    }
  ];
}
function securityOf(definer) {
  return definer ? "SECURITY DEFINER" : "SECURITY INVOKER";
}
function grantee(role) {
  return role === "PUBLIC" ? role : joinName([role]);
}

// src/verify/describe-trigger.ts
function describeTrigger(trigger) {
  const { timing, events, columns, level, when, transitions, constraint } = trigger;
  const of = columns.length === 0 ? "" : ` OF ${columns.map((column) => joinName([column])).join(", ")}`;
  return [
    ...constraint === void 0 ? [] : ["CONSTRAINT"],
    timing,
    events.map((event) => event === "UPDATE" ? `UPDATE${of}` : event).join(" OR "),
    ...constraint === void 0 ? [] : [constraint],
    ...transitions.length === 0 ? [] : [`REFERENCING ${transitions.join(" ")}`],
    `FOR EACH ${level}`,
    ...when === void 0 ? [] : [`WHEN (${when.replace(/\s+/g, " ")})`],
    `\u2192 ${showName(trigger.function)}(${trigger.arguments.map((each) => `'${each}'`).join(", ")})`
  ].join(" ");
}

// src/verify/compare-triggers.ts
function compareTrigger(expected, { found, tableExists, condition }) {
  const object = `trigger ${showTrigger(expected)}`;
  const base = { severity: "blocker", migration: expected.migration, at: expected.at, object };
  const mend = mendingText(expected, found !== void 0);
  const next = mend === void 0 ? { hint: HINT } : { sql: mend, hint: HINT };
  if (found === void 0)
    return [
      {
        ...base,
        code: "trigger_missing",
        message: tableExists ? `Trigger ${showTrigger(expected)} is not there.` : `Trigger ${showTrigger(expected)} is not there, nor is its table.`,
        expected: describeTrigger(expected),
        found: "absent",
        ...tableExists ? next : { hint: 'Bring the table back first: "migrate drift" shows how it is made.' }
      }
    ];
  const findings = [];
  const unknown = expected.when !== void 0 && found.when !== void 0 && condition === void 0;
  const when = expected.when === void 0 ? void 0 : condition ?? (unknown ? found.when : expected.when);
  const wanted = { ...expected, when };
  if (describeTrigger(wanted) !== describeTrigger(found))
    findings.push({
      ...base,
      code: "trigger_differs",
      message: `Trigger ${showTrigger(expected)} is not what its file says: ${differences(wanted, found)}.`,
      expected: describeTrigger(wanted),
      found: describeTrigger(found),
      ...next
    });
  if (unknown && !sameTokens(expected.when ?? "", found.when ?? ""))
    findings.push({
      ...base,
      severity: "warning",
      code: "trigger_not_compared",
      message: `The WHEN of trigger ${showTrigger(expected)} could not be compared: Postgres does not make it here.`,
      expected: `WHEN (${expected.when})`,
      found: `WHEN (${found.when})`
    });
  if (!fires(found, expected))
    findings.push({
      ...base,
      code: "trigger_disabled",
      message: expected.enabled === "disabled" ? `Trigger ${showTrigger(expected)} fires, though its files disable it.` : `Trigger ${showTrigger(expected)} does not fire${found.enabled === "replica" ? " on ordinary writes: it is switched to replica" : ": it is disabled"}.`,
      expected: expected.enabled,
      found: found.enabled,
      ...switchText(expected, mend)
    });
  return findings;
}
var HINT = 'Put it into a new migration, and run "migrate up".';
function fires(found, expected) {
  const ordinary = (enabled) => enabled === "always" ? "enabled" : enabled;
  return ordinary(found.enabled) === ordinary(expected.enabled);
}
function differences(expected, found) {
  const parts = [
    ["timing", expected.timing, found.timing],
    ["events", expected.events.join(" OR "), found.events.join(" OR ")],
    ["columns", expected.columns.join(", "), found.columns.join(", ")],
    ["level", expected.level, found.level],
    ["WHEN", expected.when, found.when],
    ["arguments", expected.arguments.join("\0"), found.arguments.join("\0")],
    ["transition tables", expected.transitions.join(), found.transitions.join()],
    ["constraint", expected.constraint, found.constraint]
  ];
  const names = parts.flatMap(([name, one, other]) => one === other ? [] : [name]);
  const called = sameName(expected.function, found.function) ? [] : ["function"];
  return [...called, ...names].join(", ");
}
function mendingText(trigger, exists) {
  const text = trigger.text?.trim();
  if (text === void 0) return void 0;
  if (!exists) return [`${text};`];
  if (trigger.constraint === void 0)
    return [`${text.replace(/^create\s+trigger/i, "CREATE OR REPLACE TRIGGER")};`];
  return [`DROP TRIGGER ${joinName([trigger.name])} ON ${showName(trigger.table)};`, `${text};`];
}
function switchText(trigger, mend) {
  if (isPlatform(trigger.table) && trigger.enabled === "enabled" && trigger.constraint === void 0)
    return mend === void 0 ? { hint: HINT } : { sql: mend, hint: HINT };
  const verb = { enabled: "ENABLE", always: "ENABLE ALWAYS", replica: "ENABLE REPLICA", disabled: "DISABLE" };
  return {
    sql: [
      `ALTER TABLE ${showName(trigger.table)} ${verb[trigger.enabled]} TRIGGER ${joinName([trigger.name])};`
    ],
    hint: HINT
  };
}

// src/verify/compare-all.ts
function compareAll(expectations, facts, conditions, tables) {
  const findings = [];
  const functions = /* @__PURE__ */ new Map();
  const verdicts = expectations.triggers.map((said) => {
    const found = facts.triggers.find((each) => each.name === said.name && sameName(each.table, said.table));
    const expected = resolveFunction(said, found, facts.path);
    const own = compareTrigger(expected, {
      found,
      tableExists: tables.has(showName(expected.table)),
      condition: conditions.get(said)
    });
    const called = showName(expected.function);
    const ofFunction = functions.get(called) ?? functionFindings(expected, expectations, facts);
    findings.push(...own, ...functions.has(called) ? [] : ofFunction);
    functions.set(called, ofFunction);
    return {
      trigger: showTrigger(expected),
      function: `${called}()`,
      migration: expected.migration,
      at: expected.at,
      ok: ![...own, ...ofFunction].some(({ severity }) => severity === "blocker")
    };
  });
  return { verdicts, findings: [...findings, ...unknownTriggers(expectations, facts)] };
}
function resolveFunction(said, found, path) {
  if (!said.functionAnywhere || found?.function.name !== said.function.name) return said;
  return path.includes(found.function.schema) ? { ...said, function: found.function } : said;
}
function functionFindings({ function: name, table }, { functions, triggers }, facts) {
  const expected = functions.find((each) => sameName(each.name, name));
  const found = facts.functions.find((each) => sameName(each.name, name));
  const differing = expected === void 0 ? [] : compareFunction(expected, found);
  const onAuth = table.schema === USERS.schema || triggers.some((each) => sameName(each.function, name) && each.table.schema === USERS.schema);
  const definer = found?.securityDefiner === true || expected?.securityDefiner === true;
  const reachable = onAuth && definer && found !== void 0 ? findReachable(found, expected === void 0 ? [] : openTo(expected, found)) : [];
  const at = expected === void 0 ? {} : { at: expected.at, migration: expected.migration };
  return [...differing, ...reachable.map((finding) => ({ ...finding, ...at }))];
}
function unknownTriggers({ triggers }, facts) {
  return facts.triggers.filter(({ table }) => sameName(table, USERS)).filter(({ name }) => !triggers.some((each) => each.name === name && sameName(each.table, USERS))).flatMap((trigger) => {
    const called = facts.functions.find((each) => sameName(each.name, trigger.function));
    return [
      {
        code: "trigger_unknown",
        severity: "warning",
        object: `trigger ${showTrigger(trigger)}`,
        message: `Trigger ${showTrigger(trigger)} is in no file that is recorded; every sign-up goes through it.`,
        found: describeTrigger(trigger),
        hint: "Write it into a migration, or drop it: DROP FUNCTION \u2026 CASCADE takes it along where the table is not yours."
      },
      ...called?.securityDefiner === true ? findReachable(called, []) : []
    ];
  });
}

// src/verify/canary-cases.ts
import { randomBytes, randomUUID } from "node:crypto";
var AVATAR = "https://avatars.example.invalid/u/1.png";
var SIGN_UPS = [
  { title: "sign-up with no metadata (NULL)" },
  { title: "sign-up with empty metadata {}", metadata: {} },
  { title: "sign-up with the name O'Brien", metadata: { full_name: "O'Brien" } },
  {
    title: "sign-up with a name of 10 kB",
    metadata: { full_name: "x".repeat(10240), name: "x".repeat(10240) }
  },
  { title: "sign-up with emoji and umlauts in the name", metadata: { full_name: "Zo\xEB \u{1F989} \u0141ukasz \u674E" } },
  {
    title: "sign-up with Google (name, picture)",
    metadata: { name: "Ada Lovelace", full_name: "Ada Lovelace", picture: AVATAR, avatar_url: AVATAR },
    provider: "google"
  },
  {
    title: "sign-up with GitHub (user_name, avatar_url, no full_name)",
    metadata: { user_name: "ada", preferred_username: "ada", avatar_url: AVATAR, name: null },
    provider: "github"
  },
  {
    title: "sign-up with a number, an array and null for name and picture",
    metadata: { full_name: 42, name: ["Ada"], user_name: null, avatar_url: [AVATAR], picture: null }
  },
  { title: "sign-up by phone, without an e-mail", metadata: {}, contact: "phone", provider: "phone" },
  { title: "anonymous sign-in, without e-mail and phone", metadata: {}, contact: "none" }
];
function canaryCases(columns) {
  const signUps = SIGN_UPS.map((signUp) => {
    const { user, email, insert } = newUser(signUp, columns);
    return { title: signUp.title, asks: "row", user, email, statements: [insert] };
  });
  const changed = newUser({ title: "", metadata: {} }, columns);
  const newEmail = makeEmail();
  const update = (assignment, user) => `UPDATE auth.users SET ${assignment} WHERE id = ${quoteLiteral(user)}`;
  const signed = newUser({ title: "", metadata: {} }, columns);
  const deleted = newUser({ title: "", metadata: {} }, columns);
  return [
    ...signUps,
    {
      title: "changed e-mail",
      asks: "email",
      user: changed.user,
      email: newEmail,
      statements: [changed.insert, update(`email = ${quoteLiteral(newEmail)}`, changed.user)]
    },
    ...columns.has("last_sign_in_at") ? [
      {
        title: "sign-in",
        asks: "row",
        user: signed.user,
        email: signed.email,
        statements: [signed.insert, update("last_sign_in_at = pg_catalog.now()", signed.user)]
      }
    ] : [],
    {
      title: "deleted user",
      asks: "gone",
      user: deleted.user,
      email: void 0,
      statements: [deleted.insert, `DELETE FROM auth.users WHERE id = ${quoteLiteral(deleted.user)}`]
    }
  ];
}
function newUser({ metadata, contact, provider = "email" }, columns) {
  const user = randomUUID();
  const email = contact === void 0 ? makeEmail() : void 0;
  const app = contact === "none" ? {} : { provider, providers: [provider] };
  const values2 = {
    id: quoteLiteral(user),
    instance_id: quoteLiteral("00000000-0000-0000-0000-000000000000"),
    aud: quoteLiteral("authenticated"),
    role: quoteLiteral("authenticated"),
    email: email === void 0 ? "NULL" : quoteLiteral(email),
    phone: contact === "phone" ? quoteLiteral(makePhone()) : "NULL",
    raw_app_meta_data: quoteLiteral(JSON.stringify(app)),
    raw_user_meta_data: metadata === void 0 ? "NULL" : quoteLiteral(JSON.stringify(metadata)),
    is_anonymous: String(contact === "none"),
    is_sso_user: "false",
    created_at: "pg_catalog.now()",
    updated_at: "pg_catalog.now()"
  };
  const known = Object.entries(values2).filter(([column]) => columns.has(column));
  const insert = `INSERT INTO auth.users (${known.map(([column]) => quoteIdentifier(column)).join(", ")}) VALUES (${known.map(([, value]) => value).join(", ")})`;
  return { user, email, insert };
}
function makeEmail() {
  return `groundwork-canary-${randomBytes(8).toString("hex")}@example.invalid`;
}
function makePhone() {
  return `999${String(randomBytes(6).readUIntBE(0, 6)).slice(-12).padStart(12, "0")}`;
}

// src/verify/find-place.ts
function findPlace({ context, internal }, found, expected) {
  for (const [, name = "", line = ""] of (context ?? "").matchAll(
    /^PL\/pgSQL function (.+?)\(\) line (\d+)/gm
  )) {
    const called = functionNamed(name, found);
    if (called === void 0) continue;
    const offset = offsetOf(called.body, Number(line), internal);
    const file = expected.find(
      (each) => sameName(each.name, called.name) && sameText(each.body, called.body)
    );
    const shown = file?.at.file ?? `${showName(called.name)}() in the database`;
    const at = locate(shown, called.body, offset);
    return { function: called, at: file === void 0 ? at : moveInto(file, at) };
  }
  return void 0;
}
function functionNamed(name, found) {
  const parts = scanTokens(name).flatMap(({ kind, text }) => kind === "sign" ? [] : [text]);
  const [last, schema] = [parts.at(-1), parts.at(-2)];
  return found.find(
    (each) => each.name.name === last && (schema === void 0 || each.name.schema === schema)
  );
}
function offsetOf(body, line, internal) {
  const lines = body.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const query = internal === void 0 ? -1 : body.indexOf(internal.query, start);
  if (internal !== void 0 && query !== -1)
    return query + textOffsets(internal.query).fromCodePoint(internal.position - 1);
  return start + ((lines[line - 1] ?? "").match(/^\s*/)?.[0].length ?? 0);
}
function moveInto({ bodyLine, bodyColumn }, at) {
  return {
    ...at,
    line: bodyLine + at.line - 1,
    column: at.line === 1 ? bodyColumn + at.column - 1 : at.column
  };
}
function sameText(one, other) {
  return one.replaceAll("\r\n", "\n") === other.replaceAll("\r\n", "\n");
}

// src/verify/hold-sequences.ts
var SEQUENCES = `WITH RECURSIVE reached (kind, id) AS (
  SELECT 'table'::text, c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'auth' AND c.relname = 'users'
  UNION
  SELECT found.kind, found.id FROM reached r CROSS JOIN LATERAL (
    SELECT 'function'::text AS kind, t.tgfoid AS id FROM pg_catalog.pg_trigger t
    WHERE r.kind IN ('table', 'deleted') AND t.tgrelid = r.id AND NOT t.tgisinternal
    UNION ALL
    SELECT 'deleted', k.conrelid FROM pg_catalog.pg_constraint k
    WHERE r.kind IN ('table', 'deleted') AND k.confrelid = r.id AND k.contype = 'f'
    UNION ALL
    SELECT w.kind, w.id FROM pg_catalog.pg_proc p
      CROSS JOIN LATERAL (SELECT DISTINCT pg_catalog.lower(word) AS word
        FROM pg_catalog.regexp_split_to_table(p.prosrc, '[^[:alnum:]_$]+') word) words
      CROSS JOIN LATERAL (
        SELECT CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, c.oid AS id FROM pg_catalog.pg_class c
        WHERE c.relname = words.word AND c.relkind IN ('r', 'p', 'S')
        UNION ALL
        SELECT 'function', f.oid FROM pg_catalog.pg_proc f WHERE f.proname = words.word AND f.oid >= 16384
      ) w
    WHERE r.kind = 'function' AND p.oid = r.id AND p.oid >= 16384
  ) found
), moved (id) AS (
  SELECT id FROM reached WHERE kind = 'sequence'
  UNION
  SELECT d.refobjid FROM reached r JOIN pg_catalog.pg_attrdef a ON a.adrelid = r.id
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = a.oid
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  WHERE r.kind = 'table'
  UNION
  SELECT d.objid FROM reached r JOIN pg_catalog.pg_depend d ON d.refobjid = r.id AND d.deptype = 'i'
      AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = d.classid
  WHERE r.kind = 'table'
)
SELECT n.nspname::text AS schema, c.relname::text AS name, s.seqcache::text AS cache,
  pg_catalog.pg_has_role(c.relowner, 'USAGE') AS owned
FROM moved JOIN pg_catalog.pg_sequence s ON s.seqrelid = moved.id JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
ORDER BY 1, 2`;
var MOST = 200;
var PATIENCE = 100;
var NOT_HELD = "groundwork: not held: ";
function holdSequences(rows) {
  const held = rows.filter(({ owned }) => owned === true).slice(0, MOST);
  const body = `BEGIN
  PERFORM pg_catalog.set_config('lock_timeout', '${PATIENCE}', true);
  ${held.map(holdText).join("\n  ")}
END`;
  return {
    text: held.length === 0 ? "" : `DO ${quoteLiteral(body)}`,
    notHeld: rows.filter((row) => !held.includes(row)).map(showSequence)
  };
}
function readNotHeld({ message }) {
  return message.startsWith(NOT_HELD) ? message.slice(NOT_HELD.length) : void 0;
}
function holdText(row) {
  const name = `${quoteIdentifier(String(row.schema))}.${quoteIdentifier(String(row.name))}`;
  return `BEGIN ALTER SEQUENCE ${name} CACHE ${row.cache}; EXCEPTION WHEN OTHERS THEN RAISE INFO USING MESSAGE = ${quoteLiteral(`${NOT_HELD}${showSequence(row)}`)}; END;`;
}
function showSequence({ schema, name }) {
  return `${schema}.${name}`;
}

// src/verify/run-canary.ts
async function runCanary(session, flight) {
  const notHeld = /* @__PURE__ */ new Set();
  const stop = session.onNotice((notice) => {
    const name = readNotHeld(notice);
    if (name !== void 0) notHeld.add(name);
  });
  try {
    return { outcomes: await tryCases(session, flight), notHeld: [...notHeld] };
  } finally {
    stop();
  }
}
async function tryCases(session, flight) {
  const { cases } = flight;
  try {
    const rows = (await session.run(messageOf(flight, cases))).flat();
    return cases.map(
      (canary, index) => judge(
        flight,
        canary,
        rows.filter((row) => row.canary === index)
      )
    );
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
  }
  const outcomes = [];
  for (const canary of cases) {
    try {
      const sets = await session.run(`ROLLBACK; ${messageOf(flight, [canary])}`);
      outcomes.push(judge(flight, canary, sets.flat()));
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      outcomes.push({ canary, error, kept: [], broken: [] });
      if (wasKeptWaiting(error)) break;
    }
  }
  await session.run("ROLLBACK");
  return outcomes;
}
function wasKeptWaiting({ sqlstate }) {
  return sqlstate === "55P03" || sqlstate === "57014" || sqlstate === "40P01";
}
function messageOf(flight, cases) {
  return [
    "BEGIN",
    `SET LOCAL statement_timeout = ${flight.statementTimeout}`,
    ...flight.hold === "" ? [] : [flight.hold],
    `SET LOCAL lock_timeout = ${flight.lockTimeout}`,
    ...cases.flatMap((canary, index) => caseText(flight, canary, index)),
    "ROLLBACK"
  ].join(";\n");
}
function caseText(flight, canary, index) {
  const { role, searchPath, promises } = flight;
  return [
    "SAVEPOINT canary",
    ...role === void 0 ? [] : [`SET LOCAL ROLE ${quoteIdentifier(role)}`],
    `SELECT pg_catalog.set_config('search_path', ${quoteLiteral(searchPath)}, true)`,
    ...canary.statements.flatMap((statement) => [statement, "SET CONSTRAINTS ALL IMMEDIATE"]),
    "RESET ROLE",
    "SET LOCAL search_path = ''",
    [
      `SELECT ${index} AS canary, NULL::int AS promise, true AS kept`,
      ...promises.flatMap(
        (promise, at) => promise.kind === canary.asks ? [`SELECT ${index}, ${at}, ${checkText(promise, canary)}`] : []
      )
    ].join(" UNION ALL "),
    "ROLLBACK TO SAVEPOINT canary",
    "RELEASE SAVEPOINT canary"
  ];
}
function checkText({ kind, table, key, column = key }, canary) {
  const from = `FROM ${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)} AS t`;
  const row = `t.${quoteIdentifier(key)} = ${quoteLiteral(canary.user)}`;
  const email = quoteLiteral(canary.email ?? "");
  switch (kind) {
    case "row":
      return `EXISTS (SELECT ${from} WHERE ${row})`;
    case "gone":
      return `NOT EXISTS (SELECT ${from} WHERE ${row})`;
    case "email":
      return `NOT EXISTS (SELECT ${from} WHERE ${row} AND t.${quoteIdentifier(column)}::text IS DISTINCT FROM ${email})`;
  }
}
function judge({ promises }, canary, rows) {
  const checked = (wanted) => rows.flatMap(({ promise, kept }) => {
    const found = promise == null ? void 0 : promises[Number(promise)];
    return found === void 0 || kept !== wanted ? [] : [found];
  });
  return { canary, kept: checked(true), broken: checked(false) };
}

// src/verify/describe-canary.ts
function describeCanary(outcomes, missing, sources) {
  const errors = /* @__PURE__ */ new Map();
  const broken = /* @__PURE__ */ new Map();
  for (const outcome of outcomes) {
    const { error } = outcome;
    if (error !== void 0) {
      const id = `${error.sqlstate} ${error.message} ${placeId(error)}`;
      const group = errors.get(id) ?? { error, struck: [] };
      errors.set(id, { error, struck: [...group.struck, outcome] });
    }
    for (const promise of outcome.broken) broken.set(promise, [...broken.get(promise) ?? [], outcome]);
  }
  return [
    ...[...errors.values()].map(({ error, struck }) => describeError(error, struck, sources)),
    ...[...broken].map(([promise, struck]) => describeBroken(promise, struck, sources)),
    // Where something raises, that is what is to be read.
    ...errors.size > 0 ? [] : missing.map((promise) => describeBroken(promise, [], sources))
  ];
}
function showPromise({ kind, table, column }) {
  if (kind === "row") return `row in ${showName(table)}`;
  return kind === "gone" ? `row of ${showName(table)} gone` : `${showName(table)}.${column} follows`;
}
function describeError(error, struck, sources) {
  const { sqlstate, detail, hint, context } = error;
  const titles = struck.map(({ canary }) => canary.title);
  const waiting = wasKeptWaiting(error);
  const place = waiting ? void 0 : findPlace(error, sources.found, sources.expected);
  const own = [...struck.flatMap(({ canary }) => canary.statements), place?.function.body ?? ""].join("\n");
  const message = maskMessage(error.message, sqlstate, own);
  const code = waiting ? "canary_kept_waiting" : "canary_failed";
  const what = waiting ? "could not be tried to its end" : "fails";
  return {
    code,
    severity: "blocker",
    ...place === void 0 ? {} : { at: place.at, object: `function ${showName(place.function.name)}()` },
    message: `${upperFirst(titles[0] ?? "")}${more(titles.length - 1)} ${what}: ${message}.`,
    sqlstate,
    postgres: {
      ...detail === void 0 ? {} : { detail: maskDetail(detail, own) },
      ...hint === void 0 ? {} : { hint },
      ...context === void 0 ? {} : { context: maskContext(shorten(context), own) }
    },
    hint: waiting ? "Run it again when the tables are less busy; nothing was left behind." : 'The Auth server tells users no more than "Database error saving new user" (or updating, deleting). Correct the function in a new migration.'
  };
}
function describeBroken(promise, struck, { triggers, expected }) {
  const { kind, table, key, column, trigger } = promise;
  const made = triggers.find((each) => each.name === trigger && sameName(each.table, USERS));
  const at = expected.find((each) => made !== void 0 && sameName(each.name, made.function))?.at ?? made?.at;
  const titles = struck.map(({ canary }) => canary.title);
  const by = trigger === void 0 ? "by its foreign key, ON DELETE CASCADE" : `by trigger ${trigger}`;
  const expectations = {
    row: `a row in ${showName(table)} whose ${key} is the user's id, ${by}`,
    email: `the new e-mail in ${showName(table)}.${column}, ${by}`,
    gone: `no row in ${showName(table)} whose ${key} is the user's id, ${by}`
  };
  const founds = { row: "no such row", email: "another value", gone: "the row is still there" };
  const sentence = struck.length === 0 ? `${showName(table)} has no column ${[.../* @__PURE__ */ new Set([key, column ?? key])].join(" or ")}, or is not there: what triggers promise of it cannot be.` : `${upperFirst(titles[0] ?? "")}${more(titles.length - 1)}: ${{
    row: "nothing raised, and no row came of it",
    email: "the copy of the e-mail did not follow",
    gone: "its row was left behind"
  }[kind]}.`;
  return {
    code: "canary_promise_broken",
    severity: "blocker",
    ...at === void 0 ? {} : { at },
    object: `table ${showName(table)}`,
    message: sentence,
    expected: expectations[kind],
    found: struck.length === 0 ? "no such table or column" : founds[kind],
    hint: "Look at the findings above: a trigger that does not fire, or a function that writes elsewhere, or swallows its errors."
  };
}
function more(others) {
  return others <= 0 ? "" : ` (and ${others} more ${others === 1 ? "case" : "cases"})`;
}
function shorten(context) {
  const lines = context.split("\n");
  return lines.flatMap((line, index) => {
    if (!CONTEXT_LINE.test(line)) return [];
    const goes = lines[index + 1];
    return goes === void 0 || CONTEXT_LINE.test(goes) ? [line] : [`${line} \u2026"`];
  }).join("\n");
}
var CONTEXT_LINE = /^(SQL statement "|SQL expression "|PL\/pgSQL (function|assignment)|SQL function|JSON data|PL\/|while |COPY |.* line \d+)/;
function placeId({ context }) {
  return /^PL\/pgSQL function .*$/m.exec(context ?? "")?.[0] ?? "";
}
function upperFirst(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

// src/verify/fly-canary.ts
var LONGEST_LOCK = 2e3;
var LONGEST_STATEMENT = 1e4;
async function flyCanary(session, expectations, { users, functions, triggers }, { user, lockTimeout, statementTimeout }, { promises, sequences }) {
  const withState = (wanted) => [...promises].flatMap(([each, state]) => state === wanted ? [each] : []);
  const atMost = (limit, given) => given === 0 ? limit : Math.min(limit, given);
  const role = users?.maySetRole === true ? users.authRole : void 0;
  const { outcomes, notHeld } = await runCanary(session, {
    cases: canaryCases(users?.columns ?? /* @__PURE__ */ new Set()),
    promises: withState("readable"),
    role,
    searchPath: users?.searchPath ?? "auth",
    hold: sequences.text,
    lockTimeout: atMost(LONGEST_LOCK, lockTimeout),
    statementTimeout: atMost(LONGEST_STATEMENT, statementTimeout)
  });
  const missing = withState("missing");
  const moved = [...sequences.notHeld, ...notHeld];
  const findings = describeCanary(outcomes, missing, {
    found: functions,
    expected: expectations.functions,
    triggers: expectations.triggers
  });
  return {
    canary: {
      ran: true,
      role: role ?? user,
      checks: outcomes.map(({ canary, error, kept, broken }) => ({
        title: canary.title,
        ok: error === void 0 && broken.length === 0,
        kept: kept.map(showPromise),
        broken: broken.map(showPromise)
      })),
      notes: notesOf(role, user, withState("unreadable"), moved),
      sequences: moved
    },
    findings: role === void 0 ? [...findings, ...invokers()] : findings
  };
  function invokers() {
    return triggers.filter(({ table }) => sameName(table, USERS)).flatMap(({ function: name }) => functions.find((each) => sameName(each.name, name)) ?? []).filter(({ name, securityDefiner, body }) => {
      const expected = expectations.functions.find((each) => sameName(each.name, name));
      return !securityDefiner && expected?.securityDefiner !== true && /\b(insert|update|delete|merge)\b/i.test(body);
    }).map(({ name }) => ({
      code: "trigger_function_security",
      severity: "warning",
      object: `function ${name.schema}.${name.name}()`,
      message: `Function ${name.schema}.${name.name}() is not SECURITY DEFINER, and a sign-up runs as supabase_auth_admin, whose rights could not be tried.`,
      hint: "Make it SECURITY DEFINER with a pinned search_path, or see that supabase_auth_admin has what it needs."
    }));
  }
}
function notesOf(role, user, unreadable, notHeld) {
  return [
    ...role === void 0 ? [
      `role ${user} may not become supabase_auth_admin, as which real sign-ups run: what that role may not do was not tried`
    ] : [],
    ...unreadable.length > 0 ? [`role ${user} cannot look at these: ${unreadable.map(showPromise).join(", ")}`] : [],
    ...notHeld.length > 0 ? [
      `sequences that may have lost some numbers, being of other owners, in use, or too many: ${someOf(notHeld)}`
    ] : []
  ];
}
function someOf(names) {
  const rest = names.length - 5;
  return `${names.slice(0, 5).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

// src/verify/look-ahead.ts
async function lookAhead(session, tables, promises) {
  const [found = [], states = [], sequences = []] = await session.run(
    [tablesQuery(tables), promisesQuery(promises), SEQUENCES].join(";\n")
  );
  return {
    tables: new Set(
      found.map(({ schema, name }) => showName({ schema: String(schema), name: String(name) }))
    ),
    promises: new Map(promises.map((promise, index) => [promise, stateOf(states[index])])),
    sequences: holdSequences(sequences)
  };
}
function tablesQuery(tables) {
  return `SELECT n.nspname::text AS schema, c.relname::text AS name
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE (n.nspname, c.relname) IN (${values(tables.map(({ schema, name }) => [schema, name]))})`;
}
function promisesQuery(promises) {
  const rows = promises.map(({ table, key, column }, index) => [
    String(index),
    table.schema,
    table.name,
    key,
    column ?? key
  ]);
  return `SELECT k.attnum IS NOT NULL AND o.attnum IS NOT NULL AS there,
  pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
    AND NOT pg_catalog.row_security_active(c.oid)
    AND k.atttypid IN ('uuid'::pg_catalog.regtype, 'text'::pg_catalog.regtype, 'varchar'::pg_catalog.regtype) AS readable
FROM (${valuesTable(rows)}) v (ordinal, schema, name, key, col)
  LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = v.schema
  LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = v.name
  LEFT JOIN pg_catalog.pg_attribute k ON k.attrelid = c.oid AND k.attname = v.key AND NOT k.attisdropped
  LEFT JOIN pg_catalog.pg_attribute o ON o.attrelid = c.oid AND o.attname = v.col AND NOT o.attisdropped
WHERE v.ordinal <> '-1' ORDER BY v.ordinal::int`;
}
function values(rows) {
  const all = rows.length === 0 ? [["", ""]] : rows;
  return all.map((row) => `(${row.map(quoteLiteral).join(", ")})`).join(", ");
}
function valuesTable(rows) {
  return `VALUES ${values(rows.length === 0 ? [["-1", "", "", "", ""]] : rows)}`;
}
function stateOf(row) {
  if (row?.there !== true) return "missing";
  return row.readable === true ? "readable" : "unreadable";
}

// src/verify/normalise-conditions.ts
async function normaliseConditions(session, triggers, found) {
  const printed = new Map(found.map((each) => [showTrigger(each), each.when]));
  const conditional = triggers.filter((each) => {
    const is = printed.get(showTrigger(each));
    return each.when !== void 0 && is !== void 0 && !sameTokens(each.when, is);
  });
  if (conditional.length === 0) return /* @__PURE__ */ new Map();
  const together = await tryConditions(session, conditional);
  if (together !== void 0) return together;
  const apart = /* @__PURE__ */ new Map();
  for (const trigger of conditional)
    for (const [key, value] of await tryConditions(session, [trigger]) ?? []) apart.set(key, value);
  return apart;
}
async function tryConditions(session, triggers) {
  try {
    const sets = await session.run(
      [
        "BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s';",
        "CREATE FUNCTION pg_temp.groundwork_nothing() RETURNS trigger LANGUAGE plpgsql",
        "AS 'BEGIN RETURN NULL; END';",
        ...triggers.map(scratchText),
        "SELECT tgname::text AS name, pg_catalog.pg_get_triggerdef(oid) AS definition FROM pg_catalog.pg_trigger",
        "WHERE tgname LIKE 'groundwork_when_%' AND tgfoid = 'pg_temp.groundwork_nothing'::pg_catalog.regproc; ROLLBACK;"
      ].join("\n")
    );
    return new Map(
      sets.flat().flatMap(({ name, definition }) => {
        const trigger = triggers[Number(String(name).slice("groundwork_when_".length))];
        const condition = cutCondition(String(definition));
        if (trigger === void 0 || condition === void 0) return [];
        return [[trigger, condition.replace(/^\((.*)\)$/s, "$1")]];
      })
    );
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run("ROLLBACK");
    return void 0;
  }
}
function scratchText(trigger, index) {
  const { table, timing, events, level, transitions, when } = trigger;
  const name = `groundwork_when_${index}`;
  const original = `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
  const made = timing === "INSTEAD OF" ? `CREATE TEMP VIEW ${name} AS SELECT * FROM ${original};` : `CREATE TEMP TABLE ${name} (LIKE ${original});`;
  const referencing = transitions.length === 0 ? "" : ` REFERENCING ${transitions.join(" ")}`;
  return `${made} CREATE TRIGGER ${name} ${timing} ${events.join(" OR ")} ON pg_temp.${name}${referencing}
  FOR EACH ${level} WHEN (${when}
) EXECUTE FUNCTION pg_temp.groundwork_nothing();`;
}

// src/verify/verify-triggers.ts
async function verifyTriggers(session, expectations, facts, settings) {
  const promises = await collectPromises(expectations, facts);
  const conditions = settings.readOnly ? /* @__PURE__ */ new Map() : await normaliseConditions(session, expectations.triggers, facts.triggers);
  const outlook = await lookAhead(
    session,
    expectations.triggers.map(({ table }) => table),
    promises
  );
  const { verdicts, findings } = compareAll(expectations, facts, conditions, outlook.tables);
  const reason = whyNot(facts, expectations, settings);
  if (reason !== void 0)
    return { verdicts, canary: { ran: false, reason, checks: [], notes: [] }, findings };
  const flown = await flyCanary(session, expectations, facts, settings, outlook);
  return { verdicts, canary: flown.canary, findings: [...findings, ...flown.findings] };
}
function whyNot({ users, triggers }, expectations, { canary, readOnly, user }) {
  if (!canary) return "--no-canary was given";
  if (users === void 0) return "this database has no auth.users";
  if (![...triggers, ...expectations.triggers].some(({ table }) => sameName(table, USERS)))
    return "there is no trigger on auth.users";
  if (!users.columns.has("id") || !users.columns.has("email")) return "auth.users is not the one of Supabase";
  if (readOnly) return "the database is read-only";
  if (!users.maySetRole && !users.mayWrite)
    return `role ${user} may neither write to auth.users nor become supabase_auth_admin`;
  return void 0;
}

// src/read-verification.ts
async function readVerification(config, canary, emit) {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: false, folder, emit }, async ({ session, contact, label }) => {
    const history = await historyOf(session, contact, folder.migrations);
    const judged = judgedFiles(folder.migrations, history);
    const {
      verdicts,
      canary: flown,
      ...seen
    } = await explainFailure(async () => {
      const facts = await readTriggerFacts(session, contact.serverVersion);
      const expectations = await readExpectations(judged, facts.schema, config.cwd);
      return verifyTriggers(session, expectations, facts, {
        canary,
        readOnly: contact.readOnly,
        user: contact.user,
        lockTimeout: config.lockTimeout,
        statementTimeout: config.statementTimeout
      });
    });
    const findings = [...findEdited(judged, history), ...seen.findings];
    return {
      target: label,
      directory: folder.directory,
      files: judged.length,
      pending: folder.migrations.length - judged.length,
      triggers: verdicts,
      canary: flown,
      findings,
      clean: !findings.some(({ severity }) => severity === "blocker")
    };
  });
}
async function explainFailure(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw new MigratorError("statement_failed", `The triggers could not be looked at: ${error.message}.`, {
      sqlstate: error.sqlstate,
      hint: "Nothing was changed. Run it again, with a longer --statement-timeout where one is given.",
      cause: error
    });
  }
}
function findEdited(files, history) {
  const checksums = new Map(history.map(({ filename, checksum }) => [filename, checksum]));
  return files.flatMap(({ migration: { name, checksum } }) => {
    const recorded = checksums.get(name) ?? checksum;
    if (recorded === checksum) return [];
    return [
      {
        code: "edited",
        severity: "warning",
        migration: name,
        message: `${name} was edited after it ran: the triggers are compared with what it says now.`,
        hint: "Bring the old text back, and write the change into a new migration."
      }
    ];
  });
}
function judgedFiles(migrations, history) {
  const rows = new Map(history.map((row) => [row.filename, row]));
  const recorded = migrations.flatMap((migration) => {
    const row = rows.get(migration.name);
    if (row === void 0) return [];
    return [{ migration, statements: row.outcome === "in_progress" ? row.statementsDone ?? 0 : void 0 }];
  });
  return recorded.length > 0 ? recorded : migrations.map((migration) => ({ migration, statements: void 0 }));
}
async function readExpectations(files, schema, cwd) {
  const fold = startFold(schema);
  for (const { migration, statements } of files) {
    const path = displayPath(migration.path, cwd);
    const parsed = await parseMigration(migration.name, path, readMigrationText(migration, cwd));
    await fold.add({ ...parsed, statements: parsed.statements.slice(0, statements) }, path);
  }
  return fold.result();
}
export {
  readVerification
};
