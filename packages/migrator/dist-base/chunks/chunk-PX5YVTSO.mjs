import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  alignNames,
  describeKey,
  differingKeys
} from "./chunk-TI7VP63E.mjs";

// src/catalog/compare-catalogs.ts
function compareCatalogs(expected, found, keys) {
  const touched = new Set(keys);
  const { catalog, renames } = alignNames(expected, found, touched);
  const differences = [...differingKeys(expected, catalog, touched)].sort();
  return {
    differences: differences.map((key) => describeDifference(expected, catalog, key)),
    renames,
    extras: extraKeys(expected, catalog, touched).map((key) => describeDifference(expected, catalog, key))
  };
}
function extraKeys(expected, found, touched) {
  const extras = [];
  for (const key of found.hashes.keys()) {
    if (expected.hashes.has(key) || touched.has(key)) continue;
    const parent = found.parentOf(key);
    if (parent !== void 0 && touched.has(parent) && expected.hashes.has(parent)) extras.push(key);
  }
  return extras.sort();
}
function describeDifference(expected, found, key) {
  const [wanted, there] = [expected.show(key), found.show(key)];
  const cut = excerpts(wanted ?? "", there ?? "");
  return {
    key,
    object: describeKey(key),
    expected: wanted === void 0 ? void 0 : cut[0],
    found: there === void 0 ? void 0 : cut[1]
  };
}
var LONGEST = 400;
function excerpts(a, b) {
  if (a === b) return [a, `${b} (differs in white space)`];
  if (a.length <= LONGEST && b.length <= LONGEST) return [a, b];
  let same = 0;
  while (a[same] === b[same] && same < a.length) same += 1;
  const start = a === "" || b === "" ? 0 : Math.max(0, same - LONGEST / 4);
  const cut = (text) => `${start > 0 ? "\u2026" : ""}${text.slice(start, start + LONGEST)}${text.length > start + LONGEST ? "\u2026" : ""}`;
  return [cut(a), cut(b)];
}

export {
  compareCatalogs
};
