import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  describeDrift
} from "./chunk-ZAS3YRIJ.mjs";
import {
  historyOf,
  withDatabase
} from "./chunk-KAXIM57Y.mjs";
import {
  withAdoptInput
} from "./chunk-THZIZTZ3.mjs";
import "./chunk-X6KM5W3Y.mjs";
import "./chunk-4IVPDPWL.mjs";
import "./chunk-JDOVYS2K.mjs";
import {
  judgeAdoption
} from "./chunk-RMVCPZ3Y.mjs";
import "./chunk-COKLJJQ2.mjs";
import "./chunk-5JVUGQZD.mjs";
import "./chunk-QHKT2QBE.mjs";
import "./chunk-3XKBEI5E.mjs";
import "./chunk-RQXHBCV7.mjs";
import "./chunk-TFMQ5QB4.mjs";
import "./chunk-F27YLNLV.mjs";
import {
  readMigrationFolder
} from "./chunk-3MKNVCG6.mjs";
import "./chunk-DQIHMVL3.mjs";
import "./chunk-QNGV3ANM.mjs";
import "./chunk-OSCVM32V.mjs";
import "./chunk-OO77U6VN.mjs";
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
