import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  runDrizzleKit
} from "./chunk-L4IGJITZ.mjs";
import "./chunk-HSJFPCGT.mjs";
import {
  historyOf,
  openTarget,
  withDatabase
} from "./chunk-KAXIM57Y.mjs";
import {
  withAdoption
} from "./chunk-THZIZTZ3.mjs";
import "./chunk-X6KM5W3Y.mjs";
import "./chunk-RMVCPZ3Y.mjs";
import "./chunk-COKLJJQ2.mjs";
import {
  describeKey,
  mendPolicy,
  onTable
} from "./chunk-5JVUGQZD.mjs";
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
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/push-schema.ts
async function pushSchema(config, { force, args }, emit) {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  const { target, release } = await openTarget(config);
  try {
    const here = { ...config, target };
    await withDatabase(here, { lock: false, folder, emit }, async ({ session, contact }) => {
      const rows = await historyOf(session, contact, folder.migrations);
      if (rows.length > 0 && !force) throw overHistory(rows.length);
    });
    await runDrizzleKit(target, config.directory, ["push", ...args]);
    return await withDatabase(
      here,
      { lock: false, folder, emit: () => {
      } },
      ({ session }) => withAdoption({ session, target, config, past: [], judged: folder.migrations }, async (decided) => {
        const mends = decided.lost.toSorted(
          (a, b) => isPermissive(decided.replay.end, a) - isPermissive(decided.replay.end, b)
        );
        const sql = mends.map((key) => mendPolicy(decided.replay.end, key));
        if (sql.length > 0) await session.run(`BEGIN; ${sql.join("; ")}; COMMIT;`);
        return {
          mended: mends.map(describeKey),
          sql,
          findings: unknownPolicies(decided.replay.end, decided.target)
        };
      })
    );
  } finally {
    await release();
  }
}
function isPermissive(end, key) {
  return Number(end.factOf(key)?.permissive !== false);
}
function unknownPolicies(end, target) {
  return [...target.hashes.keys()].filter((key) => onTable(key) !== void 0 && key.startsWith("policy:") && !end.hashes.has(key)).filter((key) => target.factOf(key)?.usingExpr === null && target.factOf(key)?.checkExpr === null).map((key) => ({
    code: "policy_without_expression",
    severity: "warning",
    object: describeKey(key),
    message: `The ${describeKey(key)} was pushed without USING and WITH CHECK, and no migration has it.`,
    hint: "Generate the migration for it, and migrate instead of pushing."
  }));
}
function overHistory(rows) {
  return new MigratorError(
    "push_over_history",
    `${rows} migrations are recorded in this database: pushing over them would leave files and database apart.`,
    { hint: "Generate a migration and run it; or push all the same with --force." }
  );
}
export {
  pushSchema
};
