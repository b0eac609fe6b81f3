import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  compareCatalogs
} from "./chunk-PX5YVTSO.mjs";
import {
  differingKeys,
  kindOf,
  targetOf
} from "./chunk-TI7VP63E.mjs";
import {
  MigratorError
} from "./chunk-MCJTRXYM.mjs";

// src/adopt/prove.ts
var NONE = /* @__PURE__ */ new Set();
function findUnproven(decided, now, { recordOnly = false, later = NONE, middle }) {
  const { replay, target, rules } = decided;
  const keys = new Set([...provenKeys(decided, now)].filter((key) => !later.has(key)));
  const differences = recordOnly ? [] : compareCatalogs(replay.end, now, keys).differences;
  const mayMove = (key) => {
    if (/^(role|membership):/.test(key)) return true;
    if (recordOnly) return false;
    if (later.has(key))
      return middle?.get(key) === now.hashes.get(key) || middle !== void 0 && isBornGrant(key);
    return keys.has(key) || rules.touched.has(key) || isBornGrant(key);
  };
  const isBornGrant = (key) => {
    const object = kindOf(key) === "acl" ? targetOf(key) : void 0;
    return object !== void 0 && rules.touched.has(object) && !target.hashes.has(object);
  };
  const moved = new Set([...differingKeys(target, now)].filter((key) => !mayMove(key)));
  const roots = [...moved].filter((key) => !moved.has(target.parentOf(key) ?? ""));
  return [...differences, ...compareCatalogs(target, now, roots).differences];
}
function provenKeys({ rules }, catalog) {
  const keys = new Set([...rules.touched].filter((key) => rules.isProven(key)));
  for (const key of catalog.hashes.keys()) if (rules.isNamed(key)) keys.add(key);
  return keys;
}
function notProven(unproven, kept) {
  const object = unproven[0]?.object ?? "database";
  return new MigratorError("not_proven", `After the run the ${object} is not what the files say.`, {
    hint: `${kept} Look at what it depends on, mend it by hand, and run again.`,
    findings: unproven.map((each) => ({
      code: "not_proven",
      severity: "blocker",
      message: `The ${each.object} is not what the files say.`,
      object: each.object,
      expected: each.expected ?? "absent",
      found: each.found ?? "absent"
    }))
  });
}

export {
  findUnproven,
  provenKeys,
  notProven
};
