import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  describeSkipped
} from "./chunk-DUTRD3JM.mjs";
import {
  withAdoptInput
} from "./chunk-THZIZTZ3.mjs";
import "./chunk-X6KM5W3Y.mjs";
import {
  provenKeys
} from "./chunk-4IVPDPWL.mjs";
import {
  compareCatalogs
} from "./chunk-JDOVYS2K.mjs";
import {
  judgeAdoption
} from "./chunk-RMVCPZ3Y.mjs";
import "./chunk-COKLJJQ2.mjs";
import {
  mendingSql,
  onTable,
  ownerObject
} from "./chunk-5JVUGQZD.mjs";
import "./chunk-3XKBEI5E.mjs";
import {
  readHistory
} from "./chunk-RQXHBCV7.mjs";
import "./chunk-TFMQ5QB4.mjs";
import "./chunk-F27YLNLV.mjs";
import "./chunk-3MKNVCG6.mjs";
import "./chunk-DQIHMVL3.mjs";
import "./chunk-QNGV3ANM.mjs";
import "./chunk-OSCVM32V.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";
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
