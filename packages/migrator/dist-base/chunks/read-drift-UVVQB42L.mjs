import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  describeDrift
} from "./chunk-PORRUDKC.mjs";
import {
  historyOf,
  withDatabase
} from "./chunk-EKASUIWB.mjs";
import {
  withAdoptInput
} from "./chunk-3XHSYPEY.mjs";
import "./chunk-PBHIJELW.mjs";
import "./chunk-VZU5SKSI.mjs";
import "./chunk-PX5YVTSO.mjs";
import {
  judgeAdoption
} from "./chunk-SF4Z6MXM.mjs";
import "./chunk-HNMLDE7M.mjs";
import "./chunk-TI7VP63E.mjs";
import "./chunk-E6XBO7PU.mjs";
import "./chunk-TFMQ5QB4.mjs";
import "./chunk-J5TIHQQA.mjs";
import "./chunk-YLAULPZJ.mjs";
import "./chunk-6WMF3OME.mjs";
import {
  readMigrationFolder
} from "./chunk-EDFCXMOP.mjs";
import "./chunk-KJR2C3JA.mjs";
import "./chunk-MCJTRXYM.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/read-drift.ts
async function readDrift(config, emit) {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: false, folder, emit }, async ({ session, contact, target, label }) => {
    const history = await historyOf(session, contact, folder.migrations);
    const names = new Set(history.map(({ filename }) => filename));
    const recorded = folder.migrations.filter(({ name }) => names.has(name));
    const judged = recorded.length > 0 ? recorded : folder.migrations;
    return withAdoptInput({ session, target, config, past: [], judged, history }, async (input) => {
      const { findings, compared } = await describeDrift(await judgeAdoption(input));
      return { target: label, directory: folder.directory, findings, compared, clean: findings.length === 0 };
    });
  });
}
export {
  readDrift
};
