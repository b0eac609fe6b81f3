import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  historyOf,
  withDatabase
} from "./chunk-EKASUIWB.mjs";
import {
  executeAdoption
} from "./chunk-6SPBCVPC.mjs";
import "./chunk-EEMZHL52.mjs";
import {
  withAdoption
} from "./chunk-3XHSYPEY.mjs";
import "./chunk-PBHIJELW.mjs";
import "./chunk-VZU5SKSI.mjs";
import "./chunk-PX5YVTSO.mjs";
import "./chunk-SF4Z6MXM.mjs";
import "./chunk-HNMLDE7M.mjs";
import "./chunk-TI7VP63E.mjs";
import {
  createMarker
} from "./chunk-3EZ4WSJL.mjs";
import "./chunk-XAWLM3Z5.mjs";
import "./chunk-E6XBO7PU.mjs";
import "./chunk-TFMQ5QB4.mjs";
import {
  waitForLock
} from "./chunk-J5TIHQQA.mjs";
import {
  upgradeHistoryStatements
} from "./chunk-YLAULPZJ.mjs";
import {
  ServerError,
  isGone
} from "./chunk-6WMF3OME.mjs";
import {
  displayPath,
  readMigrationFolder
} from "./chunk-EDFCXMOP.mjs";
import "./chunk-RPHUEPRR.mjs";
import "./chunk-KJR2C3JA.mjs";
import {
  MigratorError
} from "./chunk-MCJTRXYM.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/database/foreign-history.ts
var UNDEFINED_SCHEMA = "3F000";
var TOOLS = [
  {
    // drizzle-kit 0.x keeps a hash, 1.x the name beside it.
    table: "drizzle.__drizzle_migrations",
    read: "SELECT pg_catalog.to_jsonb(m) AS row FROM drizzle.__drizzle_migrations m ORDER BY id",
    row: (row) => ({ ...textOf(row, "hash", "hash"), ...textOf(row, "name", "name") })
  },
  {
    table: "supabase_migrations.schema_migrations",
    read: "SELECT pg_catalog.to_jsonb(m) AS row FROM supabase_migrations.schema_migrations m ORDER BY version",
    row: (row) => textOf(row, "version", "version")
  }
];
async function readForeignHistories(session) {
  const found = [];
  for (const { table, read, row } of TOOLS) {
    const rows = await readRows(session, read);
    if (rows === void 0) continue;
    found.push({ table, rows: rows.map((each) => row(asRow(each.row))) });
  }
  return found;
}
async function readRows(session, text) {
  try {
    const [rows = []] = await session.run(text);
    return rows;
  } catch (error) {
    if (error instanceof ServerError && (isGone(error.sqlstate) || error.sqlstate === UNDEFINED_SCHEMA))
      return void 0;
    throw error;
  }
}
function asRow(value) {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
function textOf(row, column, name) {
  const value = row[column];
  return typeof value === "string" && value !== "" ? { [name]: value } : {};
}

// src/plan/match-foreign.ts
function matchForeign(migrations, rows) {
  const taken = /* @__PURE__ */ new Set();
  const unmatched = [];
  for (const row of rows) {
    const found = migrations.find((migration) => !taken.has(migration) && belongs(row, migration));
    if (found === void 0) unmatched.push(row);
    else taken.add(found);
  }
  return { matched: migrations.filter((migration) => taken.has(migration)), unmatched };
}
function belongs({ hash, name, version }, migration) {
  if (hash !== void 0 && hash === migration.checksum) return true;
  if (name !== void 0 && (name === migration.name || `${name}.sql` === migration.name)) return true;
  return version !== void 0 && /^\d+$/.test(version) && BigInt(version) === migration.number;
}

// src/import-history.ts
async function importHistory(config, emit) {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: true, folder, emit }, async ({ session, contact, target, label }) => {
    if (!contact.locked)
      await waitForLock(session, config.wait, (holder) => emit({ type: "waiting", holder }), config.signal);
    const histories = (await readForeignHistories(session)).filter(({ rows: rows2 }) => rows2.length > 0);
    const from = histories.map(({ table }) => table);
    if (histories.length === 0) throw nothingToImport();
    const history = await historyOf(session, contact, folder.migrations);
    const names = new Set(history.map(({ filename }) => filename));
    const past = folder.migrations.filter(({ name }) => names.has(name));
    const judged = folder.migrations.filter(({ name }) => !names.has(name));
    const rows = histories.flatMap((each) => each.rows);
    const { matched, unmatched } = matchForeign(folder.migrations, rows);
    const wanted = new Set(matched.filter(({ name }) => !names.has(name)));
    const known = { ...config, dataChoices: takenAsDone(config.dataChoices, wanted) };
    return withAdoption(
      { session, target, config: known, past, judged },
      async (decided) => {
        const files = decided.files.filter(({ migration }) => wanted.has(migration));
        const findings = [
          ...unmatched.map(
            ({ hash, name, version }) => rowWithoutFile(name ?? version ?? hash?.slice(0, 12) ?? "?")
          ),
          ...decided.findings.filter(
            ({ migration }) => migration === void 0 || [...wanted].some((each) => each.name === migration)
          ),
          ...files.filter(({ verdict }) => verdict === "pending" || verdict === "partial").map(({ migration }) => notInEffect(migration))
        ];
        const refused = findings.some(({ severity }) => severity === "blocker");
        const imported = files.map((file) => ({ ...file, run: [], mends: [], outcome: "imported" }));
        if (!refused && imported.length > 0) {
          await executeAdoption(
            { ...decided, files: imported },
            {
              session,
              marker: createMarker(),
              batch: Math.max(0, ...history.map((row) => row.batch ?? 0)) + 1,
              limits: config,
              historyText: upgradeHistoryStatements(contact.historyVersion),
              showPath: (path) => displayPath(path, config.cwd),
              recordOnly: true
            }
          );
        }
        return {
          target: label,
          from,
          outcome: refused ? "refused" : "imported",
          imported: refused ? [] : imported.map(({ migration }) => migration.name),
          findings
        };
      }
    );
  });
}
function takenAsDone(choices, wanted) {
  const files = new Map(choices.files);
  for (const { name } of wanted) if (!files.has(name)) files.set(name, "skip");
  return { ...choices, files };
}
function rowWithoutFile(known) {
  return {
    code: "import_row_without_file",
    severity: "blocker",
    message: `The other history has a row (${known}) that belongs to no file of the folder.`,
    hint: "Bring the file back, unchanged since it ran."
  };
}
function notInEffect({ name }) {
  return {
    code: "import_not_in_effect",
    severity: "blocker",
    migration: name,
    message: `The other history says that ${name} has run, but the database does not show it.`,
    hint: "Look at it with `migrate adopt`; what is missing can be brought back by `migrate up` without importing."
  };
}
function nothingToImport() {
  return new MigratorError(
    "import_nothing",
    "There is no history of drizzle or of the Supabase CLI in this database.",
    {
      hint: "Where tables were made without recording, `migrate up` finds out by itself what is there."
    }
  );
}
export {
  importHistory
};
