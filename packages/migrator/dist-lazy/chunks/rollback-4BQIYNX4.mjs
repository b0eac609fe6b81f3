import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  readUndoFile
} from "./chunk-TEB2PIFG.mjs";
import {
  selectRows
} from "./chunk-LMLSBAWL.mjs";
import {
  generatedName,
  isOfServer,
  nameOfLoss,
  proveUndo,
  readForeignTables
} from "./chunk-Q62PBKMO.mjs";
import "./chunk-SLZJYRAP.mjs";
import {
  planRun
} from "./chunk-5RZBKJ5U.mjs";
import {
  contactText,
  historyOf,
  readContact,
  refuseReadOnly,
  withDatabase
} from "./chunk-KAXIM57Y.mjs";
import {
  parseFile,
  withShadow
} from "./chunk-X6KM5W3Y.mjs";
import {
  sendShared
} from "./chunk-QPPM7JW4.mjs";
import {
  findUnproven,
  provenKeys
} from "./chunk-4IVPDPWL.mjs";
import {
  compareCatalogs
} from "./chunk-JDOVYS2K.mjs";
import {
  alignLater,
  createKeyRules,
  readGrants
} from "./chunk-COKLJJQ2.mjs";
import {
  ancestorsOf,
  kindOf,
  mendingSql,
  quoteAlways,
  quotePathAlways,
  readCatalog
} from "./chunk-5JVUGQZD.mjs";
import {
  composeFile,
  createMarker
} from "./chunk-SYPXZ7DG.mjs";
import "./chunk-RX5CTONI.mjs";
import {
  waitForLock
} from "./chunk-QHKT2QBE.mjs";
import "./chunk-3XKBEI5E.mjs";
import "./chunk-RQXHBCV7.mjs";
import "./chunk-TFMQ5QB4.mjs";
import "./chunk-F27YLNLV.mjs";
import {
  readMigrationFolder
} from "./chunk-3MKNVCG6.mjs";
import {
  displayPath
} from "./chunk-DQIHMVL3.mjs";
import "./chunk-SFAYP3YV.mjs";
import "./chunk-QNGV3ANM.mjs";
import "./chunk-OSCVM32V.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/plan/find-rollback-blockers.ts
function findRollbackBlockers(migrations, history) {
  const { blockers } = planRun({ migrations, findings: [], history, outOfOrder: true });
  return [...blockers, ...history.filter(({ outcome }) => outcome === "in_progress").map(halfDone)];
}
function halfDone({ filename }) {
  return {
    code: "in_progress",
    severity: "blocker",
    migration: filename,
    message: `${filename} is half done: it was interrupted between two of its parts.`,
    hint: "`migrate up` goes on with it; do that first."
  };
}

// src/undo/count-losses.ts
async function countLosses(session, losses) {
  const counted = [];
  for (const loss of losses) {
    const what = loss.column === void 0 ? "*" : quoteAlways(loss.column);
    const [rows] = await session.run(
      `SELECT pg_catalog.count(${what})::text AS rows FROM ${quotePathAlways([loss.schema, loss.table])}`
    );
    const count = Number(rows?.[0]?.rows ?? 0);
    if (count > 0) counted.push({ ...loss, rows: count });
  }
  return counted;
}
function describeLoss(loss, allowed2) {
  const { migration, column, narrowed, rows } = loss;
  const what = nameOfLoss(loss);
  const count = (noun) => `${rows} ${noun}${rows === 1 ? "" : "s"}`;
  const does = narrowed ? `gives ${what} a narrower type, which may not hold its ${count("value")}` : column === void 0 ? `drops ${what} with ${count("row")}` : `drops ${what} with ${count("value")}`;
  return {
    code: "data_loss",
    severity: allowed2 ? "warning" : "blocker",
    migration,
    message: `Undoing ${migration} ${does}.`,
    ...allowed2 ? {} : { hint: "Save what is needed, then let it with --allow-data-loss." }
  };
}

// src/undo/execute-rollback.ts
async function executeRollback(steps, { session, limits, judged, emit }) {
  const marker = createMarker();
  const files = steps.map(
    ({ step: { inverse }, migration }, file) => composeFile(
      migration,
      inverse,
      { marker, file, batch: 0, limits, shared: true },
      { statements: inverse.statements, mends: [], outcome: "applied", forget: true }
    )
  );
  const showPath = (path) => path;
  const options = { session, marker, prefix: "BEGIN;\n", showPath, emit, undoing: true };
  await sendShared(files, options).catch((error) => {
    throw error instanceof MigratorError ? whileUndoing(error) : error;
  });
  try {
    const unproven = await judged.unprovenIn(await readCatalog(session, { insideTransaction: true }));
    if (unproven.length > 0) throw notProven(unproven);
    await session.run("COMMIT");
  } catch (error) {
    await session.run("ROLLBACK").catch(() => {
    });
    throw error;
  }
}
function whileUndoing({ code, message, details }) {
  const more = code === "lock_timeout" ? " Give it more time with --lock-timeout 30s, or wait for a quieter hour." : "";
  return new MigratorError(code, message.replace(/^(?=\S+ (failed|ended|gave|makes)\b)/, "Undoing "), {
    ...details,
    hint: `Everything was rolled back, and the files are still recorded.${more}`
  });
}
function notProven(unproven) {
  return new MigratorError(
    "not_proven",
    `With the files undone the ${unproven[0]?.object ?? "database"} is not what it was before them.`,
    {
      hint: "Everything was rolled back, and the files are still recorded. Look at what it depends on, mend it by hand, and run again.",
      findings: unproven.map((each) => ({
        code: "not_proven",
        severity: "blocker",
        message: `The ${each.object} is not what it was before the files.`,
        object: each.object,
        expected: each.expected ?? "absent",
        found: each.found ?? "absent"
      }))
    }
  );
}

// src/undo/judge-target.ts
async function judgeTarget(input) {
  const { shadow, past, files, proof } = input;
  const start = proof.states.at(-1) ?? proof.end;
  const target = await alignLater(shadow, [...past, ...files], start, input.target);
  const rules = createKeyRules(
    [...proof.states, proof.end].map(({ hashes }) => hashes),
    readGrants(files)
  );
  return {
    drift: await findDrift(start, proof.end, target, rules),
    async unprovenIn(read) {
      const now = await alignLater(shadow, past, proof.end, read);
      const wentAlong = ({ key, found }) => found === void 0 && ancestorsOf(key, target.parentOf).some((above) => rules.touched.has(above) && !now.hashes.has(above));
      return findUnproven({ rules, target, replay: { end: proof.end } }, now, {}).filter(
        (each) => !isOfServer(each.key) && !wentAlong(each)
      );
    }
  };
}
async function findDrift(start, end, target, rules) {
  const keys = [...provenKeys({ rules }, target)].filter((key) => !isOfServer(key));
  const { differences, renames } = compareCatalogs(start, target, keys);
  const beside = [...target.hashes.keys()].filter(
    (key) => !start.hashes.has(key) && !rules.touched.has(key) && goesAlong(key, start, end, target)
  );
  const findings = [];
  for (const { key, object, expected, found } of differences) {
    const sql = await mendingSql(target, start, [key]);
    findings.push({
      code: "drift",
      severity: "blocker",
      message: `The ${object} is not what the files left: undoing them would not undo that.`,
      object,
      expected: expected ?? "absent",
      found: found ?? "absent",
      ...sql.length === 0 ? {} : { sql: sql.map((each) => `${each.sql};`) }
    });
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
  for (const { object, found } of compareCatalogs(start, target, beside).differences) {
    findings.push({
      code: "drift",
      severity: "blocker",
      message: `The ${object} is made by no file, and would go with what it hangs on.`,
      object,
      expected: "absent",
      found: found ?? "absent"
    });
  }
  return findings;
}
function goesAlong(key, start, end, target) {
  if (kindOf(key) === "acl" || kindOf(key) === "comment") return false;
  return ancestorsOf(key, target.parentOf).some(
    (above) => kindOf(above) !== "schema" && start.hashes.has(above) && !end.hashes.has(above)
  );
}

// src/run-rollback.ts
async function runRollback(database, run) {
  const { config, history, rows, options, emit } = run;
  const { session } = database;
  if (options.dryRun !== true) refuseReadOnly(database.contact);
  const migrations = migrationsOf(run, history);
  const kept = migrations.slice(0, history.length - rows.length);
  const undone = migrations.slice(kept.length);
  const past = [];
  for (const migration of kept) past.push(await parseFile(migration, config));
  const files = [];
  for (const migration of undone) files.push(await readUndoFile(migration, config));
  const paths = new Map(migrations.map(({ name, path }) => [name, displayPath(path, config.cwd)]));
  for (const { down, downPath } of files) if (down && downPath) paths.set(down.name, downPath);
  return withShadow({ config, database, paths }, async (shadow) => {
    const showPath = (name) => paths.get(name) ?? name;
    const foreign = await readForeignTables(session);
    const target = await readCatalog(session);
    const { serverMajor } = target;
    const proof = await proveUndo({ shadow, past, files, foreign, serverMajor, showPath });
    const parsed = files.map((file) => file.parsed);
    const judged = await judgeTarget({
      shadow,
      past,
      files: parsed,
      proof,
      target
    });
    const losses = judged.drift.length > 0 ? [] : await countLosses(
      session,
      proof.steps.flatMap((step) => step.losses)
    );
    const findings = collectFindings(proof, judged, losses, run, database);
    const planned = {
      target: database.label,
      directory: run.folder.directory,
      migrations: proof.steps.map(({ migration, source, inverse }) => ({
        name: migration,
        source,
        sql: inverse.statements.map(({ text }) => text)
      })),
      losses,
      findings
    };
    emit({ type: "rollback_planned", ...planned });
    for (const finding of findings) emit({ type: "finding", finding });
    if (findings.some(({ severity }) => severity === "blocker")) return { ...planned, outcome: "refused" };
    if (options.dryRun === true) return { ...planned, outcome: "planned" };
    if (options.confirm !== void 0 && !await options.confirm())
      return { ...planned, outcome: "declined" };
    const steps = proof.steps.map((step, index) => {
      const migration = undone.at(-1 - index);
      if (migration === void 0) throw new Error(`a step without its migration: ${step.migration}`);
      const path = step.source === "down" ? showPath(step.inverse.name) : generatedName(showPath(migration.name));
      return { step, migration: { ...migration, path } };
    });
    try {
      await executeRollback(steps, { session, limits: config, judged, emit });
    } catch (error) {
      if (!(error instanceof MigratorError)) throw error;
      return {
        ...planned,
        outcome: "failed",
        findings: [...findings, ...error.details.findings ?? []],
        error
      };
    }
    return { ...planned, outcome: "rolled_back" };
  });
}
function migrationsOf({ folder }, history) {
  const byName = new Map(folder.migrations.map((migration) => [migration.name, migration]));
  return history.map(({ filename }) => {
    const migration = byName.get(filename);
    if (migration === void 0) throw new Error(`recorded, and not on disk: ${filename}`);
    return migration;
  });
}
function collectFindings({ steps }, { drift }, losses, { config, options }, { target }) {
  const left = steps.flatMap((step) => step.left);
  return [
    ...target.kind === "remote" && options.dryRun !== true ? [remoteFinding(target.label)] : [],
    ...drift,
    ...steps.flatMap((step) => step.findings),
    ...left.map((each) => config.allowDataLoss ? allowed(each) : each),
    ...losses.map((loss) => describeLoss(loss, config.allowDataLoss))
  ];
}
function allowed({ hint: _hint, ...finding }) {
  return { ...finding, severity: "warning", hint: "Its rows stay as they are." };
}
function remoteFinding(label) {
  return {
    code: "rollback_remote",
    severity: "warning",
    message: `${label} is not on this machine. Where others deploy too, history should only go forward.`,
    hint: "`migrate undo FILE` writes a migration that reverses a file and is deployed like any other."
  };
}

// src/rollback.ts
async function rollback(config, options, emit) {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  const lock = options.dryRun !== true;
  return withDatabase(config, { lock, folder, emit }, async (database) => {
    const history = await historyUnderLock(database, { config, folder, options, emit });
    const rows = selectRows(history, options);
    const nothing = { target: database.label, directory: folder.directory, migrations: [], losses: [] };
    if (rows.length === 0) return { ...nothing, outcome: "nothing", findings: [] };
    const findings = findRollbackBlockers(folder.migrations, history);
    if (findings.length > 0) {
      for (const finding of findings) emit({ type: "finding", finding });
      return { ...nothing, outcome: "blocked", findings };
    }
    return runRollback(database, { config, folder, history, rows, options, emit });
  });
}
async function historyUnderLock({ session, contact }, { config, folder, options, emit }) {
  if (contact.historyVersion === 0 && contact.oldHistory !== "none") throw notTakenOver();
  const history = await historyOf(session, contact, folder.migrations);
  if (options.dryRun === true || contact.locked) return history;
  await waitForLock(session, config.wait, (holder) => emit({ type: "waiting", holder }));
  const [contactRows] = await session.run(contactText({ lock: false }));
  const now = await historyOf(session, readContact(contactRows), folder.migrations);
  const meant = selectRows(history, options).map(({ filename }) => filename);
  const found = selectRows(now, options).map(({ filename }) => filename);
  if (JSON.stringify(meant) !== JSON.stringify(found)) throw historyMoved();
  return now;
}
function historyMoved() {
  return new MigratorError("history_moved", "Another run changed the history while this one waited for it.", {
    hint: "Nothing was undone. See `migrate status`, and run again if there is still something to undo."
  });
}
function notTakenOver() {
  return new MigratorError(
    "history_unreadable",
    "What ran here is recorded in the table of the runner before this one.",
    { hint: "Run `migrate up` first: it takes over that history." }
  );
}
export {
  rollback
};
