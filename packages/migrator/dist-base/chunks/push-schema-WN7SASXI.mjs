import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  runDrizzleKit
} from "./chunk-BQCSPSGC.mjs";
import "./chunk-HSJFPCGT.mjs";
import {
  historyOf,
  openTarget,
  withDatabase
} from "./chunk-EKASUIWB.mjs";
import {
  withAdoption
} from "./chunk-3XHSYPEY.mjs";
import "./chunk-PBHIJELW.mjs";
import "./chunk-SF4Z6MXM.mjs";
import "./chunk-HNMLDE7M.mjs";
import {
  describeKey,
  mendPolicy,
  onTable
} from "./chunk-TI7VP63E.mjs";
import "./chunk-E6XBO7PU.mjs";
import "./chunk-TFMQ5QB4.mjs";
import "./chunk-J5TIHQQA.mjs";
import "./chunk-YLAULPZJ.mjs";
import "./chunk-6WMF3OME.mjs";
import {
  readMigrationFolder
} from "./chunk-EDFCXMOP.mjs";
import "./chunk-KJR2C3JA.mjs";
import {
  MigratorError
} from "./chunk-MCJTRXYM.mjs";
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
