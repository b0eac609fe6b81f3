import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  downNameOf,
  readDownFile
} from "./chunk-QMLVRV7K.mjs";
import {
  parseFile
} from "./chunk-PBHIJELW.mjs";
import {
  displayPath
} from "./chunk-EDFCXMOP.mjs";
import {
  parseMigration
} from "./chunk-KJR2C3JA.mjs";

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
