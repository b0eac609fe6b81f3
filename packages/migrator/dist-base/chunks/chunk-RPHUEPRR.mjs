import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  asNode,
  childOf,
  listOf,
  textOf
} from "./chunk-KJR2C3JA.mjs";

// src/sql/relation-names.ts
function relationName(value) {
  const node = childOf(value, "RangeVar") ?? value;
  const name = textOf(node, "relname");
  if (name === void 0) return void 0;
  return joinName([textOf(node, "schemaname"), name]);
}
function relationNames(value, ...keys) {
  return listOf(value, ...keys).flatMap((item) => relationName(item) ?? []);
}
function nameParts(object) {
  const node = asNode(object);
  const items = node && "List" in node ? listOf(node, "List", "items") : [object];
  return items.flatMap((item) => textOf(item, "String", "sval") ?? []);
}
function joinName(parts) {
  return parts.flatMap((part) => part ?? []).map((part) => /^[a-z_][a-z0-9_$]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`).join(".");
}
function sameRelation(one, other) {
  return one.replace(/^public\./, "") === other.replace(/^public\./, "");
}

export {
  relationName,
  relationNames,
  nameParts,
  joinName,
  sameRelation
};
