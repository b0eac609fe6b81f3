import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  describeDrift
} from "./chunk-ZAS3YRIJ.mjs";
import {
  findRow
} from "./chunk-LMLSBAWL.mjs";
import {
  historyOf,
  refuseReadOnly,
  withDatabase
} from "./chunk-KAXIM57Y.mjs";
import {
  withAdoption
} from "./chunk-THZIZTZ3.mjs";
import {
  parseFile
} from "./chunk-X6KM5W3Y.mjs";
import "./chunk-4IVPDPWL.mjs";
import "./chunk-JDOVYS2K.mjs";
import "./chunk-RMVCPZ3Y.mjs";
import "./chunk-COKLJJQ2.mjs";
import {
  describeKey
} from "./chunk-5JVUGQZD.mjs";
import {
  aloneRule,
  hashStatements
} from "./chunk-RX5CTONI.mjs";
import {
  waitForLock
} from "./chunk-QHKT2QBE.mjs";
import "./chunk-3XKBEI5E.mjs";
import {
  acceptText,
  forgetText,
  resumeText
} from "./chunk-RQXHBCV7.mjs";
import "./chunk-TFMQ5QB4.mjs";
import "./chunk-F27YLNLV.mjs";
import {
  readMigrationFolder
} from "./chunk-3MKNVCG6.mjs";
import "./chunk-DQIHMVL3.mjs";
import "./chunk-SFAYP3YV.mjs";
import "./chunk-QNGV3ANM.mjs";
import "./chunk-OSCVM32V.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/plan-repair.ts
async function planRepair(action, run) {
  const interrupted = run.row.outcome === "in_progress";
  if (interrupted !== (action === "resume" || action === "discard")) throw otherRepair(run.row, interrupted);
  switch (action) {
    case "accept":
      return planAccept(run);
    case "resume":
      return planResuming(run);
    default:
      return planForget(run);
  }
}
async function planAccept({ database, config, row, migration, recorded }) {
  if (migration === void 0) {
    throw new MigratorError("usage", `${row.filename} is gone from disk: there is nothing to accept.`, {
      hint: `Bring it back, or write \`migrate repair --forget ${row.filename}\`.`
    });
  }
  if (row.checksum === migration.checksum) {
    throw new MigratorError(
      "usage",
      `${row.filename} is recorded as it is on disk: there is nothing to accept.`,
      {
        hint: "`migrate status` names the files that were edited."
      }
    );
  }
  const statements = (await parseFile(migration, config)).statements.length;
  return {
    findings: await driftOf(database, config, recorded),
    text: acceptText({ filename: row.filename, checksum: migration.checksum, statements }),
    after: inWords({ ...row, checksum: migration.checksum })
  };
}
async function planResuming({ config, row, migration }) {
  const done = row.statementsDone ?? 0;
  const statements = migration === void 0 ? [] : (await parseFile(migration, config)).statements;
  const next = statements[done];
  if (migration === void 0 || next === void 0) {
    throw new MigratorError(
      "usage",
      `${row.filename} has stopped after ${done} statements, and has none behind them ${migration === void 0 ? "any more: it is gone from disk" : "now"}.`,
      {
        hint: `Bring them back, or write \`migrate repair --discard ${row.filename}\` when it was undone by hand.`
      }
    );
  }
  const hash = hashStatements(statements.slice(0, done));
  const repeats = aloneRule(next).unclear === true && row.unfinished?.begun !== void 0;
  return {
    findings: [],
    text: resumeText({ filename: row.filename, checksum: migration.checksum, done: hash, repeats }),
    after: `${inWords({ ...row, checksum: migration.checksum })}, goes on at line ${next.line}`
  };
}
async function planForget({
  database,
  config,
  history,
  row,
  migration,
  recorded
}) {
  const { session, target } = database;
  const planned = { text: forgetText(row.filename), after: void 0 };
  if (migration === void 0) {
    const others = recorded.filter(({ name }) => name !== row.filename);
    return { ...planned, findings: others.length === 0 ? [] : await driftOf(database, config, others) };
  }
  const judged = { session, target, config, past: [], judged: recorded, history };
  return withAdoption(judged, async ({ judgement }) => {
    const { verdict, yes } = judgement.files[recorded.indexOf(migration)] ?? { verdict: "conflict", yes: [] };
    const gone = verdict === "pending" || verdict === "loop";
    return { ...planned, findings: gone ? [] : [stillInEffect(row.filename, verdict, yes)] };
  });
}
async function driftOf({ session, target }, config, judged) {
  return withAdoption({ session, target, config, past: [], judged }, async (decided) => {
    const { findings } = await describeDrift(decided);
    return findings.map((each) => ({ ...each, severity: "warning" }));
  });
}
function stillInEffect(name, verdict, yes) {
  const some = yes.slice(0, 3).map(describeKey);
  const more = yes.length > some.length ? ` and ${yes.length - some.length} more` : "";
  return {
    code: "still_in_effect",
    severity: "blocker",
    migration: name,
    message: verdict === "conflict" || some.length === 0 ? `${name} is on disk, and the database is neither what it was before the file nor what the file makes.` : `${name} is on disk, and what it makes is in the database: ${some.join(", ")}${more}.`,
    hint: "`migrate rollback --step 1` undoes the newest file, and `migrate undo FILE` writes a migration that reverses any."
  };
}
function inWords({ outcome, checksum, statementsDone }) {
  const state = outcome === "in_progress" ? `in progress, ${statementsDone ?? 0} statements done` : outcome;
  return `${state}, ${checksum === null ? "no checksum" : `checksum ${checksum.slice(0, 8)}`}`;
}
function otherRepair({ filename }, interrupted) {
  return interrupted ? new MigratorError("usage", `${filename} is half done.`, {
    hint: `\`migrate up\` goes on with it; where it can not, \`migrate repair --resume ${filename}\` or, when it was undone by hand, \`--discard ${filename}\`.`
  }) : new MigratorError(
    "usage",
    `${filename} is recorded as a whole: there is nothing to resume or to discard.`,
    {
      hint: `\`migrate repair --forget ${filename}\` takes it out of the history when it was undone by hand.`
    }
  );
}

// src/repair-history.ts
async function repairHistory(config, options, emit) {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  const lock = options.dryRun !== true;
  return withDatabase(config, { lock, folder, emit }, async (database) => {
    const { session, contact, label } = database;
    if (lock && !contact.locked)
      await waitForLock(session, config.wait, (holder) => emit({ type: "waiting", holder }));
    if (contact.historyVersion === 0) throw nothingRecorded();
    const history = await historyOf(session, contact, folder.migrations);
    const row = history[findRow(history, options.file)];
    if (row === void 0) throw new Error("a row that was found");
    const migration = folder.migrations.find(({ name }) => name === row.filename);
    const names = new Set(history.map(({ filename }) => filename));
    const recorded = folder.migrations.filter(({ name }) => names.has(name));
    const run = { database, config, history, row, migration, recorded };
    const { findings, text, after } = await planRepair(options.action, run);
    const planned = {
      target: label,
      action: options.action,
      migration: row.filename,
      before: inWords(row),
      after,
      findings
    };
    emit({ type: "repair_planned", ...planned });
    for (const finding of findings) emit({ type: "finding", finding });
    if (findings.some(({ severity }) => severity === "blocker")) return { ...planned, outcome: "refused" };
    if (options.dryRun === true) return { ...planned, outcome: "planned" };
    refuseReadOnly(contact);
    if (options.confirm !== void 0 && !await options.confirm())
      return { ...planned, outcome: "declined" };
    await session.run(text);
    return { ...planned, outcome: "repaired" };
  });
}
function nothingRecorded() {
  return new MigratorError("usage", "Nothing is recorded in this database.", {
    hint: "`migrate up` records what it runs and what it finds in effect."
  });
}
export {
  repairHistory
};
