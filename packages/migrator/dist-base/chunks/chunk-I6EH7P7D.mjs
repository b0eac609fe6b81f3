import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  displayPath,
  readMigrationText
} from "./chunk-EDFCXMOP.mjs";

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
  const { findHazards } = await import("./find-hazards-AXUOOH7P.mjs");
  return findHazards(files);
}

export {
  readHazards
};
