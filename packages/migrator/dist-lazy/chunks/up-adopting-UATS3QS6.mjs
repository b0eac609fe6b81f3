import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  withAdoption
} from "./chunk-THZIZTZ3.mjs";
import "./chunk-X6KM5W3Y.mjs";
import {
  executeDecided
} from "./chunk-CHYI6OR3.mjs";
import "./chunk-AVUGVWRC.mjs";
import "./chunk-QPPM7JW4.mjs";
import "./chunk-4IVPDPWL.mjs";
import "./chunk-JDOVYS2K.mjs";
import "./chunk-RMVCPZ3Y.mjs";
import "./chunk-COKLJJQ2.mjs";
import "./chunk-5JVUGQZD.mjs";
import "./chunk-C4WH64QN.mjs";
import {
  createMarker
} from "./chunk-SYPXZ7DG.mjs";
import "./chunk-RX5CTONI.mjs";
import "./chunk-QHKT2QBE.mjs";
import "./chunk-3XKBEI5E.mjs";
import {
  upgradeHistoryStatements
} from "./chunk-RQXHBCV7.mjs";
import "./chunk-TFMQ5QB4.mjs";
import "./chunk-F27YLNLV.mjs";
import "./chunk-3MKNVCG6.mjs";
import {
  displayPath
} from "./chunk-DQIHMVL3.mjs";
import "./chunk-SFAYP3YV.mjs";
import "./chunk-QNGV3ANM.mjs";
import "./chunk-OSCVM32V.mjs";
import "./chunk-OO77U6VN.mjs";
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
