import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  runDrizzleKit
} from "./chunk-L4IGJITZ.mjs";
import "./chunk-HSJFPCGT.mjs";
import {
  readHazards
} from "./chunk-VD6KX7KT.mjs";
import {
  readMigrationFolder
} from "./chunk-3MKNVCG6.mjs";
import "./chunk-DQIHMVL3.mjs";
import "./chunk-OSCVM32V.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/generate-migration.ts
import { isatty } from "node:tty";
async function generateMigration(config, { args, interactive = true, onLine }) {
  const before = new Set((await readOrNone(config))?.migrations.map(({ name }) => name));
  const printed = [];
  const keep = (line) => {
    printed.push(line);
    onLine?.(line);
  };
  const terminal = interactive && isatty(0) && isatty(1);
  await runDrizzleKit(void 0, config.directory, ["generate", ...args], terminal ? void 0 : keep);
  const folder = await readOrNone(config);
  const created = (folder?.migrations ?? []).filter(({ name }) => !before.has(name));
  if (!terminal && created.length === 0) refuseSilence(printed);
  const hazards = folder === void 0 ? [] : await readHazards(folder, { judged: (one) => created.includes(one), cwd: config.cwd });
  return {
    directory: config.directory,
    created: created.map(({ path }) => path),
    findings: [...folder?.findings ?? [], ...hazards]
  };
}
async function readOrNone(config) {
  try {
    return await readMigrationFolder(config.directory, config.cwd);
  } catch (error) {
    if (error instanceof MigratorError && /^folder_(?:missing|empty)$/.test(error.code)) return void 0;
    throw error;
  }
}
function refuseSilence(printed) {
  const text = printed.join("\n");
  if (/No schema changes|SQL migration file/.test(text)) return;
  const asks = /Interactive prompts require a TTY/.test(text);
  throw new MigratorError("drizzle_kit_failed", "drizzle-kit generate has written nothing.", {
    hint: asks ? "It has to ask whether something was renamed: run it in a terminal." : "What it printed stands above."
  });
}
export {
  generateMigration
};
