import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  childOf,
  listOf,
  textOf
} from "./chunk-KJR2C3JA.mjs";

// src/adopt/created-names.ts
function createdNames(files) {
  return files.flatMap(({ statements }) => statements.flatMap(namesOf));
}
function namesOf({ kind, tree }) {
  switch (kind) {
    case "CreateStmt":
      return relation(childOf(tree, "relation"));
    case "CreateSeqStmt":
      return relation(childOf(tree, "sequence"));
    case "ViewStmt":
      return relation(childOf(tree, "view"));
    case "CreateTableAsStmt":
      return relation(childOf(tree, "into", "rel"));
    case "CreateForeignTableStmt":
      return relation(childOf(tree, "base", "relation"));
    case "RenameStmt":
      return renamed(tree);
    case "AlterObjectSchemaStmt":
      return movedObject(tree, "objectType").map((found) => ({
        ...found,
        schema: textOf(tree, "newschema")
      }));
    case "CompositeTypeStmt":
      return relation(childOf(tree, "typevar")).map((found) => ({ ...found, catalog: "type" }));
    case "CreateEnumStmt":
    case "CreateRangeStmt":
      return named("type", listOf(tree, "typeName"));
    case "CreateDomainStmt":
      return named("type", listOf(tree, "domainname"));
    case "CreateFunctionStmt":
      return named("function", listOf(tree, "funcname"));
    default:
      return [];
  }
}
function relation(node) {
  const name = textOf(node, "relname");
  if (name === void 0 || textOf(node, "relpersistence") === "t") return [];
  return [{ catalog: "relation", schema: textOf(node, "schemaname"), name }];
}
function renamed(tree) {
  const name = textOf(tree, "newname");
  if (name === void 0) return [];
  return movedObject(tree, "renameType").map((found) => ({ ...found, name }));
}
function movedObject(tree, typeKey) {
  const type = textOf(tree, typeKey) ?? "";
  if (RELATIONS.has(type)) return relation(childOf(tree, "relation"));
  const parts = [
    ...listOf(tree, "object", "List", "items"),
    ...listOf(tree, "object", "ObjectWithArgs", "objname")
  ];
  if (type === "OBJECT_TYPE" || type === "OBJECT_DOMAIN") return named("type", parts);
  return type === "OBJECT_FUNCTION" || type === "OBJECT_PROCEDURE" ? named("function", parts) : [];
}
var RELATIONS = /* @__PURE__ */ new Set([
  "OBJECT_TABLE",
  "OBJECT_VIEW",
  "OBJECT_MATVIEW",
  "OBJECT_SEQUENCE",
  "OBJECT_FOREIGN_TABLE"
]);
function named(catalog, list) {
  const parts = list.flatMap((part) => textOf(part, "String", "sval") ?? []);
  const name = parts.at(-1);
  return name === void 0 ? [] : [{ catalog, schema: parts.at(-2), name }];
}

export {
  createdNames
};
