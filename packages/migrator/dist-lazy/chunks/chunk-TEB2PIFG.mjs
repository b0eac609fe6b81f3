import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  downNameOf,
  readDownFile
} from "./chunk-Q62PBKMO.mjs";
import {
  parseFile
} from "./chunk-X6KM5W3Y.mjs";
import {
  displayPath
} from "./chunk-DQIHMVL3.mjs";
import {
  parseMigration
} from "./chunk-QNGV3ANM.mjs";

// src/read-undo-file.ts
async function readUndoFile(migration, config) {
  const parsed = await parseFile(migration, config);
  const found = readDownFile(migration, config.cwd);
  if (found === void 0) return { parsed };
  const downPath = displayPath(found.path, config.cwd);
  return { parsed, down: await parseMigration(downNameOf(migration.name), downPath, found.text), downPath };
}

export {
  readUndoFile
};
