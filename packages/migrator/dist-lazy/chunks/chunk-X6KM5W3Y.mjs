import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  openShadow,
  readDefaultPrivileges
} from "./chunk-5JVUGQZD.mjs";
import {
  readMigrationText
} from "./chunk-3MKNVCG6.mjs";
import {
  displayPath
} from "./chunk-DQIHMVL3.mjs";
import {
  parseMigration
} from "./chunk-QNGV3ANM.mjs";

// src/with-shadow.ts
async function withShadow({ config, database, paths }, work) {
  const shadow = await openShadow({
    source: shadowSource(config, database?.target),
    target: database?.session,
    ...database === void 0 ? {} : { defaultPrivileges: await readDefaultPrivileges(database.session) },
    showPath: (name) => paths.get(name) ?? name,
    // Without a database there is none that may have the extension.
    passMissingExtensions: database !== void 0 && config.trustUnproven
  });
  try {
    return await work(shadow);
  } finally {
    await shadow.close();
  }
}
async function parseFile(migration, { cwd }) {
  return parseMigration(migration.name, displayPath(migration.path, cwd), readMigrationText(migration, cwd));
}
function shadowSource({ shadow, shadowDirectory }, target) {
  if (shadow === "target" && target !== void 0) return { kind: "target", target };
  if (shadow === "embedded" || shadow === "target") return { kind: "embedded", directory: shadowDirectory };
  return { kind: "url", target: shadow };
}

export {
  withShadow,
  parseFile
};
