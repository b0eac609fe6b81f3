import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  provenKeys
} from "./chunk-VZU5SKSI.mjs";
import {
  compareCatalogs
} from "./chunk-PX5YVTSO.mjs";
import {
  mendingSql
} from "./chunk-TI7VP63E.mjs";

// src/adopt/describe-drift.ts
async function describeDrift({
  rules,
  replay,
  target,
  judgement
}) {
  const keys = provenKeys({ rules }, target);
  const { differences, renames } = compareCatalogs(replay.end, target, keys);
  const extras = [...judgement.stopping, ...judgement.drift].filter((key) => !keys.has(key));
  const others = compareCatalogs(replay.end, target, extras).differences;
  const findings = [];
  for (const difference of [...differences, ...others]) {
    const sql = await mendingSql(target, replay.end, [difference.key]);
    findings.push(
      driftFinding(
        difference,
        sql.map((each) => `${each.sql};`)
      )
    );
  }
  for (const { object, sql } of renames) {
    findings.push({
      code: "drift",
      severity: "blocker",
      message: `The ${object} has another name than the files give it.`,
      object,
      sql: [`${sql};`]
    });
  }
  return { findings, compared: keys.size };
}
function driftFinding({ object, expected, found }, sql) {
  return {
    code: "drift",
    severity: "blocker",
    message: expected === void 0 ? `The ${object} is made by no file.` : `The ${object} is not what the files say.`,
    object,
    expected: expected ?? "absent",
    found: found ?? "absent",
    ...sql.length === 0 ? {} : { sql }
  };
}

export {
  describeDrift
};
