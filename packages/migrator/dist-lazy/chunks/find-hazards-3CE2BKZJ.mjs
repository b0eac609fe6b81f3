import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  joinName,
  nameParts,
  relationName
} from "./chunk-SFAYP3YV.mjs";
import {
  asNode,
  booleanOf,
  childOf,
  constantOf,
  listOf,
  optionsOf,
  parseMigration,
  textOf,
  textOffsets,
  walkTree
} from "./chunk-QNGV3ANM.mjs";
import {
  locate
} from "./chunk-OSCVM32V.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/lint/apply-allows.ts
function applyAllows({ allows }, hits) {
  const used = /* @__PURE__ */ new Set();
  const left = hits.filter((hit2) => {
    const matching = allows.filter(
      ({ rule, statement }) => rule === hit2.rule && (statement === void 0 || statement === hit2.statement)
    );
    for (const allow of matching) used.add(allow);
    return matching.length === 0;
  });
  return { hits: left, unused: allows.filter((allow) => !used.has(allow)) };
}

// src/lint/folder/folder.ts
function emptyFolder() {
  return { tables: /* @__PURE__ */ new Map(), views: /* @__PURE__ */ new Map(), routines: /* @__PURE__ */ new Set(), defaults: [], schema: "public" };
}
function keyOf(schema, name) {
  return joinName([schema, name]);
}
function relationOf(folder, node) {
  return { schema: textOf(node, "schemaname") ?? folder.schema, name: textOf(node, "relname") ?? "" };
}
function partsOf(folder, parts) {
  return { schema: parts.at(-2) ?? folder.schema, name: parts.at(-1) ?? "" };
}
function tableOf(folder, { schema, name }) {
  const key = keyOf(schema, name);
  const known = folder.tables.get(key) ?? newTable(folder, schema, name, void 0);
  folder.tables.set(key, known);
  return known;
}
function newTable(folder, schema, name, made) {
  return {
    schema,
    name,
    made,
    rls: false,
    settled: settledByDefault(folder, "table", schema),
    columns: /* @__PURE__ */ new Set(),
    indexes: /* @__PURE__ */ new Set(),
    foreignKeys: /* @__PURE__ */ new Set(),
    policies: /* @__PURE__ */ new Map(),
    triggers: /* @__PURE__ */ new Map()
  };
}
function settledByDefault(folder, kind, schema) {
  const found = folder.defaults.filter(
    (one) => one.kind === kind && one.schema === (one.role === "PUBLIC" ? void 0 : schema)
  );
  return new Set(found.map(({ role }) => role));
}

// src/lint/folder/read-constraint.ts
var SUFFIXES = {
  CONSTR_PRIMARY: "pkey",
  CONSTR_UNIQUE: "key",
  CONSTR_FOREIGN: "fkey"
};
function addConstraint(table, constraint, column, at) {
  const type = textOf(constraint, "contype") ?? "";
  const suffix = SUFFIXES[type];
  if (suffix === void 0) return;
  const listed2 = listOf(constraint, type === "CONSTR_FOREIGN" ? "fk_attrs" : "keys");
  const columns = column === void 0 ? listed2.flatMap((one) => textOf(one, "String", "sval") ?? []) : [column];
  const middle = type === "CONSTR_PRIMARY" ? [] : columns;
  const name = textOf(constraint, "conname") ?? [table.name, ...middle, suffix].join("_");
  if (type !== "CONSTR_FOREIGN") {
    table.indexes.add({ name, columns });
    return;
  }
  table.foreignKeys.add({ name, columns, at: { ...at, byte: byteOf(constraint) } });
}
function byteOf(node) {
  const found = typeof node === "object" && node !== null && "location" in node ? node.location : void 0;
  return typeof found === "number" && found >= 0 ? found : void 0;
}

// src/lint/folder/read-create-table.ts
var readCreateTable = (folder, tree, at) => {
  const table = create(folder, childOf(tree, "relation"), at);
  if (table === void 0) return;
  for (const element of listOf(tree, "tableElts")) {
    addColumn(table, childOf(element, "ColumnDef"), at);
    addConstraint(table, childOf(element, "Constraint"), void 0, at);
  }
};
var readCreateTableAs = (folder, tree, at) => {
  if (textOf(tree, "objtype") === "OBJECT_TABLE") create(folder, childOf(tree, "into", "rel"), at);
};
function addColumn(table, column, at) {
  const name = textOf(column, "colname");
  if (name === void 0) return;
  table.columns.add(name);
  for (const constraint of listOf(column, "constraints"))
    addConstraint(table, childOf(constraint, "Constraint"), name, at);
}
function create(folder, relation, at) {
  if (textOf(relation, "relpersistence") === "t") return void 0;
  const { schema, name } = relationOf(folder, relation);
  const key = keyOf(schema, name);
  if (folder.tables.get(key)?.made !== void 0) return void 0;
  const table = newTable(folder, schema, name, at);
  folder.tables.set(key, table);
  return table;
}

// src/lint/folder/read-alter-table.ts
var readAlterTable = (folder, tree, at) => {
  const relation = relationOf(folder, childOf(tree, "relation"));
  const view = folder.views.get(keyOf(relation.schema, relation.name));
  for (const item of listOf(tree, "cmds")) {
    const command = childOf(item, "AlterTableCmd");
    if (view === void 0)
      COMMANDS[textOf(command, "subtype") ?? ""]?.(tableOf(folder, relation), command, at);
    else setViewOptions(view, command, at);
  }
};
var COMMANDS = {
  AT_EnableRowSecurity: (table) => {
    table.rls = true;
  },
  AT_DisableRowSecurity: (table) => {
    table.rls = false;
  },
  AT_AddColumn: (table, command, at) => addColumn(table, childOf(command, "def", "ColumnDef"), at),
  AT_AddConstraint: (table, command, at) => addConstraint(table, childOf(command, "def", "Constraint"), void 0, at),
  AT_DropColumn: (table, command) => dropColumn(table, textOf(command, "name") ?? ""),
  AT_DropConstraint: (table, command) => dropNamed(table, textOf(command, "name"))
};
function dropColumn(table, column) {
  table.columns.delete(column);
  for (const one of table.indexes) if (one.columns.includes(column)) table.indexes.delete(one);
  for (const one of table.foreignKeys) if (one.columns.includes(column)) table.foreignKeys.delete(one);
}
function dropNamed(table, name) {
  for (const one of table.indexes) if (one.name === name) table.indexes.delete(one);
  for (const one of table.foreignKeys) if (one.name === name) table.foreignKeys.delete(one);
}
function setViewOptions(view, command, at) {
  const subtype = textOf(command, "subtype");
  if (subtype !== "AT_SetRelOptions" && subtype !== "AT_ResetRelOptions") return;
  const option = optionsOf(childOf(command, "def", "List"), "items").get("security_invoker");
  if (option === void 0) return;
  view.invoker = subtype === "AT_SetRelOptions" && booleanOf(option) === true;
  view.at = at;
}

// src/lint/folder/read-routine.ts
var readCreateRoutine = (folder, tree, at) => {
  const { schema, name } = partsOf(folder, textsOf(listOf(tree, "funcname")));
  const types = listOf(tree, "parameters").flatMap((one) => {
    const parameter = childOf(one, "FunctionParameter");
    const mode = textOf(parameter, "mode");
    return mode === "FUNC_PARAM_OUT" || mode === "FUNC_PARAM_TABLE" ? [] : [typeOf(childOf(parameter, "argType"))];
  });
  const signature = types.join(", ");
  const [before] = findRoutines(folder, { schema, name, signature });
  const routine = before ?? {
    schema,
    name,
    signature,
    at,
    definer: false,
    searchPath: false,
    body: "",
    settled: settledByDefault(folder, "routine", schema)
  };
  folder.routines.add(routine);
  Object.assign(routine, { at, definer: false, searchPath: false, body: bodyOf(tree) });
  applyOptions(routine, listOf(tree, "options"));
};
var readAlterRoutine = (folder, tree, at) => {
  for (const routine of findRoutines(folder, signatureOf(folder, childOf(tree, "func")))) {
    routine.at = at;
    applyOptions(routine, listOf(tree, "actions"));
  }
};
function signatureOf(folder, node) {
  const named2 = partsOf(folder, textsOf(listOf(node, "objname")));
  const types = listOf(node, "objargs").map((one) => typeOf(childOf(one, "TypeName")));
  return { ...named2, signature: childOf(node, "args_unspecified") === true ? void 0 : types.join(", ") };
}
function findRoutines(folder, { schema, name, signature }) {
  return [...folder.routines].filter(
    (one) => one.schema === schema && one.name === name && (signature === void 0 || one.signature === signature)
  );
}
function applyOptions(routine, options) {
  for (const item of options) {
    const option = childOf(item, "DefElem");
    const value = childOf(option, "arg");
    if (textOf(option, "defname") === "security") {
      routine.definer = childOf(value, "Boolean", "boolval") === true;
    }
    const setting = childOf(value, "VariableSetStmt");
    if (setting === void 0) continue;
    const kind = textOf(setting, "kind");
    const resets = kind === "VAR_RESET" || kind === "VAR_RESET_ALL" || kind === "VAR_SET_DEFAULT";
    if (kind === "VAR_RESET_ALL" || textOf(setting, "name") === "search_path") routine.searchPath = !resets;
  }
}
function bodyOf(tree) {
  const source = listOf(tree, "options").find((one) => textOf(one, "DefElem", "defname") === "as");
  return textsOf(listOf(source, "DefElem", "arg", "List", "items")).join("\n");
}
function typeOf(node) {
  const name = textsOf(listOf(node, "names")).at(-1) ?? "";
  return asNode(node)?.arrayBounds === void 0 ? name : `${name}[]`;
}
function textsOf(list) {
  return list.flatMap((part) => textOf(part, "String", "sval") ?? []);
}

// src/lint/folder/read-drop.ts
var readDrop = (folder, tree) => {
  const drop = DROPS[textOf(tree, "removeType") ?? ""];
  for (const object of listOf(tree, "objects")) drop?.(folder, object);
};
var DROPS = {
  OBJECT_TABLE: (folder, object) => folder.tables.delete(relationKey(folder, object)),
  OBJECT_VIEW: (folder, object) => folder.views.delete(relationKey(folder, object)),
  OBJECT_INDEX: (folder, object) => {
    const { schema, name } = partsOf(folder, nameParts(object));
    for (const table of folder.tables.values()) if (table.schema === schema) dropNamed(table, name);
  },
  OBJECT_POLICY: (folder, object) => onTable(folder, object)?.policies.delete(nameParts(object).at(-1) ?? ""),
  OBJECT_TRIGGER: (folder, object) => onTable(folder, object)?.triggers.delete(nameParts(object).at(-1) ?? ""),
  OBJECT_FUNCTION: dropRoutine,
  OBJECT_PROCEDURE: dropRoutine,
  OBJECT_ROUTINE: dropRoutine,
  OBJECT_SCHEMA: (folder, object) => {
    const gone = textOf(object, "String", "sval");
    for (const objects of [folder.tables, folder.views])
      for (const [key, { schema }] of objects) if (schema === gone) objects.delete(key);
    for (const one of folder.routines) if (one.schema === gone) folder.routines.delete(one);
  }
};
function dropRoutine(folder, object) {
  const named2 = signatureOf(folder, childOf(object, "ObjectWithArgs"));
  for (const one of findRoutines(folder, named2)) folder.routines.delete(one);
}
function onTable(folder, object) {
  const { schema, name } = partsOf(folder, nameParts(object).slice(0, -1));
  return folder.tables.get(keyOf(schema, name));
}
function relationKey(folder, object) {
  const { schema, name } = partsOf(folder, nameParts(object));
  return keyOf(schema, name);
}

// src/lint/folder/read-grant.ts
var readGrant = (folder, tree) => {
  const roles = rolesOf(tree, "grantees");
  for (const settled of settledBy(folder, tree)) for (const role of roles) settled.add(role);
};
var readDefaultPrivileges = (folder, tree) => {
  const action = childOf(tree, "action");
  const kind = kindOf(textOf(action, "objtype"));
  if (kind === void 0 || !namesAll(action, kind) || !isOurs(optionOf(tree, "roles"))) return;
  const schemas = optionOf(tree, "schemas").map((one) => textOf(one, "String", "sval"));
  for (const schema of schemas.length === 0 ? [void 0] : schemas)
    for (const role of rolesOf(action, "grantees")) folder.defaults.push({ kind, schema, role });
};
function settledBy(folder, tree) {
  const kind = kindOf(textOf(tree, "objtype"));
  if (kind === void 0 || !namesAll(tree, kind)) return [];
  const objects = listOf(tree, "objects");
  if (textOf(tree, "targtype") === "ACL_TARGET_ALL_IN_SCHEMA") {
    const schemas = objects.map((one) => textOf(one, "String", "sval"));
    const all = kind === "table" ? [...folder.tables.values()] : [...folder.routines];
    return all.filter(({ schema }) => schemas.includes(schema)).map(({ settled }) => settled);
  }
  if (kind === "routine") {
    return objects.flatMap((one) => findRoutines(folder, signatureOf(folder, childOf(one, "ObjectWithArgs")))).map(({ settled }) => settled);
  }
  return objects.flatMap((one) => {
    const { schema, name } = relationOf(folder, childOf(one, "RangeVar"));
    return folder.tables.get(keyOf(schema, name))?.settled ?? [];
  });
}
function namesAll(tree, kind) {
  const privileges = listOf(tree, "privileges");
  if (privileges.length === 0) return true;
  return kind === "routine" && privileges.some((one) => textOf(one, "AccessPriv", "priv_name") === "execute");
}
function kindOf(type) {
  if (type === "OBJECT_TABLE") return "table";
  return type === "OBJECT_FUNCTION" || type === "OBJECT_PROCEDURE" || type === "OBJECT_ROUTINE" ? "routine" : void 0;
}
function isOurs(roles) {
  return roles.length === 0 || roles.some((one) => textOf(one, "RoleSpec", "rolename") === "postgres");
}
function optionOf(tree, name) {
  const option = listOf(tree, "options").find((one) => textOf(one, "DefElem", "defname") === name);
  return listOf(option, "DefElem", "arg", "List", "items");
}
function rolesOf(tree, key) {
  return listOf(tree, key).map((one) => {
    const role = childOf(one, "RoleSpec");
    return textOf(role, "roletype") === "ROLESPEC_PUBLIC" ? "PUBLIC" : textOf(role, "rolename") ?? "";
  });
}

// src/lint/folder/read-index.ts
var readIndex = (folder, tree) => {
  if (!SORTED.has(textOf(tree, "accessMethod") ?? "btree")) return;
  const names = listOf(tree, "indexParams").map((one) => textOf(one, "IndexElem", "name"));
  const end = names.indexOf(void 0);
  const columns = (end === -1 ? names : names.slice(0, end)).flatMap((name2) => name2 ?? []);
  if (!coversAll(childOf(tree, "whereClause"), columns)) return;
  const table = tableOf(folder, relationOf(folder, childOf(tree, "relation")));
  const name = textOf(tree, "idxname");
  if (name !== void 0 && [...table.indexes].some((one) => one.name === name)) return;
  table.indexes.add({ name: name ?? [table.name, ...columns, "idx"].join("_"), columns });
};
var SORTED = /* @__PURE__ */ new Set(["btree", "hash"]);
function coversAll(condition, columns) {
  if (condition === void 0) return true;
  const test = childOf(condition, "NullTest");
  const column = textOf(listOf(test, "arg", "ColumnRef", "fields")[0], "String", "sval");
  return textOf(test, "nulltesttype") === "IS_NOT_NULL" && column !== void 0 && columns.includes(column);
}

// src/lint/folder/read-policy.ts
var readCreatePolicy = (folder, tree, at) => {
  const table = tableOf(folder, relationOf(folder, childOf(tree, "table")));
  table.policies.set(textOf(tree, "policy_name") ?? "", {
    at,
    // Where TO is left out the grammar puts in PUBLIC, at no place.
    named: listOf(tree, "roles").some((role) => byteOf(childOf(role, "RoleSpec")) !== void 0),
    command: textOf(tree, "cmd_name") ?? "all",
    roles: rolesOf(tree, "roles"),
    expressions: expressionsOf(tree, at)
  });
};
var readAlterPolicy = (folder, tree, at) => {
  const table = tableOf(folder, relationOf(folder, childOf(tree, "table")));
  const name = textOf(tree, "policy_name") ?? "";
  const before = table.policies.get(name);
  const roles = rolesOf(tree, "roles");
  table.policies.set(name, {
    at,
    // Of one that no file creates only what is said here can be judged.
    named: before === void 0 || before.named || roles.length > 0,
    command: before?.command ?? "all",
    roles: roles.length > 0 ? roles : before?.roles ?? [],
    expressions: { ...before?.expressions, ...expressionsOf(tree, at) }
  });
};
function expressionsOf(tree, at) {
  const using = childOf(tree, "qual");
  const check = childOf(tree, "with_check");
  return {
    ...using === void 0 ? {} : { using: { at, tree: using } },
    ...check === void 0 ? {} : { check: { at, tree: check } }
  };
}

// src/lint/folder/read-rename.ts
var readRename = (folder, tree) => {
  const newName = textOf(tree, "newname") ?? "";
  const oldName = textOf(tree, "subname") ?? "";
  const relation = childOf(tree, "relation");
  const table = folder.tables.get(relationKey2(folder, relation));
  switch (textOf(tree, "renameType")) {
    case "OBJECT_TABLE":
    case "OBJECT_VIEW":
      return moveRelation(folder, relation, { name: newName });
    case "OBJECT_FUNCTION":
    case "OBJECT_PROCEDURE":
      return moveRoutine(folder, tree, { name: newName });
    case "OBJECT_COLUMN":
      return table === void 0 ? void 0 : renameColumn(table, oldName, newName);
    case "OBJECT_TABCONSTRAINT":
      return table === void 0 ? void 0 : renameIndex([table], oldName, newName);
    case "OBJECT_INDEX":
      return renameIndex([...folder.tables.values()], textOf(relation, "relname") ?? "", newName);
    case "OBJECT_POLICY": {
      const policy = table?.policies.get(oldName);
      if (policy === void 0) return;
      table?.policies.delete(oldName);
      table?.policies.set(newName, policy);
    }
  }
};
var readSetSchema = (folder, tree) => {
  const schema = textOf(tree, "newschema") ?? "";
  if (childOf(tree, "relation") === void 0) moveRoutine(folder, tree, { schema });
  else moveRelation(folder, childOf(tree, "relation"), { schema });
};
function moveRelation(folder, relation, move) {
  const key = relationKey2(folder, relation);
  moveIn(folder.tables, key, move);
  moveIn(folder.views, key, move);
}
function moveIn(relations, key, move) {
  const found = relations.get(key);
  if (found === void 0) return;
  relations.delete(key);
  Object.assign(found, move);
  relations.set(keyOf(found.schema, found.name), found);
}
function moveRoutine(folder, tree, move) {
  const object = childOf(tree, "object", "ObjectWithArgs");
  for (const routine of findRoutines(folder, signatureOf(folder, object))) Object.assign(routine, move);
}
function renameColumn(table, before, after) {
  if (table.columns.delete(before)) table.columns.add(after);
  for (const one of [...table.indexes, ...table.foreignKeys])
    one.columns = one.columns.map((column) => column === before ? after : column);
}
function renameIndex(tables, before, after) {
  for (const table of tables)
    for (const one of [...table.indexes, ...table.foreignKeys]) if (one.name === before) one.name = after;
}
function relationKey2(folder, relation) {
  const { schema, name } = relationOf(folder, relation);
  return keyOf(schema, name);
}

// src/lint/folder/read-trigger.ts
var BEFORE = 2;
var UPDATE = 16;
var readTrigger = (folder, tree) => {
  const parts = listOf(tree, "funcname").flatMap((part) => textOf(part, "String", "sval") ?? []);
  tableOf(folder, relationOf(folder, childOf(tree, "relation"))).triggers.set(
    textOf(tree, "trigname") ?? "",
    {
      routine: joinName(parts.length > 1 ? parts : [folder.schema, ...parts]),
      beforeUpdate: childOf(tree, "timing") === BEFORE && (Number(childOf(tree, "events") ?? 0) & UPDATE) !== 0
    }
  );
};

// src/lint/folder/read-view.ts
var readView = (folder, tree, at) => {
  const relation = childOf(tree, "view");
  if (textOf(relation, "relpersistence") === "t") return;
  const { schema, name } = relationOf(folder, relation);
  const invoker = booleanOf(optionsOf(tree, "options").get("security_invoker")) === true;
  folder.views.set(keyOf(schema, name), { schema, name, at, invoker });
};

// src/lint/folder/read-statement.ts
var READERS = {
  CreateStmt: readCreateTable,
  CreateTableAsStmt: readCreateTableAs,
  AlterTableStmt: readAlterTable,
  IndexStmt: readIndex,
  ViewStmt: readView,
  CreateTrigStmt: readTrigger,
  CreatePolicyStmt: readCreatePolicy,
  AlterPolicyStmt: readAlterPolicy,
  CreateFunctionStmt: readCreateRoutine,
  AlterFunctionStmt: readAlterRoutine,
  GrantStmt: readGrant,
  AlterDefaultPrivilegesStmt: readDefaultPrivileges,
  RenameStmt: readRename,
  AlterObjectSchemaStmt: readSetSchema,
  DropStmt: readDrop,
  VariableSetStmt: readSetting
};
function readMigration(folder, { name, statements }) {
  folder.schema = "public";
  for (const { index, kind, tree } of statements)
    READERS[kind]?.(folder, tree, { migration: name, statement: index });
}
function readSetting(folder, tree) {
  if (textOf(tree, "name") !== "search_path") return;
  const first = constantOf(listOf(tree, "args")[0]);
  folder.schema = first === void 0 || first === "" || first === "$user" ? "public" : first;
}

// src/lint/looks-generated.ts
var FORM = /^(?:CREATE|ALTER|DROP|INSERT INTO|COMMENT ON|UPDATE)\b[A-Z ]* "/;
var GUARD = /\bIF (?:NOT )?EXISTS\b|\bOR REPLACE\b/;
function looksGenerated(statements) {
  return statements.length > 0 && statements.every(({ text }) => FORM.test(text) && !GUARD.test(headOf(text)));
}
function headOf(text) {
  return text.split("(", 1)[0] ?? "";
}

// src/lint/made-by.ts
function groupByMigration(folder) {
  const groups = /* @__PURE__ */ new Map();
  const of = (migration) => {
    const group = groups.get(migration) ?? emptyGroup();
    groups.set(migration, group);
    return group;
  };
  for (const [key, table] of folder.tables) {
    if (table.made !== void 0) of(table.made.migration).tables.push({ table, key, at: table.made });
    for (const foreignKey of table.foreignKeys)
      of(foreignKey.at.migration).foreignKeys.push({ foreignKey, table, key });
    for (const [name, policy] of table.policies) {
      const object = `policy ${name} on ${key}`;
      of(policy.at.migration).policies.push({ policy, object });
      for (const expression of [policy.expressions.using, policy.expressions.check])
        if (expression !== void 0) of(expression.at.migration).expressions.push({ expression, object });
    }
  }
  for (const [key, view] of folder.views) of(view.at.migration).views.push({ view, key });
  for (const routine of folder.routines) {
    const object = `${keyOf(routine.schema, routine.name)}(${routine.signature})`;
    of(routine.at.migration).routines.push({ routine, object });
  }
  return (migration) => groups.get(migration) ?? emptyGroup();
}
function emptyGroup() {
  return { tables: [], foreignKeys: [], policies: [], expressions: [], views: [], routines: [] };
}
function isExposed({ schema }) {
  return schema === "public";
}

// src/lint/nearest-name.ts
function nearestName(typed, names) {
  const [best] = names.map((name) => ({ name, distance: distanceOf(typed, name) })).filter(({ name, distance }) => distance < name.length / 3).sort((a, b) => a.distance - b.distance);
  return best?.name;
}
function distanceOf(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, wanted] of [...other].entries()) {
      const changed = (row[column] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

// src/lint/rules/definer-executable-by-api.ts
var CALLERS = ["PUBLIC", "anon", "authenticated"];
var definerExecutableByApi = {
  name: "definer-executable-by-api",
  find: (_, { routines }) => routines.filter(({ routine }) => routine.definer && isExposed(routine)).flatMap(({ routine, object }) => {
    const open = CALLERS.filter((role) => !routine.settled.has(role));
    if (open.length === 0) return [];
    return [
      {
        at: routine.at,
        message: `${object} is SECURITY DEFINER, and by default ${open.join(", ")} may call it through the Data API.`,
        hint: "Take EXECUTE away, then grant it to whom it is for; a trigger fires without.",
        object,
        sql: [`REVOKE EXECUTE ON ROUTINE ${object} FROM PUBLIC, anon, authenticated;`]
      }
    ];
  })
};

// src/lint/rules/definer-without-search-path.ts
var definerWithoutSearchPath = {
  name: "definer-without-search-path",
  find: (_, { routines }) => routines.filter(({ routine }) => routine.definer && !routine.searchPath).map(({ routine, object }) => ({
    at: routine.at,
    message: `${object} is SECURITY DEFINER and takes the search_path of whoever calls it, so the caller decides which tables and functions its names mean.`,
    hint: "Add SET search_path = '' and qualify every name in the body.",
    object,
    sql: [`ALTER ROUTINE ${object} SET search_path = '';`]
  }))
};

// src/lint/rules/foreign-key-without-index.ts
var foreignKeyWithoutIndex = {
  name: "foreign-key-without-index",
  find: (_, { foreignKeys }) => foreignKeys.filter(({ foreignKey, table }) => !isIndexed(table, foreignKey) && indexesAreKnown(table, foreignKey)).map(({ foreignKey: { at, columns }, table, key }) => {
    const listed2 = columns.map((column) => joinName([column])).join(", ");
    return {
      at,
      message: `No index of ${key} begins with ${listed2}: each DELETE and key UPDATE of the referenced table reads all of ${key}.`,
      hint: "Add an index, in the drizzle schema where there is one; on a table with many rows CONCURRENTLY, in a file of its own.",
      object: key,
      sql: [`CREATE INDEX IF NOT EXISTS ${nameOf(table, columns)} ON ${key} (${listed2});`]
    };
  })
};
function isIndexed({ indexes }, { columns }) {
  return [...indexes].some((index) => {
    const first = index.columns.slice(0, columns.length);
    return columns.every((column) => first.includes(column));
  });
}
function indexesAreKnown({ made, columns: seen }, { columns }) {
  return made !== void 0 || columns.some((column) => seen.has(column));
}
function nameOf({ name }, columns) {
  return joinName([`${[name, ...columns].join("_").slice(0, 59)}_idx`]);
}

// src/lint/platform.ts
var PLATFORM = /* @__PURE__ */ new Set(["auth", "storage", "realtime"]);
function isPlatform(schema) {
  return schema !== void 0 && PLATFORM.has(schema);
}

// src/lint/second-run-judges.ts
function unlessExists(word2, nameOf2) {
  return (tree) => childOf(tree, "if_not_exists") === true || isTemporary(tree) ? [] : [fails(`CREATE ${word2}`, `Write CREATE ${word2} IF NOT EXISTS.`, nameOf2(tree))];
}
function unlessReplaced(word2, nameOf2) {
  return (tree) => childOf(tree, "replace") === true || isTemporary(tree) ? [] : [fails(`CREATE ${word2}`, `Write CREATE OR REPLACE ${word2}.`, nameOf2(tree))];
}
function always(word2, nameOf2) {
  return (tree) => [
    fails(
      `CREATE ${word2}`,
      `Put it into DO $$ BEGIN \u2026 EXCEPTION WHEN duplicate_object THEN NULL; END $$, or ask the catalog first.`,
      nameOf2(tree)
    )
  ];
}
var named = (...keys) => (tree) => relationName(childOf(tree, ...keys));
var listed = (key) => (tree) => joinName(listOf(tree, key).flatMap((part) => textOf(part, "String", "sval") ?? []));
var word = (key) => (tree) => {
  const name = textOf(tree, key);
  return name === void 0 ? void 0 : joinName([name]);
};
var onTable2 = (key, relation) => (tree) => onTableName(relationName(childOf(tree, relation)), textOf(tree, key));
var JUDGES = {
  CreateStmt: unlessExists("TABLE", named("relation")),
  CreateTableAsStmt: (tree) => unlessExists(
    textOf(tree, "objtype") === "OBJECT_MATVIEW" ? "MATERIALIZED VIEW" : "TABLE",
    named("into", "rel")
  )(tree),
  CreateForeignTableStmt: (tree) => childOf(tree, "base", "if_not_exists") === true ? [] : [fails("CREATE FOREIGN TABLE", "Write CREATE FOREIGN TABLE IF NOT EXISTS.")],
  // Without a name, Postgres finds a free one each time.
  IndexStmt: (tree) => textOf(tree, "idxname") === void 0 ? [
    {
      message: "CREATE INDEX without a name makes one more index each time it runs.",
      hint: "Give it a name, and write CREATE INDEX IF NOT EXISTS."
    }
  ] : unlessExists("INDEX", word("idxname"))(tree),
  CreateSchemaStmt: unlessExists("SCHEMA", word("schemaname")),
  CreateSeqStmt: unlessExists("SEQUENCE", named("sequence")),
  CreateExtensionStmt: unlessExists("EXTENSION", word("extname")),
  CreateFunctionStmt: (tree) => unlessReplaced(
    childOf(tree, "is_procedure") === true ? "PROCEDURE" : "FUNCTION",
    listed("funcname")
  )(tree),
  ViewStmt: unlessReplaced("VIEW", named("view")),
  CreateTrigStmt: (tree) => childOf(tree, "isconstraint") === true ? always("CONSTRAINT TRIGGER", onTable2("trigname", "relation"))(tree) : unlessReplaced("TRIGGER", onTable2("trigname", "relation"))(tree),
  RuleStmt: unlessReplaced("RULE", onTable2("rulename", "relation")),
  CreatePolicyStmt: (tree) => [
    fails(
      "CREATE POLICY",
      isPlatform(textOf(tree, "table", "schemaname")) ? "Create it in a DO block, where pg_policies does not list it: DROP POLICY there locks the platform." : "Put DROP POLICY IF EXISTS before it, in the same file.",
      onTable2("policy_name", "table")(tree)
    )
  ],
  CreateEnumStmt: always("TYPE", listed("typeName")),
  CreateRangeStmt: always("TYPE", listed("typeName")),
  CompositeTypeStmt: always("TYPE", named("typevar")),
  CreateDomainStmt: always("DOMAIN", listed("domainname")),
  CreateRoleStmt: always("ROLE", word("role")),
  CreatePublicationStmt: always("PUBLICATION", word("pubname")),
  AlterEnumStmt: (tree) => textOf(tree, "newVal") === void 0 || childOf(tree, "skipIfNewValExists") === true ? [] : textOf(tree, "oldVal") !== void 0 ? [fails("RENAME VALUE", "Ask pg_enum first, in a DO block.")] : [fails("ADD VALUE", "Write ADD VALUE IF NOT EXISTS.")],
  RenameStmt: () => [fails("RENAME", "Ask the catalog first, in a DO block: the old name is gone by then.")],
  DropStmt: (tree) => childOf(tree, "missing_ok") === true ? [] : [fails("DROP", "Write DROP \u2026 IF EXISTS.")],
  DropRoleStmt: (tree) => childOf(tree, "missing_ok") === true ? [] : [fails("DROP ROLE", "Write DROP ROLE IF EXISTS.")],
  InsertStmt: insertAgain,
  AlterTableStmt: alterAgain
};
function insertAgain(tree) {
  const select = childOf(tree, "selectStmt", "SelectStmt");
  const guarded = childOf(select, "whereClause") !== void 0 || childOf(tree, "onConflictClause") !== void 0;
  if (guarded) return [];
  return [
    {
      message: "INSERT without ON CONFLICT adds its rows again, or fails on the key, when it runs again.",
      hint: "Write ON CONFLICT \u2026 DO NOTHING, or select only what is not there."
    }
  ];
}
function alterAgain(tree) {
  const table = relationName(childOf(tree, "relation"));
  const gone = /* @__PURE__ */ new Set();
  return listOf(tree, "cmds").flatMap((item) => {
    const command = childOf(item, "AlterTableCmd");
    const guarded = childOf(command, "missing_ok") === true;
    switch (textOf(command, "subtype")) {
      case "AT_AddColumn":
        return guarded ? [] : [fails("ADD COLUMN", "Write ADD COLUMN IF NOT EXISTS.")];
      case "AT_DropColumn":
        return guarded ? [] : [fails("DROP COLUMN", "Write DROP COLUMN IF EXISTS.")];
      case "AT_DropConstraint":
        if (guarded) gone.add(textOf(command, "name") ?? "");
        return guarded ? [] : [fails("DROP CONSTRAINT", "Write DROP CONSTRAINT IF EXISTS.")];
      case "AT_AddConstraint": {
        const name = textOf(command, "def", "Constraint", "conname");
        if (name !== void 0 && gone.has(name)) return [];
        return [
          fails(
            "ADD CONSTRAINT",
            "Put DROP CONSTRAINT IF EXISTS before it, in the same ALTER TABLE.",
            onTableName(table, name)
          )
        ];
      }
      default:
        return [];
    }
  });
}
function fails(what, hint, object) {
  return { message: `${what} fails when the file runs a second time.`, hint, object };
}
function onTableName(table, name) {
  return table === void 0 || name === void 0 ? void 0 : `${joinName([name])} on ${plain(table)}`;
}
function plain(name) {
  return name.replace(/^public\./, "");
}
function isTemporary(tree) {
  const relation = childOf(tree, "relation") ?? childOf(tree, "into", "rel") ?? childOf(tree, "view");
  return textOf(relation, "relpersistence") === "t";
}

// src/lint/against-second-run.ts
function againstSecondRun(statements) {
  const dropped = /* @__PURE__ */ new Set();
  return statements.flatMap(({ index, kind, tree }) => {
    const table = relationName(childOf(tree, "relation") ?? childOf(tree, "table"));
    if (table !== void 0 && kind !== "CreateStmt" && dropped.has(plain(table))) return [];
    const found = (JUDGES[kind]?.(tree) ?? []).filter(
      ({ object }) => object === void 0 || !dropped.has(plain(object))
    );
    for (const object of dropsOf(kind, tree)) dropped.add(plain(object));
    return found.map(({ message, hint }) => ({ statement: index, message, hint }));
  });
}
function dropsOf(kind, tree) {
  if (kind === "AlterTableStmt") {
    const table = relationName(childOf(tree, "relation"));
    return listOf(tree, "cmds").map((item) => childOf(item, "AlterTableCmd")).filter((command) => textOf(command, "subtype") === "AT_DropConstraint").flatMap((command) => onTableName(table, textOf(command, "name")) ?? []);
  }
  if (kind !== "DropStmt") return [];
  const standsOnTable = ON_TABLES.has(textOf(tree, "removeType") ?? "");
  return listOf(tree, "objects").flatMap((object) => {
    const parts = partsOf2(object);
    return standsOnTable ? onTableName(joinName(parts.slice(0, -1)), parts.at(-1)) ?? [] : joinName(parts);
  });
}
var ON_TABLES = /* @__PURE__ */ new Set(["OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"]);
function partsOf2(object) {
  return [
    ...listOf(object, "List", "items"),
    ...listOf(object, "ObjectWithArgs", "objname"),
    ...listOf(object, "TypeName", "names"),
    object
  ].flatMap((part) => textOf(part, "String", "sval") ?? []);
}

// src/lint/rules/not-rerunnable.ts
var notRerunnable = {
  name: "not-rerunnable",
  find: ({ name, generated, statements }) => generated ? [] : againstSecondRun(statements).map(({ statement, message, hint }) => ({
    at: { migration: name, statement },
    message,
    hint
  }))
};

// src/lint/rules/platform-drop.ts
var KINDS = {
  OBJECT_TRIGGER: {
    word: "DROP TRIGGER",
    harm: "needs the table's owner, which postgres is not on hosted Supabase: the file fails there",
    hint: "Write CREATE OR REPLACE TRIGGER; to be rid of one, DROP FUNCTION \u2026 CASCADE of the function it calls."
  },
  OBJECT_POLICY: {
    word: "DROP POLICY",
    harm: "is reported to lock all platform tables of a hosted project until the commit, sign-ins included",
    hint: "Change it with ALTER POLICY; create it in a DO block, where pg_policies does not list it."
  }
};
var platformDrop = {
  name: "platform-drop",
  find: ({ name, statements }) => statements.flatMap(({ index, kind, tree }) => {
    const dropped = KINDS[textOf(tree, "removeType") ?? ""];
    if (kind !== "DropStmt" || dropped === void 0) return [];
    return listOf(tree, "objects").flatMap((object) => {
      const parts = nameParts(object);
      if (!isPlatform(parts.at(-3))) return [];
      const table = parts.slice(-3, -1).join(".");
      return [
        {
          at: { migration: name, statement: index },
          message: `${dropped.word} on ${table} ${dropped.harm}.`,
          hint: dropped.hint,
          object: `${parts.at(-1)} on ${table}`
        }
      ];
    });
  })
};

// src/lint/rules/policy-bare-auth-call.ts
var policyBareAuthCall = {
  name: "policy-bare-auth-call",
  find: (_, { expressions }) => expressions.flatMap(
    ({ expression, object }) => bareCalls(expression.tree).map((call) => {
      const written = `${namesOf(call).join(".")}()`;
      return {
        at: { ...expression.at, byte: byteOf(call) },
        message: `${written} in the ${object} is called again for every row.`,
        hint: `Write (select ${written}): Postgres then calls it once a query.`,
        object
      };
    })
  )
};
function bareCalls(value) {
  if (Array.isArray(value)) return value.flatMap(bareCalls);
  const node = asNode(value);
  if (node === void 0) return [];
  const select = childOf(node, "SubLink", "subselect", "SelectStmt");
  if (select !== void 0 && listOf(select, "fromClause").length === 0 && !readsColumns(select)) return [];
  const call = asNode(node.FuncCall);
  const own = call !== void 0 && isAuthCall(call) ? [call] : [];
  return [...own, ...Object.values(node).flatMap(bareCalls)];
}
function readsColumns(value) {
  if (Array.isArray(value)) return value.some(readsColumns);
  const node = asNode(value);
  return node !== void 0 && ("ColumnRef" in node || Object.values(node).some(readsColumns));
}
function isAuthCall(call) {
  const [schema, name] = namesOf(call);
  return schema === "auth" && AUTH.has(name ?? "") || namesOf(call).at(-1) === "current_setting";
}
var AUTH = /* @__PURE__ */ new Set(["uid", "jwt", "role", "email"]);
function namesOf(call) {
  return listOf(call, "funcname").flatMap((part) => textOf(part, "String", "sval") ?? []);
}

// src/lint/rules/policy-without-to.ts
var policyWithoutTo = {
  name: "policy-without-to",
  find: (_, { policies }) => policies.filter(({ policy }) => !policy.named).map(({ policy, object }) => ({
    at: policy.at,
    message: `The ${object} has no TO: it is for every role, anon included.`,
    hint: "Name whom it is for: TO authenticated; TO anon, authenticated where everybody is meant.",
    object
  }))
};

// src/lint/rules/table-without-grants.ts
var ROLES = ["anon", "authenticated", "service_role"];
var tableWithoutGrants = {
  name: "table-without-grants",
  find: (_, { tables }) => tables.flatMap(({ table, at, key }) => {
    const open = ROLES.filter((role) => !table.settled.has(role));
    if (open.length === 0 || !isExposed(table)) return [];
    return [
      {
        at,
        message: `What ${open.join(", ")} may do with ${key} is left to default privileges, which differ from project to project.`,
        hint: "REVOKE ALL, then GRANT what is meant, column by column where it matters.",
        object: key,
        sql: [
          `REVOKE ALL ON TABLE ${key} FROM PUBLIC, anon, authenticated, service_role;`,
          ...grantsFor(table, key),
          `GRANT ${COMMANDS2.join(", ")} ON TABLE ${key} TO service_role;`
        ]
      }
    ];
  })
};
var COMMANDS2 = ["SELECT", "INSERT", "UPDATE", "DELETE"];
function grantsFor({ policies }, key) {
  return ["anon", "authenticated"].flatMap((role) => {
    const theirs = [...policies.values()].filter(
      ({ roles }) => roles.includes(role) || role === "authenticated" && roles.includes("PUBLIC")
    );
    const meant = COMMANDS2.filter(
      (command) => theirs.some((policy) => policy.command === "all" || policy.command === command.toLowerCase())
    );
    return meant.length === 0 ? [] : [`GRANT ${meant.join(", ")} ON TABLE ${key} TO ${role};`];
  });
}

// src/lint/rules/table-without-rls.ts
var tableWithoutRls = {
  name: "table-without-rls",
  find: (_, { tables }) => tables.filter(({ table }) => isExposed(table) && !table.rls).map(({ at, key }) => ({
    at,
    message: `${key} has no row level security: whom the Data API lets read it reads every row.`,
    hint: "Switch it on, and say in policies which rows are whose.",
    object: key,
    sql: [`ALTER TABLE ${key} ENABLE ROW LEVEL SECURITY;`]
  }))
};

// src/lint/rules/updated-at-without-trigger.ts
var COLUMN = "updated_at";
var updatedAtWithoutTrigger = {
  name: "updated-at-without-trigger",
  find: (_, { tables }, folder) => tables.flatMap(({ table: { columns, triggers }, key, at }) => {
    if (!columns.has(COLUMN)) return [];
    if ([...triggers.values()].some(({ beforeUpdate }) => beforeUpdate)) return [];
    const known = keeperIn(folder);
    if (known === void 0) return [];
    return [
      {
        at,
        message: `No trigger keeps ${COLUMN} of ${key}, as ${known.routine} does for ${known.table}.`,
        hint: "Add the trigger: the default counts for new rows only.",
        object: key,
        sql: [
          `CREATE OR REPLACE TRIGGER ${joinName([known.trigger])} BEFORE UPDATE ON ${key} FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION ${known.routine}();`
        ]
      }
    ];
  })
};
function keeperIn(folder) {
  for (const [table, { columns, triggers }] of folder.tables) {
    if (!columns.has(COLUMN)) continue;
    for (const [trigger, { routine, beforeUpdate }] of triggers)
      if (beforeUpdate && `${trigger} ${routine}`.includes("updated")) return { table, trigger, routine };
  }
  return void 0;
}

// src/lint/rules/user-metadata-authorisation.ts
var METADATA = /\b(?:raw_)?user_meta_?data\b/;
var RIGHT = /\b(?:raw_)?user_meta_?data\b['"\s)]*(?:->>?|#>>?|\[)\s*'\{?[^']*(?:role|admin|permission|scope|claim|tenant|plan|tier|owner|member)/i;
var userMetadataAuthorisation = {
  name: "user-metadata-authorisation",
  find: (_, { expressions, routines }) => [
    ...expressions.filter(({ expression }) => readsMetadata(expression.tree)).map(({ expression, object }) => hit(expression.at, `The ${object}`, object)),
    ...routines.filter(({ routine }) => RIGHT.test(withoutComments(routine.body))).map(({ routine, object }) => hit(routine.at, object, object))
  ]
};
function hit(at, subject, object) {
  return {
    at,
    message: `${subject} takes a right from user metadata, which every user writes himself.`,
    hint: "Take it from app_metadata, which only the service role writes, or from a table of your own.",
    object
  };
}
function readsMetadata(tree) {
  let found = false;
  walkTree(tree, (node) => {
    const text = textOf(node, "sval") ?? textOf(node, "sval", "sval");
    if (text !== void 0 && METADATA.test(text)) found = true;
  });
  return found;
}
function withoutComments(body) {
  return body.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ");
}

// src/lint/rules/view-without-security-invoker.ts
var viewWithoutSecurityInvoker = {
  name: "view-without-security-invoker",
  find: (_, { views }) => views.filter(({ view }) => isExposed(view) && !view.invoker).map(({ key, view }) => ({
    at: view.at,
    message: `The view ${key} reads as its owner: the policies of the tables below it do not count.`,
    hint: "Create it WITH (security_invoker = true).",
    object: key,
    sql: [`ALTER VIEW ${key} SET (security_invoker = true);`]
  }))
};

// src/lint/rules.ts
var RULES = [
  tableWithoutRls,
  tableWithoutGrants,
  policyWithoutTo,
  policyBareAuthCall,
  definerWithoutSearchPath,
  definerExecutableByApi,
  viewWithoutSecurityInvoker,
  foreignKeyWithoutIndex,
  updatedAtWithoutTrigger,
  platformDrop,
  userMetadataAuthorisation,
  notRerunnable
];

// src/lint/squawk/run-squawk.ts
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as readAll } from "node:stream/consumers";

// src/lint/squawk/squawk-rules.ts
var SQUAWK_RULES = {
  // Statements that make others wait for as long as the table is large.
  "adding-field-with-default": true,
  // a volatile default rewrites every row under ACCESS EXCLUSIVE
  "adding-not-nullable-field": true,
  // SET NOT NULL reads every row under ACCESS EXCLUSIVE
  "adding-serial-primary-key-field": true,
  // builds its index under ACCESS EXCLUSIVE
  "ban-alter-domain-with-add-constraint": true,
  // checks every table that uses the domain, under a lock
  "changing-column-type": true,
  // rewrites the table, and programs read another type
  "constraint-missing-not-valid": true,
  // NOT VALID first, VALIDATE in a later file: no long lock
  "disallowed-unique-constraint": true,
  // builds its index under ACCESS EXCLUSIVE
  "prefer-repack": true,
  // VACUUM FULL and CLUSTER close the table for as long as they take
  "require-concurrent-index-creation": true,
  // CREATE INDEX keeps writes waiting
  "require-concurrent-index-deletion": true,
  // DROP INDEX waits for readers, and everybody waits behind it
  "require-concurrent-partition-detach": true,
  // DETACH PARTITION locks the whole table
  "require-concurrent-reindex": true,
  // REINDEX keeps writes waiting
  // Statements that break programs which still run, or lose rows.
  "adding-required-field": true,
  // NOT NULL without default fails where there are rows
  "ban-drop-column": true,
  // programs that name the column fail, and its values are gone
  "ban-drop-database": true,
  // never part of a migration
  "ban-drop-not-null": true,
  // programs that expect a value meet NULL
  "ban-drop-table": true,
  // programs that name the table fail, and its rows are gone
  "ban-truncate-cascade": true,
  // empties tables that are not named
  "renaming-column": true,
  // the deployed program knows the old name
  "renaming-table": true,
  // the same
  // Mistakes that Postgres accepts in silence.
  "ban-char-field": true,
  // char(n) pads with blanks, which then count or not, by operator
  "identifier-too-long": true,
  // Postgres cuts at 63 bytes: drizzle's name is then not the database's
  "prefer-timestamp-tz": true,
  // timestamp without time zone forgets which moment it was
  // The runner does better than the rule.
  "ban-concurrent-index-creation-in-transaction": false,
  // the runner sends it outside of the transaction
  "ban-uncommitted-transaction": false,
  // the runner refuses or closes it, and knows the file's segments
  "transaction-nesting": false,
  // BEGIN and COMMIT are the runner's to judge
  "require-lock-timeout": false,
  // the runner sets one and tries again
  "require-statement-timeout": false,
  // a flag of the runner
  "require-timeout-settings": false,
  // older name of the two
  "prefer-robust-stmts": false,
  // our not-rerunnable knows which files a tool wrote, and check proves it
  // Advice on style that would bury what matters.
  "ban-create-domain-with-constraint": false,
  // a new domain locks nobody
  "prefer-bigint-over-int": false,
  // drizzle's integer() is right for most columns
  "prefer-bigint-over-smallint": false,
  // the same
  "prefer-identity": false,
  // serial works
  "prefer-text-field": false,
  // varchar(n) is a check like any other
  "require-enum-value-ordering": false,
  // the end is where a new label usually belongs
  "require-table-schema": false,
  // the runner starts each file with the same search_path
  // Said by another rule already.
  "adding-foreign-key-constraint": false,
  // constraint-missing-not-valid, at the same place, with the same cure
  // Ours are silenced by "-- migrate: allow", which has a finding of its own when it is not needed.
  "unused-ignore": false
};
var SQUAWK_OFF = Object.entries(SQUAWK_RULES).filter(([name, on]) => !on && name !== "unused-ignore").map(([name]) => name);
var SQUAWK_ON = Object.entries(SQUAWK_RULES).filter(([, on]) => on).map(([name]) => name);

// src/lint/squawk/run-squawk.ts
var PG_VERSION = "15.0";
async function runSquawk(texts, program) {
  if (program === void 0) {
    return { missing: `squawk-cli has no program for ${process.platform} ${process.arch} installed` };
  }
  const folder = await mkdtemp(join(tmpdir(), "squawk-"));
  try {
    await Promise.all(texts.map((text, index) => writeFile(join(folder, `${index}.sql`), text)));
    await writeFile(join(folder, "squawk.toml"), "");
    const off = SQUAWK_OFF.map((rule) => `--exclude=${rule}`);
    const args = [
      ...["--reporter", "json", "--config", "squawk.toml", "--assume-in-transaction"],
      ...["--pg-version", PG_VERSION, ...off, "*.sql"]
    ];
    return await collect(program, args, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
function findProgram() {
  const here = createRequire(import.meta.url);
  const suffix = process.platform === "win32" ? ".exe" : "";
  try {
    const beside = createRequire(here.resolve("squawk-cli/package.json"));
    return beside.resolve(`@squawk-cli/${process.platform}-${process.arch}/bin/squawk${suffix}`);
  } catch {
    return void 0;
  }
}
async function collect(program, args, cwd) {
  const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", () => resolve(void 0));
  });
  const [out, err, failure] = await Promise.all([readAll(child.stdout), readAll(child.stderr), ended]);
  if (failure !== void 0) return { missing: `squawk does not start here (${failure})` };
  const violations = parseViolations(out);
  return violations === void 0 ? { missing: `squawk ended without a verdict (${err.trim().split("\n")[0] ?? ""})` } : { violations };
}
function parseViolations(out) {
  let parsed;
  try {
    parsed = JSON.parse(out);
  } catch {
    return void 0;
  }
  if (!Array.isArray(parsed)) return void 0;
  return parsed.flatMap((item) => toViolation(item) ?? []);
}
function toViolation(item) {
  const [file, rule, message] = [textOf(item, "file"), textOf(item, "rule_name"), textOf(item, "message")];
  if (file === void 0 || rule === void 0 || message === void 0) return void 0;
  return {
    text: Number.parseInt(file, 10),
    rule,
    line: Number(childOf(item, "line")),
    column: Number(childOf(item, "column")),
    message,
    help: textOf(item, "help")
  };
}

// src/lint/squawk/find-squawk-hits.ts
async function findSquawkHits(migrations, program) {
  const result = await runSquawk(
    migrations.map(({ text }) => text),
    program
  );
  if ("missing" in result) return { hits: /* @__PURE__ */ new Map(), unread: [], missing: result.missing };
  const hits = /* @__PURE__ */ new Map();
  const unread = /* @__PURE__ */ new Set();
  for (const violation of result.violations) {
    const migration = migrations[violation.text];
    if (migration === void 0) continue;
    if (violation.rule === "syntax-error") unread.add(migration.name);
    else hits.set(migration.name, [...hits.get(migration.name) ?? [], toHit(migration, violation)]);
  }
  return { hits, unread: [...unread] };
}
function toHit({ name, text, statements }, violation) {
  const { rule, message, help } = violation;
  const offset = offsetOf(text, violation);
  const statement = statements.findLastIndex(({ start }) => start <= offset);
  const page = `https://squawkhq.com/docs/${rule}`;
  return {
    rule,
    migration: name,
    statement: Math.max(0, statement),
    offset,
    message: message.trim(),
    hint: help === void 0 ? `More: ${page}` : `${help.trim()} More: ${page}`
  };
}
function offsetOf(text, { line, column }) {
  let start = 0;
  for (let passed = 0; passed < line; passed++) start = text.indexOf("\n", start) + 1;
  const end = text.indexOf("\n", start);
  const bytes = Buffer.from(text.slice(start, end === -1 ? text.length : end)).subarray(0, column);
  return start + bytes.toString("utf8").length;
}

// src/lint/find-hazards.ts
async function findHazards(files, { squawk: program } = { squawk: findProgram() }) {
  if (!files.some(({ judged: judged2 }) => judged2)) return [];
  const folder = emptyFolder();
  const judged = [];
  for (const file of files) {
    const parsed = await parseOrSkip(file);
    if (parsed === void 0) continue;
    readMigration(folder, parsed);
    if (!file.judged) continue;
    const generated = file.generated === "by_form" ? looksGenerated(parsed.statements) : file.generated;
    judged.push({ file, parsed: { ...parsed, generated } });
  }
  const squawk = await findSquawkHits(
    judged.map(({ parsed }) => parsed),
    program
  );
  const madeBy = groupByMigration(folder);
  const silent = new Set(squawk.missing === void 0 ? squawk.unread : judged.map(({ file }) => file.name));
  return [
    ...squawk.missing === void 0 ? [] : [squawkMissing(squawk.missing)],
    ...judged.flatMap(({ file, parsed }) => {
      const found = squawk.hits.get(file.name) ?? [];
      const { hits, unused } = applyAllows(parsed, [...ownHits(parsed, madeBy(file.name), folder), ...found]);
      const idle = unused.filter(({ rule }) => !(silent.has(file.name) && SQUAWK_ON.includes(rule)));
      return [
        ...squawk.unread.includes(file.name) ? [squawkUnread(file)] : [],
        ...hits.toSorted((a, b) => a.offset - b.offset).map((hit2) => toFinding(hit2, file, parsed)),
        ...idle.map((allow) => toUnused(allow, file, parsed))
      ];
    })
  ];
}
async function parseOrSkip({ name, path, text }) {
  try {
    return await parseMigration(name, path, text);
  } catch (error) {
    if (error instanceof MigratorError) return void 0;
    throw error;
  }
}
function ownHits(parsed, made, folder) {
  const offsets = textOffsets(parsed.text);
  return RULES.flatMap(
    (rule) => rule.find(parsed, made, folder).map(({ at: { migration, statement, byte }, ...hit2 }) => ({
      ...hit2,
      rule: rule.name,
      migration,
      statement,
      offset: byte === void 0 ? parsed.statements[statement]?.start ?? 0 : offsets.fromByte(byte)
    }))
  );
}
function toFinding(hit2, file, { text }) {
  const { rule, migration, offset, message, hint, object, sql } = hit2;
  return {
    code: "hazard",
    rule,
    severity: "warning",
    migration,
    at: locate(file.path, text, offset),
    message,
    hint,
    ...object === void 0 ? {} : { object },
    ...sql === void 0 ? {} : { sql }
  };
}
function toUnused({ rule, start }, file, { text }) {
  const known = [...RULES.map(({ name }) => name), ...SQUAWK_ON];
  const near = nearestName(rule, known);
  const message = known.includes(rule) ? `"allow ${rule}" silences nothing here.` : `There is no rule "${rule}", so that allowing it silences nothing.`;
  const meant = near === void 0 ? "docs/rules lists the rules." : `Is ${near} meant?`;
  return {
    code: "allow_unused",
    rule,
    severity: "warning",
    migration: file.name,
    at: locate(file.path, text, start),
    message,
    hint: known.includes(rule) ? "Take the comment away; above another statement it is for that one only." : meant
  };
}
function squawkMissing(reason) {
  return {
    code: "lint_incomplete",
    severity: "warning",
    message: `Squawk's rules were not applied: ${reason}.`,
    hint: "The other rules were; the continuous integration applies all of them."
  };
}
function squawkUnread({ name, path }) {
  return {
    code: "lint_incomplete",
    severity: "warning",
    migration: name,
    message: `Squawk's rules were not applied to ${path}: squawk does not understand its SQL, though Postgres does.`,
    hint: 'Look at its locks in "migrate plan".'
  };
}
export {
  findHazards
};
