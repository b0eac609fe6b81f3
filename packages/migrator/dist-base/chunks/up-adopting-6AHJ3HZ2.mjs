import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  executeDecided
} from "./chunk-ZOAUMCFS.mjs";
import "./chunk-6SPBCVPC.mjs";
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
import "./chunk-4UUM4GHM.mjs";
import {
  createMarker
} from "./chunk-3EZ4WSJL.mjs";
import "./chunk-XAWLM3Z5.mjs";
import "./chunk-E6XBO7PU.mjs";
import "./chunk-TFMQ5QB4.mjs";
import "./chunk-J5TIHQQA.mjs";
import {
  upgradeHistoryStatements
} from "./chunk-YLAULPZJ.mjs";
import "./chunk-6WMF3OME.mjs";
import {
  displayPath
} from "./chunk-EDFCXMOP.mjs";
import "./chunk-RPHUEPRR.mjs";
import "./chunk-KJR2C3JA.mjs";
import "./chunk-MCJTRXYM.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/up-adopting.ts
async function upAdopting(run) {
  const { session, config, emit, judged } = run;
  const showPath = (path) => displayPath(path, config.cwd);
  emit({ type: "adopting", migrations: judged.length });
  return withAdoption(run, async (decided) => {
    if (decided.findings.some(({ severity }) => severity === "blocker")) {
      const migrations2 = judged.map(({ name }) => ({ name, result: "not_run" }));
      return { migrations: migrations2, findings: decided.findings };
    }
    const options = {
      session,
      marker: createMarker(),
      batch: run.batch,
      limits: config,
      historyText: upgradeHistoryStatements(run.historyVersion),
      showPath,
      watch: run.watch
    };
    await executeDecided(decided, options, emit);
    const migrations = decided.files.map(({ migration, outcome }) => {
      const told = outcome === "adopted" || outcome === "completed" ? outcome : "applied";
      return { name: migration.name, result: told };
    });
    return { migrations, findings: decided.findings };
  });
}
export {
  upAdopting
};
