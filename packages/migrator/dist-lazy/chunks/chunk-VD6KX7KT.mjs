import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  readMigrationText
} from "./chunk-3MKNVCG6.mjs";
import {
  displayPath
} from "./chunk-DQIHMVL3.mjs";

// src/read-hazards.ts
var GENERATING = /* @__PURE__ */ new Set(["drizzle", "drizzle-folders", "prisma"]);
async function readHazards({ migrations, layout }, { judged, generated, cwd }) {
  if (!migrations.some(judged)) return [];
  const files = [];
  for (const migration of migrations) {
    files.push({
      name: migration.name,
      path: displayPath(migration.path, cwd),
      text: readMigrationText(migration, cwd),
      judged: judged(migration),
      generated: generated?.has(migration.name) ?? (GENERATING.has(layout) ? "by_form" : false)
    });
  }
  const { findHazards } = await import("./find-hazards-3CE2BKZJ.mjs");
  return findHazards(files);
}

export {
  readHazards
};
