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
import "./chunk-6WMF3OME.mjs";
import {
  displayPath,
  readMigrationFolder
} from "./chunk-EDFCXMOP.mjs";
import "./chunk-RPHUEPRR.mjs";
import "./chunk-KJR2C3JA.mjs";
import "./chunk-MCJTRXYM.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/read-adoption.ts
async function readAdoption(config, record, emit) {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: record, folder, emit }, async (database) => {
    const { session, contact, target, label } = database;
    if (record && !contact.locked) {
      await waitForLock(session, config.wait, (holder) => emit({ type: "waiting", holder }), config.signal);
    }
    const history = await historyOf(session, contact, folder.migrations);
    const names = new Set(history.map(({ filename }) => filename));
    const past = folder.migrations.filter(({ name }) => names.has(name));
    const judged = folder.migrations.filter(({ name }) => !names.has(name));
    return withAdoption(
      { session, target, config, past, judged, history },
      async (decided) => {
        const refused = decided.findings.some(({ severity }) => severity === "blocker");
        const inEffect = decided.files.filter(({ outcome }) => outcome === "adopted");
        const records = record && !refused && inEffect.length > 0;
        const batch = Math.max(0, ...history.map((row) => row.batch ?? 0)) + 1;
        if (records) await recordOnly(database, decided, inEffect, batch, config);
        return {
          target: label,
          directory: folder.directory,
          outcome: refused ? "refused" : records ? "recorded" : "ready",
          migrations: judged.map(({ name }, index) => verdictOf(name, index, decided)),
          findings: decided.findings,
          recorded: records ? inEffect.map(({ migration }) => migration.name) : []
        };
      }
    );
  });
}
async function recordOnly({ session, contact }, decided, files, batch, config) {
  await executeAdoption(
    { ...decided, files },
    {
      session,
      marker: createMarker(),
      batch,
      limits: config,
      historyText: upgradeHistoryStatements(contact.historyVersion),
      showPath: (path) => displayPath(path, config.cwd),
      recordOnly: true
    }
  );
}
function verdictOf(name, index, { files, judgement }) {
  const file = files.find(({ migration }) => migration.name === name);
  return {
    name,
    verdict: judgement.files[index]?.verdict ?? "conflict",
    outcome: file?.outcome,
    statements: file?.parsed.statements.length ?? 0,
    run: file?.run.length ?? 0,
    mends: file?.mends ?? [],
    facts: judgement.files[index]?.yes.length ?? 0,
    data: file?.data ?? {}
  };
}
export {
  readAdoption
};
