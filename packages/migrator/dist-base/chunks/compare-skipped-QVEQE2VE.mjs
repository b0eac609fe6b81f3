import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  describeSkipped
} from "./chunk-DUTRD3JM.mjs";
import {
  withAdoptInput
} from "./chunk-3XHSYPEY.mjs";
import "./chunk-PBHIJELW.mjs";
import {
  provenKeys
} from "./chunk-VZU5SKSI.mjs";
import {
  compareCatalogs
} from "./chunk-PX5YVTSO.mjs";
import {
  judgeAdoption
} from "./chunk-SF4Z6MXM.mjs";
import "./chunk-HNMLDE7M.mjs";
import {
  mendingSql,
  onTable,
  ownerObject
} from "./chunk-TI7VP63E.mjs";
import "./chunk-E6XBO7PU.mjs";
import "./chunk-TFMQ5QB4.mjs";
import {
  readHistory
} from "./chunk-YLAULPZJ.mjs";
import "./chunk-6WMF3OME.mjs";
import "./chunk-EDFCXMOP.mjs";
import "./chunk-KJR2C3JA.mjs";
import {
  MigratorError
} from "./chunk-MCJTRXYM.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/adopt/describe-skipped-drift.ts
async function describeSkippedDrift(judged, skipped) {
  const { replay, target } = judged;
  const findings = [];
  const keys = provenKeys(judged, target);
  for (const each of skipped) {
    const concerned = [...keys].filter((key) => isAbout(key, each));
    for (const key of concerned) keys.delete(key);
    for (const { key, object, expected, found } of compareCatalogs(replay.end, target, concerned).differences) {
      const sql = await mendingSql(target, replay.end, [key]);
      findings.push({
        code: "skipped_differs",
        severity: "warning",
        migration: each.migration,
        message: `The ${object} is not what the files say: ${each.migration} found ${each.object} there (line ${each.line}), and IF NOT EXISTS left it as it was.`,
        hint: 'The file is recorded. Run the SQL by hand, then "migrate drift" until it finds nothing.',
        object,
        expected: expected ?? "absent",
        found: found ?? "absent",
        ...sql.length === 0 ? {} : { sql: sql.map((statement) => `${statement.sql};`) }
      });
    }
  }
  return findings;
}
function isAbout(key, { object }) {
  const [name = "", relation] = [...object.matchAll(/"((?:[^"]|"")+)"/g)].map(
    ([, quoted = ""]) => quoted.replaceAll('""', '"')
  );
  if (relation === void 0) return ownerObject(key).name === name;
  return ownerObject(key).name === relation && partOf(key) === name;
}
function partOf(key) {
  const target = /^[a-zA-Z]+:\((.*)\)/.exec(key)?.[1];
  return onTable(target ?? key)?.name;
}

// src/compare-skipped.ts
async function compareSkipped({ session, target, contact }, config, migrations, skipped) {
  const history = await readHistory(session, contact.user);
  const names = new Set(history.map(({ filename }) => filename));
  const judged = migrations.filter(({ name }) => names.has(name));
  try {
    return await withAdoptInput(
      { session, target, config, past: [], judged, history },
      async (input) => describeSkippedDrift(await judgeAdoption(input), skipped)
    );
  } catch (error) {
    if (!(error instanceof MigratorError)) throw error;
    return describeSkipped(skipped, `It could not be compared with the files: ${error.message}`);
  }
}
export {
  compareSkipped
};
