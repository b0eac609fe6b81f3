import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  readUndoFile
} from "./chunk-O4QMIWSI.mjs";
import {
  namesMigration
} from "./chunk-JM4RFX4A.mjs";
import {
  OLDEST_SUPABASE,
  downNameOf,
  findDataLeft,
  findLostColumns,
  isBlocked,
  nameOfLoss,
  noInverse,
  readColumns,
  readForeignTables,
  replayParts,
  undoOnShadow
} from "./chunk-QMLVRV7K.mjs";
import {
  createMigration
} from "./chunk-R2AWMWHA.mjs";
import "./chunk-SLZJYRAP.mjs";
import {
  parseFile,
  withShadow
} from "./chunk-PBHIJELW.mjs";
import "./chunk-PX5YVTSO.mjs";
import {
  readCatalog
} from "./chunk-TI7VP63E.mjs";
import "./chunk-TFMQ5QB4.mjs";
import "./chunk-6WMF3OME.mjs";
import {
  displayPath,
  readMigrationFolder,
  readSchemaReversal
} from "./chunk-EDFCXMOP.mjs";
import "./chunk-KJR2C3JA.mjs";
import {
  MigratorError
} from "./chunk-MCJTRXYM.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/write-undo.ts
import { basename } from "node:path";

// src/undo/prove-undo-among.ts
async function proveUndoAmong(input) {
  const { shadow, past, file, later, showPath } = input;
  const database = await shadow.open();
  try {
    for (const migration of past) await database.replay(migration);
    const start = await readCatalog(database.session);
    const before = await readColumns(database.session);
    const parts = await replayParts(database, file.parsed, start);
    const dropped = findLostColumns(file.parsed.name, before, await readColumns(database.session));
    for (const migration of later) await database.replay(migration);
    const without = later.length === 0 ? start : await replayWithout(input);
    if (!("hashes" in without)) return dependent(file, without);
    const columns = await readColumns(database.session);
    const after = later.length === 0 ? parts.at(-1)?.after ?? start : await readCatalog(database.session);
    const renames = parts.some(({ rename }) => rename !== void 0);
    const { gone, ...step } = await undoOnShadow(
      database,
      {
        file,
        parts: renames ? parts : [{ rename: void 0, before: without, after }],
        before: without,
        after,
        dropped: dropped.filter(({ narrowed }) => !narrowed)
      },
      { foreign: await readForeignTables(database.session), serverMajor: OLDEST_SUPABASE, columns, showPath }
    );
    const left = file.down === void 0 ? findDataLeft(file.parsed, showPath(file.parsed.name), gone) : [];
    return { ...step, left };
  } finally {
    await database.close();
  }
}
async function replayWithout({ shadow, past, file, later }) {
  const database = await shadow.open();
  try {
    for (const migration of past) await database.replay(migration);
    for (const migration of later) {
      try {
        await database.replay(migration);
      } catch (error) {
        if (!(error instanceof MigratorError) || error.code !== "shadow_replay_failed") throw error;
        return laterFileDepends(file.parsed.name, migration.name, error);
      }
    }
    return await readCatalog(database.session);
  } finally {
    await database.close();
  }
}
function laterFileDepends(name, later, { message, details }) {
  const why = message.replace(/^.*? on the shadow, where the files run from the start: /, "");
  return {
    code: "later_file_depends",
    severity: "blocker",
    migration: name,
    ...details.at === void 0 ? {} : { at: details.at },
    message: `${later} needs what ${name} made; without it this fails: ${why}`,
    hint: `Undo ${later} first: \`migrate undo ${later}\`.`
  };
}
function dependent(file, finding) {
  const source = file.down === void 0 ? "generated" : "down";
  const inverse = file.down ?? { ...file.parsed, statements: [], text: "" };
  return { migration: file.parsed.name, source, inverse, losses: [], left: [], findings: [finding] };
}
function nothingToUndo({ migration, inverse, left }) {
  if (inverse.statements.length > 0) return void 0;
  return noInverse(
    migration,
    left.length > 0 ? "it changed rows and nothing else" : "nothing of what it did is left: later files, or the file itself, have taken it back"
  );
}

// src/write-undo.ts
async function writeUndo(config, typed) {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  const index = folder.migrations.findIndex(({ name }) => namesMigration(typed, name));
  const migration = folder.migrations[index];
  if (migration === void 0) throw unknownFile(typed, folder.directory);
  const step = await prove(config, folder, index);
  const { source, inverse } = step;
  const sql = inverse.statements.map(({ text }) => text.trimEnd());
  const result = { undoes: migration.name, source, sql };
  const nothing = isBlocked(step) ? void 0 : nothingToUndo(step);
  if (isBlocked(step) || nothing !== void 0)
    return { ...result, outcome: "refused", findings: [...step.findings, ...nothing ? [nothing] : []] };
  const losses = step.losses.map((loss) => {
    const does = loss.narrowed ? "narrows" : "drops";
    return {
      code: "data_loss",
      severity: "warning",
      migration: migration.name,
      message: `The new migration ${does} ${nameOfLoss(loss)}, with what it holds by then.`
    };
  });
  const left = step.left.map(({ hint: _hint, ...each }) => ({ ...each, severity: "warning" }));
  const told = [...step.findings, ...left, ...losses];
  const schema = await readSchemaReversal(folder, migration.name);
  const created = await createMigration(config.directory, `undo ${slugOf(migration.name)}`, {
    base: config.cwd,
    content: {
      comment: commentOf(step, told),
      statements: sql,
      reverses: migration.name
    }
  });
  const kept = schema === "none" ? [] : [schemaFinding(migration.name, schema)];
  return { ...result, outcome: "written", created, findings: [...told, ...kept] };
}
async function prove(config, { migrations }, index) {
  const migration = migrations[index];
  if (migration === void 0) throw new Error(`no migration at ${index}`);
  const past = [];
  for (const each of migrations.slice(0, index)) past.push(await parseFile(each, config));
  const later = [];
  for (const each of migrations.slice(index + 1)) later.push(await parseFile(each, config));
  const file = await readUndoFile(migration, config);
  const paths = new Map(migrations.map(({ name, path }) => [name, displayPath(path, config.cwd)]));
  if (file.down && file.downPath) paths.set(file.down.name, file.downPath);
  const showPath = (name) => paths.get(name) ?? name;
  return withShadow(
    { config, database: void 0, paths },
    (shadow) => proveUndoAmong({ shadow, past, file, later, showPath })
  );
}
function slugOf(name) {
  return basename(name, ".sql").replace(/^\d+_/, "");
}
function commentOf({ migration, source }, told) {
  const how = source === "down" ? `as ${downNameOf(migration)} says` : "generated from the catalog before and after it, and tried on a shadow";
  const [loss, rest] = [
    told.filter(({ code }) => code === "data_loss"),
    told.filter(({ code }) => code !== "data_loss")
  ];
  const lines = [
    ...loss.map(({ message }) => `DATA LOSS: ${message.replace("The new migration", "this")}`),
    ...rest.map(({ message, at }) => `Not undone: ${message}${at === void 0 ? "" : ` (line ${at.line})`}`)
  ];
  return [`Undoes ${migration}: ${how}.`, ...lines.map((line) => line.replaceAll(/\s+/g, " "))];
}
function schemaFinding(name, schema) {
  return {
    code: "schema_kept",
    severity: "warning",
    migration: name,
    ...schema === "reversed" ? {
      message: `schema.ts still has what ${name} made; drizzle's snapshot is that of before it.`,
      hint: "Take it out of schema.ts too: `drizzle-kit generate` then has nothing to do."
    } : {
      message: `schema.ts and drizzle's snapshot still have what ${name} made: a later file has changed the schema since.`,
      hint: "Take it out of schema.ts too; `drizzle-kit generate` then writes the DROP once more: empty that file, and keep its snapshot."
    }
  };
}
function unknownFile(typed, directory) {
  return new MigratorError("usage", `There is no migration ${typed} in ${basename(directory)}.`, {
    hint: "Name it as `migrate status` does, or by its path."
  });
}
export {
  writeUndo
};
