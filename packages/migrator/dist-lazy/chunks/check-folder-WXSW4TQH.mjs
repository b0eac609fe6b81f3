import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  downNameOf,
  isBlocked,
  proveEachUndo,
  readDownFile
} from "./chunk-Q62PBKMO.mjs";
import "./chunk-SLZJYRAP.mjs";
import {
  findDrizzleProject,
  urlOf
} from "./chunk-HSJFPCGT.mjs";
import {
  CHECK_PARTS,
  findOldHistory
} from "./chunk-7XEPYBFA.mjs";
import {
  planRun
} from "./chunk-5RZBKJ5U.mjs";
import {
  readHazards
} from "./chunk-VD6KX7KT.mjs";
import {
  historyOf,
  withDatabase
} from "./chunk-KAXIM57Y.mjs";
import {
  executeDecided
} from "./chunk-CHYI6OR3.mjs";
import "./chunk-AVUGVWRC.mjs";
import "./chunk-QPPM7JW4.mjs";
import "./chunk-4IVPDPWL.mjs";
import {
  compareCatalogs
} from "./chunk-JDOVYS2K.mjs";
import {
  decideAdoption,
  judgeAdoption,
  planAdoption
} from "./chunk-RMVCPZ3Y.mjs";
import {
  wholeReplay
} from "./chunk-COKLJJQ2.mjs";
import {
  SHADOW_LIMITS,
  dataStatements,
  describeKey,
  differingKeys,
  openShadow,
  readCatalog,
  readOutline
} from "./chunk-5JVUGQZD.mjs";
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
import {
  quoteLiteral
} from "./chunk-F27YLNLV.mjs";
import {
  readMigrationFolder,
  readMigrationText
} from "./chunk-3MKNVCG6.mjs";
import {
  displayPath
} from "./chunk-DQIHMVL3.mjs";
import "./chunk-SFAYP3YV.mjs";
import {
  parseMigration
} from "./chunk-QNGV3ANM.mjs";
import {
  locate
} from "./chunk-OSCVM32V.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";
import "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// src/check/verdicts.ts
var ONLY_TOLD = /* @__PURE__ */ new Set(["lint_incomplete", "down_differs"]);
function judged(detail, findings, ownMs) {
  const outcome = findings.every(({ code }) => ONLY_TOLD.has(code)) ? "passed" : "failed";
  return { outcome, detail, findings, ...ownMs === void 0 ? {} : { ownMs } };
}
function skipped(detail) {
  return { outcome: "skipped", detail, findings: [] };
}
function notDone(error) {
  return { outcome: "not_done", detail: "could not be done", findings: error.details.findings ?? [], error };
}
function count(number, noun) {
  return `${number} ${number === 1 ? noun : `${noun}s`}`;
}

// src/check/check-branches.ts
var checkBranches = {
  name: "branches",
  async check(work) {
    if (work.against === void 0) return skipped("no branch is named: --against REF");
    const branches = await work.branches();
    const { ref, ours, theirs } = branches;
    const detail = `${count(ours.length, "new file")} here, ${theirs.length} on ${ref}`;
    if (ours.length === 0 || theirs.length === 0) return judged(detail, []);
    const shadow = await work.shadow();
    return work.inTurn(async () => {
      const began = Date.now();
      const verdict = await compareOrders(shadow, branches, detail);
      return { ...verdict, ownMs: Date.now() - began };
    });
  }
};
async function compareOrders(shadow, branches, detail) {
  const { ref, common, ours, theirs } = branches;
  const [here, there] = [
    { name: "here", files: ours },
    { name: `on ${ref}`, files: theirs }
  ];
  const oursLast = await replayOrder(shadow, common, [there, here]);
  const theirsLast = await replayOrder(shadow, common, [here, there]);
  const failures = [oursLast, theirsLast].filter((order) => order instanceof MigratorError);
  if (oursLast instanceof MigratorError || theirsLast instanceof MigratorError) {
    const findings = [];
    for (const failure of failures) findings.push(await describeFailure(shadow, branches, failure));
    return judged(detail, findings);
  }
  return judged(detail, await describeDifferences(shadow, branches, oursLast, theirsLast));
}
async function replayOrder(shadow, common, sides) {
  const database = await shadow.open();
  try {
    for (const file of common) await database.replay(file);
    for (const file of sides.flatMap(({ files }) => files)) {
      try {
        await database.replay(file);
      } catch (error) {
        if (error instanceof MigratorError && error.details.migration === file.name) return error;
        throw error;
      }
    }
    return await readCatalog(database.session);
  } finally {
    await database.close();
  }
}
async function describeFailure(shadow, { ref, common, ours, theirs }, failure) {
  const { migration = "", at } = failure.details;
  const isOurs = ours.some(({ name }) => name === migration);
  const [own, other] = isOurs ? [ours, theirs] : [theirs, ours];
  const upTo = own.slice(0, own.findIndex(({ name }) => name === migration) + 1);
  const alone = await replayOrder(shadow, common, [{ name: "", files: upTo }]);
  const said = /: (.*)$/s.exec(failure.message)?.[1] ?? failure.message;
  const [here, there] = isOurs ? ["here", `on ${ref}`] : [`on ${ref}`, "here"];
  if (alone instanceof MigratorError) {
    return {
      code: "branches_differ",
      severity: "blocker",
      migration,
      ...at === void 0 ? {} : { at },
      message: `${migration} (${here}) does not run by itself, whatever the other branch does: ${said}`
    };
  }
  let culprit = other.at(-1)?.name ?? "";
  for (let length = 1; length <= other.length; length += 1) {
    const sides = [
      { name: "", files: other.slice(0, length) },
      { name: "", files: upTo }
    ];
    if (!(await replayOrder(shadow, common, sides) instanceof MigratorError)) continue;
    culprit = other[length - 1]?.name ?? culprit;
    break;
  }
  return {
    code: "branches_differ",
    severity: "blocker",
    migration,
    ...at === void 0 ? {} : { at },
    message: `${migration} (${here}) does not run after ${culprit} (${there}): ${said}`,
    hint: HINT
  };
}
var HINT = "Rebase, look at both files together, and write the later one so that it holds whatever the earlier one left.";
async function describeDifferences(shadow, { ref, common, ours, theirs }, oursLast, theirsLast) {
  const keys = differingKeys(oursLast, theirsLast);
  if (keys.size === 0) return [];
  const oursBy = await filesTouching(shadow, common, ours, keys);
  const theirsBy = await filesTouching(shadow, common, theirs, keys);
  const { differences } = compareCatalogs(theirsLast, oursLast, keys);
  return differences.map((difference) => {
    const mine = oursBy.get(difference.key) ?? ours.map(({ name }) => name);
    const others = theirsBy.get(difference.key) ?? theirs.map(({ name }) => name);
    const last = mine.at(-1);
    return {
      code: "branches_differ",
      severity: "blocker",
      ...last === void 0 ? {} : { migration: last },
      object: difference.object,
      message: `${mine.join(" and ")} (here) and ${others.join(" and ")} (on ${ref}) do not commute: the ${describeKey(difference.key)} depends on which runs last.`,
      expected: `${difference.expected ?? "absent"} (with ${ref} last)`,
      found: `${difference.found ?? "absent"} (with ours last)`,
      hint: HINT
    };
  });
}
async function filesTouching(shadow, common, files, keys) {
  const touching = /* @__PURE__ */ new Map();
  const database = await shadow.open();
  try {
    for (const file of common) await database.replay(file);
    let before = await readOutline(database.session);
    for (const file of files) {
      await database.replay(file);
      const after = await readOutline(database.session);
      for (const key of differingKeys(before, after, keys))
        touching.set(key, [...touching.get(key) ?? [], file.name]);
      before = after;
    }
    return touching;
  } finally {
    await database.close();
  }
}

// src/check/not-rerunnable.ts
var NOT_RERUNNABLE = "not-rerunnable";

// src/check/check-hazards.ts
var checkHazards = {
  name: "hazards",
  async check(work) {
    const { migrations } = work.folder;
    const settled = await work.settled();
    const generated = await work.generated();
    const open = migrations.filter(({ name }) => !settled.has(name));
    const began = Date.now();
    const hazards = await work.hazards({ judged: (name) => !settled.has(name), generated });
    const ownMs = Date.now() - began;
    const left = settled.size === 0 ? "" : `, ${migrations.length - open.length} settled`;
    return judged(`${count(open.length, "file")}${left}`, await withoutTried(work, hazards), ownMs);
  }
};
async function withoutTried(work, hazards) {
  if (!work.runsTwice || !hazards.some(({ rule }) => rule === NOT_RERUNNABLE)) return hazards;
  const { again } = await work.replayed();
  const fails = (name) => {
    const second = name === void 0 ? void 0 : again.get(name);
    return second?.changes === true;
  };
  return hazards.filter(({ rule, migration }) => rule !== NOT_RERUNNABLE || !fails(migration));
}

// src/check/check-history.ts
var checkHistory = {
  name: "history",
  async check(work) {
    const { folder } = work;
    const kept = folder.layout === "drizzle" ? "journal and disk" : "names on disk";
    const history = await work.history();
    if (history === void 0) {
      const detail = `${kept}; no URL is set, so no database's history`;
      return judged(detail, folder.findings);
    }
    const { target, recorded, findings } = history;
    return judged(`${kept}, and ${count(recorded.length, "row")} of ${target}`, findings);
  }
};

// src/check/check-idempotent.ts
var checkIdempotent = {
  name: "idempotent",
  async check(work) {
    const { files, again, exempted, againMs } = await work.replayed();
    const paths = new Map(work.folder.migrations.map(({ name, path }) => [name, work.showPath(path)]));
    const twice = files.filter(({ name }) => again.has(name));
    const findings = twice.flatMap((file) => {
      const second = again.get(file.name);
      const allowed = file.allows.some(({ rule }) => rule === NOT_RERUNNABLE);
      return second === void 0 || allowed ? [] : describeAgain(file, second, paths.get(file.name) ?? file.name);
    });
    const left = ["generated", "settled"].flatMap((reason) => {
      const number = exempted.filter((each) => each === reason).length;
      return number === 0 ? [] : [`, ${number} ${reason}`];
    });
    const empty = twice.reduce((sum, file) => sum + unprovenData(file, again.get(file.name)), 0);
    const unproven = empty === 0 ? "" : `; ${count(empty, "data statement")} met an empty table: nothing to prove`;
    return judged(
      `${count(twice.length, "hand-written file")} run twice${left.join("")}${unproven}`,
      findings,
      againMs
    );
  }
};
function unprovenData({ statements }, again) {
  const names = [...again?.filled ?? []].map((name) => name.replaceAll('"', ""));
  return dataStatements(statements).filter(({ table }) => {
    if (table === void 0) return true;
    const full = table.schema === void 0 ? `.${table.name}` : `${table.schema}.${table.name}`;
    return !names.some((name) => table.schema === void 0 ? name.endsWith(full) : name === full);
  }).length;
}
var HINT2 = "Make it say the end rather than the way: IF NOT EXISTS, OR REPLACE, DROP \u2026 IF EXISTS before CREATE, ON CONFLICT. Where that can not be: `-- migrate: allow not-rerunnable` on top of the file.";
function describeAgain(file, { error, facts, rows }, path) {
  const base = { code: "not_idempotent", severity: "blocker", migration: file.name };
  const top = locate(path, file.text, file.statements[0]?.start ?? 0);
  if (error !== void 0) {
    const said = /: (.*)$/s.exec(error.message)?.[1] ?? error.message;
    return [
      {
        ...base,
        at: error.details.at ?? top,
        message: `${file.name} can not run twice: ${said}`,
        hint: HINT2
      }
    ];
  }
  return [
    ...facts.map(
      ({ object, expected, found }) => ({
        ...base,
        at: top,
        object,
        message: `${file.name} changes the ${object} when it runs again.`,
        expected: expected ?? "absent",
        found: found ?? "absent",
        hint: HINT2
      })
    ),
    ...rows.map(
      ({ table, before, after }) => ({
        ...base,
        at: locate(path, file.text, startOfData(file, table) ?? file.statements[0]?.start ?? 0),
        object: `table ${table}`,
        message: `${file.name} changes rows of ${table} when it runs again.`,
        expected: count(before, "row"),
        found: after === before ? `${count(after, "row")}, not the same ones` : count(after, "row"),
        hint: HINT2
      })
    )
  ];
}
function startOfData({ statements }, table) {
  const plain = table.replaceAll('"', "");
  return dataStatements(statements).find(
    (each) => each.table !== void 0 && plain.endsWith(`.${each.table.name}`)
  )?.statement.start;
}

// src/drizzle/ask-drizzle-kit.ts
import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
var SCRATCH_URL = "MIGRATOR_SCRATCH_URL";
var NOWHERE = "postgresql://nobody@127.0.0.1:1/none";
var PATIENCE = 3e5;
var OTHER_OUT = "migrator: out is ";
async function withScratchOut(project, directory, work) {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), "migrator-drizzle-")));
  try {
    const out = join(scratch, "out");
    const config = join(scratch, "drizzle.config.cjs");
    const words = {
      config: JSON.stringify(project.config),
      folder: JSON.stringify(await realpath(directory)),
      // drizzle-kit puts "./" before it, also before an absolute path.
      out: JSON.stringify(relative(await realpath(project.folder), out).replaceAll("\\", "/"))
    };
    await writeFile(
      config,
      `const { existsSync, realpathSync } = require('node:fs');
const { resolve } = require('node:path');
const loaded = require(${words.config});
const config = loaded.default ?? loaded;
const out = resolve(config.out ?? 'drizzle');
if ((existsSync(out) ? realpathSync(out) : out) !== ${words.folder}) {
  throw new Error(${JSON.stringify(OTHER_OUT)} + out);
}
const { driver, breakpoints, ...same } = config;
module.exports = { ...same, out: ${words.out}, strict: false, verbose: false,
  dbCredentials: { url: process.env.${SCRATCH_URL} ?? '' } };
`
    );
    return await work({ out, config });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
async function askDrizzleKit(project, args, url = NOWHERE) {
  const urls = { DATABASE_URL: url, DIRECT_URL: url, [SCRATCH_URL]: url };
  const environment = { ...process.env, ...urls, NO_COLOR: "1", CI: "true" };
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [project.tool, ...args],
      { cwd: project.folder, env: environment, maxBuffer: 64 * 1024 * 1024, timeout: PATIENCE },
      (error, stdout, stderr) => {
        const text = `${stdout}
${stderr}`;
        if (error !== null && text.trim() === "") reject(drizzleKitFailed(args, error.message));
        else resolve(text);
      }
    );
    child.stdin?.end();
  });
}
function asksForTerminal(output) {
  return /Interactive prompts require a TTY/.test(output);
}
function otherOut(output) {
  return new RegExp(`${OTHER_OUT}([^"].*)$`, "m").exec(output)?.[1];
}
function drizzleKitFailed(args, output) {
  const lines = output.split("\n").map((line) => line.replaceAll(/postgres(ql)?:\/\/\S+/g, "postgresql://\u2026").trim()).filter((line) => line !== "" && !/^at |^Reading config file|^No config path/.test(line));
  const said = lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "nothing";
  return new MigratorError("drizzle_kit_failed", `drizzle-kit ${args[0] ?? ""} did not finish: ${said}`, {
    hint: `Run it by hand to see all of it: drizzle-kit ${args[0] ?? ""}.`
  });
}

// src/drizzle/push-into.ts
async function pushInto(project, directory, target) {
  return withScratchOut(project, directory, async ({ config }) => {
    const args = ["push", "--config", config, "--force"];
    const output = await askDrizzleKit(project, args, urlOf(target));
    const other = otherOut(output);
    if (other !== void 0) return { otherFolder: other };
    if (/Changes applied|No changes detected/.test(output) && !asksForTerminal(output)) return void 0;
    throw drizzleKitFailed(args, output);
  });
}

// src/check/check-push.ts
var checkPush = {
  name: "push",
  async check(work) {
    const { folder, drizzle } = work;
    if (folder.layout !== "drizzle") return skipped("the folder is not one of drizzle-kit");
    if (typeof drizzle === "string") return skipped(drizzle);
    const shadow = await work.shadow();
    if (shadow.oneAtATime) return skipped("the shadow server gives only one database at a time");
    const database = await shadow.open({ logged: false });
    try {
      const [{ failure, touches }, pushed] = await Promise.all([
        work.replayed(),
        push(work, drizzle, database)
      ]);
      const unparsed = (await work.files()).failure;
      if (failure !== void 0 || unparsed !== void 0) return skipped("the files do not replay");
      if (typeof pushed === "string") return skipped(pushed);
      const makesRoles = touches.flat().some(({ type }) => type === "role");
      if (makesRoles) await database.close();
      return await work.inTurn(
        () => makesRoles ? pushAgain(work, drizzle, shadow) : adopt(work, database.session, pushed)
      );
    } finally {
      await database.close();
    }
  }
};
async function push({ folder }, drizzle, { target }) {
  const began = Date.now();
  const other = await pushInto(drizzle, folder.directory, target);
  return other === void 0 ? Date.now() - began : `drizzle.config writes to ${other.otherFolder}`;
}
async function pushAgain(work, drizzle, shadow) {
  const database = await shadow.open({ logged: false });
  try {
    const pushed = await push(work, drizzle, database);
    return typeof pushed === "string" ? skipped(pushed) : await adopt(work, database.session, pushed);
  } finally {
    await database.close();
  }
}
async function adopt(work, session, pushMs) {
  const began = Date.now();
  const decided = await decide(work, session);
  const stops = decided.findings.some(({ severity }) => severity === "blocker");
  const left = stops ? [] : await finish(decided, work, session);
  const findings = [...decided.findings.map(inRehearsal), ...await findUnpushed(decided, work), ...left];
  const detail = stops ? "pushed, and then not adoptable" : describe(decided);
  return judged(detail, findings, pushMs + Date.now() - began);
}
async function decide(work, session) {
  const [shadow, replayed] = [await work.shadow(), await work.replayed()];
  const files = replayed.files.flatMap((parsed, index) => {
    const migration = work.folder.migrations[index];
    return migration === void 0 ? [] : [{ migration, parsed }];
  });
  const input = {
    session,
    shadow,
    past: [],
    files,
    choices: { files: /* @__PURE__ */ new Map() },
    allowDataLoss: false,
    strict: false,
    showPath: work.showPath
  };
  if (replayed.states.includes(void 0)) return planAdoption(input);
  const replay = wholeReplay(replayed, await readCatalog(session));
  return decideAdoption(input, await judgeAdoption(input, replay));
}
function inRehearsal({ sql: _, hint: __, ...finding }) {
  return {
    ...finding,
    message: `After drizzle-kit push into an empty database: ${finding.message}`,
    hint: "Bring the schema and the files together: what the one has and the other has not, somebody who pushes first will meet."
  };
}
async function findUnpushed({ files }, work) {
  const findings = [];
  const generated = await work.generated();
  for (const { migration, parsed, run } of files) {
    const [first] = run;
    if (first === void 0 || !generated?.has(migration.name)) continue;
    findings.push({
      code: "push_not_adoptable",
      severity: "blocker",
      migration: migration.name,
      at: locate(work.showPath(migration.path), parsed.text, first.start),
      message: `${migration.name} is as drizzle-kit generated it, but after drizzle-kit push ${count(run.length, "statement")} of it would still have to run.`,
      hint: "Bring the schema back to what the files say, or generate the migration that takes it away."
    });
  }
  return findings;
}
async function finish(decided, { showPath }, session) {
  const options = {
    session,
    marker: createMarker(),
    batch: 1,
    limits: SHADOW_LIMITS,
    historyText: upgradeHistoryStatements(0),
    showPath
  };
  try {
    await executeDecided(decided, options, () => {
    });
    return [];
  } catch (error) {
    if (!(error instanceof MigratorError)) throw error;
    return [...error.details.findings ?? [], ...error.details.findings ? [] : [failed(error)]];
  }
}
function failed({ message, details }) {
  return {
    code: "push_not_adoptable",
    severity: "blocker",
    message: `After drizzle-kit push, the files do not run to their end: ${message}`,
    ...details.migration === void 0 ? {} : { migration: details.migration },
    ...details.at === void 0 ? {} : { at: details.at },
    ...details.hint === void 0 ? {} : { hint: details.hint }
  };
}
function describe({ files, lost }) {
  const run = files.filter((file) => file.run.length > 0).length;
  const mended = lost.length === 0 ? "" : `, ${count(lost.length, "policy").replace("policys", "policies")} mended`;
  return `pushed, then adopted: ${files.length - run} in effect, ${run} run whole or in part${mended}`;
}

// src/check/check-replay.ts
var checkReplay = {
  name: "replay",
  async check(work) {
    const { failure: unparsed } = await work.files();
    const { files, failure, tookMs, againMs } = await work.replayed();
    const ownMs = tookMs - againMs;
    const error = failure ?? unparsed;
    const of = work.folder.migrations.length;
    if (error === void 0) return judged(`${count(of, "file")} from an empty database`, [], ownMs);
    return judged(`${files.length} of ${count(of, "file")}`, [describeFailure2(error)], ownMs);
  }
};
function describeFailure2({ message, details }) {
  const { hint, at, migration, sqlstate, postgres } = details;
  const said = [
    ...sqlstate === void 0 ? [] : [`SQLSTATE ${sqlstate}`],
    ...Object.values(postgres ?? {})
  ];
  return {
    code: "replay_failed",
    severity: "blocker",
    message,
    ...migration === void 0 ? {} : { migration },
    ...at === void 0 ? {} : { at },
    ...hint === void 0 ? {} : { hint },
    ...said.length === 0 ? {} : { found: said.join("; ") }
  };
}

// src/drizzle/generate-next.ts
import { cp, mkdir, readdir, readFile } from "node:fs/promises";
import { join as join2 } from "node:path";
async function generateNext(project, directory) {
  return withScratchOut(project, directory, async ({ out, config }) => {
    await mkdir(out, { recursive: true });
    await cp(join2(directory, "meta"), join2(out, "meta"), { recursive: true });
    const args = ["generate", "--config", config, "--name", "next"];
    const output = await askDrizzleKit(project, args);
    const written = (await readdir(out)).find((name) => name.endsWith(".sql"));
    if (written !== void 0) {
      const text = await readFile(join2(out, written), "utf8");
      const sql = text.split("--> statement-breakpoint").map((statement) => statement.trim());
      return { kind: "file", sql: sql.filter((statement) => statement !== "") };
    }
    const other = otherOut(output);
    if (other !== void 0) return { kind: "other_folder", out: other };
    if (asksForTerminal(output)) return { kind: "question" };
    if (/No schema changes/.test(output)) return { kind: "nothing" };
    throw drizzleKitFailed(args, output);
  });
}

// src/check/check-schema.ts
var checkSchema = {
  name: "schema",
  async check({ folder, drizzle }) {
    if (folder.layout === "drizzle-folders")
      return skipped("the folder is in drizzle-kit 1.x's layout, and this asks 0.x");
    if (folder.layout !== "drizzle") return skipped("the folder is not one of drizzle-kit");
    if (typeof drizzle === "string") return skipped(drizzle);
    const next = await generateNext(drizzle, folder.directory);
    switch (next.kind) {
      case "other_folder":
        return skipped(`drizzle.config writes to ${next.out}`);
      case "nothing":
        return judged("drizzle-kit generate would write nothing", []);
      case "question":
        return judged("drizzle-kit generate would ask", [
          {
            code: "schema_ambiguous",
            severity: "blocker",
            message: "The schema is ahead of the files, and drizzle-kit would ask whether something was renamed or is new: it asks only in a terminal.",
            hint: "Run `npm run db:generate`, answer it, and commit what it writes."
          }
        ]);
      case "file":
        return judged("drizzle-kit generate would write a file", [
          {
            code: "schema_ahead",
            severity: "blocker",
            message: "The schema is ahead of the files: drizzle-kit generate would write a migration with the SQL below.",
            hint: "Run `npm run db:generate` and commit what it writes, or take the change out of the schema.",
            sql: next.sql
          }
        ]);
    }
  }
};

// src/check/check-undo.ts
var checkUndo = {
  name: "undo",
  async check(work) {
    const shadow = await work.shadow();
    const { files: parsed, failure } = await work.files();
    const { files, findings } = await readUndoFiles(work, parsed);
    return work.inTurn(async () => {
      const began = Date.now();
      const steps = await undoEach({ shadow, past: [], files, showPath: work.showName }).catch(
        (error) => {
          if (error instanceof MigratorError && error.details.migration !== void 0) return void 0;
          throw error;
        }
      );
      if (steps === void 0 || failure !== void 0) return skipped("the files do not replay");
      const byHand = steps.filter(({ source }) => source === "down").length;
      const detail = [
        `${count(steps.length, "file")} undone`,
        ...byHand === 0 ? [] : [`${byHand} by a file of its own`]
      ];
      const told = steps.flatMap(
        (step) => isBlocked(step) ? step.findings : step.findings.filter(({ code }) => code === "down_differs")
      );
      return judged(detail.join(", "), [...findings, ...told], Date.now() - began);
    });
  }
};
async function undoEach(input) {
  const steps = await proveEachUndo(input);
  const leaving = steps.findLastIndex(({ findings }) => findings.some(({ code }) => code === "down_differs"));
  if (leaving <= 0) return steps;
  const before = await undoEach({ ...input, files: input.files.slice(0, leaving) });
  return [...before, ...steps.slice(leaving)];
}
async function readUndoFiles(work, parsed) {
  const findings = [];
  const files = [];
  for (const [index, file] of parsed.entries()) {
    const migration = work.folder.migrations[index];
    try {
      files.push({ parsed: file, down: migration && await readDown(migration, work) });
    } catch (error) {
      if (!(error instanceof MigratorError)) throw error;
      files.push({ parsed: file });
      findings.push({
        code: "down_failed",
        severity: "blocker",
        migration: file.name,
        message: `The inverse written for ${file.name} can not be read: ${error.message}`,
        ...error.details.at === void 0 ? {} : { at: error.details.at }
      });
    }
  }
  return { files, findings };
}
async function readDown(migration, { config, showPath }) {
  const down = readDownFile(migration, config.cwd);
  return down && parseMigration(downNameOf(migration.name), showPath(down.path), down.text);
}

// src/drizzle/read-generated.ts
import { execFile as execFile2 } from "node:child_process";
import { readdir as readdir2 } from "node:fs/promises";
import { join as join3 } from "node:path";
var SCRIPT = `
const { createRequire } = require('node:module');
const { readFileSync, writeFileSync } = require('node:fs');
const { generateMigration } = createRequire(process.argv[1])('drizzle-kit/api');
const EMPTY = { id: '', prevId: '', version: '7', dialect: 'postgresql', tables: {}, enums: {}, schemas: {},
  sequences: {}, roles: {}, policies: {}, views: {}, _meta: { schemas: {}, tables: {}, columns: {} } };
(async () => {
  const answers = [];
  let before = EMPTY;
  for (const path of process.argv.slice(2)) {
    const after = JSON.parse(readFileSync(path, 'utf8'));
    answers.push(await generateMigration(before, after).catch(() => null));
    before = after;
  }
  writeFileSync(1, JSON.stringify(answers));
})();`;
async function readGenerated(project, directory) {
  const meta = join3(directory, "meta");
  const names = (await readdir2(meta)).filter((name) => /^\d+_snapshot\.json$/.test(name)).sort();
  const paths = names.map((name) => join3(meta, name));
  const output = await new Promise((resolve) => {
    const child = execFile2(
      process.execPath,
      ["-e", SCRIPT, project.tool, ...paths],
      { cwd: project.folder, maxBuffer: 256 * 1024 * 1024 },
      (error, stdout) => resolve(error === null ? stdout : void 0)
    );
    child.stdin?.end();
  });
  if (output === void 0) return void 0;
  const answers = JSON.parse(output);
  return new Map(names.map((name, index) => [name.split("_", 1)[0] ?? "", answers[index] ?? void 0]));
}

// src/check/is-generated.ts
async function isGenerated(file, generated) {
  const number = file.name.split("_", 1)[0] ?? "";
  if (!generated.has(number)) return false;
  const statements = generated.get(number);
  if (statements === void 0) return looksGenerated(file);
  if (statements.length === 0) return false;
  const text = statements.map((statement) => statement.trim().replace(/;$/, "")).join("\n;\n");
  const written = await parseMigration(file.name, file.name, text);
  const known = new Set(written.statements.map(shapeOf));
  return file.statements.every((statement) => known.has(shapeOf(statement)));
}
function shapeOf({ kind, tree }) {
  return `${kind} ${JSON.stringify(tree, (key, value) => /^location$|_location$/.test(key) ? void 0 : value)}`;
}
function looksGenerated({ text, statements }) {
  const marks = text.split("--> statement-breakpoint").length - 1;
  const comments = text.replaceAll("--> statement-breakpoint", "").includes("--");
  return marks >= statements.length - 1 && !comments;
}

// src/check/read-branches.ts
import { mkdtemp as mkdtemp2, realpath as realpath3, rm as rm2 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join5 } from "node:path";

// src/check/git.ts
import { execFile as execFile3 } from "node:child_process";
import { mkdir as mkdir2, realpath as realpath2 } from "node:fs/promises";
import { join as join4 } from "node:path";
async function openRepository(directory) {
  const inside = await runGit(directory, ["rev-parse", "--show-toplevel", "--show-prefix"]);
  if (inside.code !== 0) {
    throw new MigratorError("git_unavailable", `${directory} is in no git repository that can be read.`, {
      hint: `Run in a checkout, or leave out --against. git said: ${firstLine(inside.stderr)}`
    });
  }
  const [top = "", prefix = ""] = inside.stdout.split("\n");
  const root = await realpath2(top);
  const below = prefix.replace(/\/$/, "");
  return {
    async commitOf(ref) {
      const found = await runGit(root, [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        `${ref}^{commit}`
      ]);
      if (found.code === 0) return found.stdout.trim();
      throw new MigratorError("git_ref_unknown", `git knows no branch, tag or commit "${ref}" here.`, {
        hint: `Fetch it first: git fetch origin ${ref.replace(/^origin\//, "")}. In GitHub Actions: actions/checkout with fetch-depth: 0.`
      });
    },
    async mergeBase(ref, commit) {
      const found = await runGit(root, ["merge-base", "HEAD", commit]);
      if (found.code === 0) return found.stdout.trim();
      const shallow = (await runGit(root, ["rev-parse", "--is-shallow-repository"])).stdout.trim() === "true";
      throw new MigratorError(
        "git_no_common_past",
        shallow ? `This clone is shallow: it does not reach back to where it and ${ref} parted.` : `This branch and ${ref} have no commit in common.`,
        {
          hint: shallow ? "Fetch the rest: git fetch --unshallow. In GitHub Actions: actions/checkout with fetch-depth: 0." : `Name the branch this one came from, in place of ${ref}.`
        }
      );
    },
    async extract(commit, into) {
      await mkdir2(into, { recursive: true });
      const index = { GIT_INDEX_FILE: join4(into, ".index") };
      const tree = below === "" ? commit : `${commit}:${below}`;
      const place = below === "" ? [] : [`--prefix=${below}/`];
      const read = await runGit(root, ["read-tree", ...place, tree], index);
      if (read.code !== 0) return void 0;
      const written = await runGit(root, ["checkout-index", "--all", "--quiet", `--prefix=${into}/`], index);
      if (written.code !== 0) throw unreadable(commit, written.stderr);
      return join4(into, ...below.split("/"));
    }
  };
}
function runGit(cwd, args, env = {}) {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, LC_ALL: "C", ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile3("git", [...args], options, (error, stdout, stderr) => {
      if (error?.code === "ENOENT") {
        reject(
          new MigratorError("git_unavailable", "There is no git to ask for the other branch.", {
            hint: "Install git, or leave out --against."
          })
        );
        return;
      }
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}
function unreadable(commit, said) {
  return new MigratorError("git_unavailable", `git could not write the files of ${commit.slice(0, 10)}.`, {
    hint: `git said: ${firstLine(said)}`
  });
}
function firstLine(text) {
  return text.trim().split("\n", 1)[0] ?? "";
}

// src/check/read-branches.ts
async function readBranches(folder, ref, shown) {
  const repository = await openRepository(folder.directory);
  const commit = await repository.commitOf(ref);
  const base = await repository.mergeBase(ref, commit);
  const scratch = await realpath3(await mkdtemp2(join5(tmpdir2(), "migrator-branches-")));
  try {
    const past = await readAt(await repository.extract(base, join5(scratch, "base")));
    const there = await readAt(await repository.extract(commit, join5(scratch, "theirs")));
    const before = new Set(past.map(({ name }) => name));
    const taken = new Map(there.map(({ name, checksum }) => [name, checksum]));
    const isShared = ({ name, checksum }) => before.has(name) || taken.get(name) === checksum;
    const shared = folder.migrations.filter((each) => !before.has(each.name) && isShared(each));
    const sharedNames = new Set(shared.map(({ name }) => name));
    return {
      ref,
      common: await parseAll([...past, ...shared], (name) => name),
      ours: await parseAll(
        folder.migrations.filter((each) => !isShared(each)),
        (_name, path) => shown(path)
      ),
      theirs: await parseAll(
        there.filter(({ name }) => !before.has(name) && !sharedNames.has(name)),
        (name) => `${ref}:${name}`
      )
    };
  } finally {
    await rm2(scratch, { recursive: true, force: true });
  }
}
async function readAt(directory) {
  if (directory === void 0) return [];
  try {
    return (await readMigrationFolder(directory)).migrations;
  } catch (error) {
    if (error instanceof MigratorError && /^folder_(empty|missing)$/.test(error.code)) return [];
    throw error;
  }
}
async function parseAll(migrations, show) {
  const parsed = [];
  for (const migration of migrations) {
    const text = readMigrationText(migration);
    parsed.push(await parseMigration(migration.name, show(migration.name, migration.path), text));
  }
  return parsed;
}

// src/check/read-rows.ts
var TABLES = `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'migrator') AND n.nspname !~ '^pg_'
  AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
ORDER BY 1`;
async function readRows(session) {
  const [tables = []] = await session.run(TABLES);
  if (tables.length === 0) return /* @__PURE__ */ new Map();
  const digests = tables.map(({ name }) => {
    const table = String(name);
    return `SELECT ${quoteLiteral(table)} AS name, pg_catalog.count(*)::text AS rows,
pg_catalog.sum(pg_catalog.hashtextextended("migrator row"::text, 0)::numeric)::text AS digest
FROM ${table} AS "migrator row"`;
  });
  const [found = []] = await session.run(digests.join("\nUNION ALL\n"));
  return new Map(
    found.filter(({ rows }) => rows !== "0").map(({ name, rows, digest }) => [String(name), { rows: Number(rows), digest: String(digest) }])
  );
}
function rowChanges(before, after) {
  const tables = [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort();
  return tables.filter((table) => before.get(table)?.digest !== after.get(table)?.digest).map((table) => ({
    table,
    before: before.get(table)?.rows ?? 0,
    after: after.get(table)?.rows ?? 0
  }));
}

// src/check/run-again.ts
async function runAgain(database, file, before, remake) {
  const rowsBefore = await readRows(database.session);
  const filled = new Set(rowsBefore.keys());
  let touched = 0;
  try {
    touched = (await database.replay(file)).length;
  } catch (error) {
    if (!(error instanceof MigratorError) || error.details.migration !== file.name) throw error;
    if (file.statements.some(({ transaction }) => transaction !== "inside")) await remake();
    return { error, changes: true, facts: [], rows: [], filled };
  }
  const rows = rowChanges(rowsBefore, await readRows(database.session));
  const quiet = touched === 0 && database.logged;
  const after = quiet ? before : (await readOutline(database.session)).hashes;
  const keys = differingKeys({ hashes: before }, { hashes: after });
  if (keys.size === 0 && rows.length === 0)
    return { error: void 0, changes: false, facts: [], rows, filled };
  if (keys.size === 0) {
    await remake();
    return { error: void 0, changes: true, facts: [], rows, filled };
  }
  const found = await readCatalog(database.session);
  const expected = await readCatalog((await remake()).session);
  const { differences } = compareCatalogs(expected, found, keys);
  return {
    error: void 0,
    changes: differences.length + rows.length > 0,
    facts: differences,
    rows,
    filled
  };
}

// src/check/replay-folder.ts
async function replayFolder(request) {
  const { shadow, files, readsStates, exempt } = request;
  const began = Date.now();
  const exempted = [];
  let againMs = 0;
  let database = await shadow.open();
  try {
    const start = await readCatalog(database.session);
    const states = [start.hashes];
    const touches = [];
    const again = /* @__PURE__ */ new Map();
    let failure;
    let last = start.hashes;
    for (const [index, file] of files.entries()) {
      const touched = await replayOne(database, file);
      if (touched instanceof MigratorError) {
        failure = touched;
        break;
      }
      touches.push(touched);
      const exemption = await exempt(file);
      if (exemption !== void 0) exempted.push(exemption);
      const runsTwice = exemption === void 0;
      if (touched.length > 0 || !database.logged) last = void 0;
      if (readsStates || runsTwice) last ??= (await readOutline(database.session)).hashes;
      states.push(last);
      if (!runsTwice || last === void 0) continue;
      const secondBegan = Date.now();
      const second = await runAgain(database, file, last, async () => {
        await database.close();
        database = await shadow.open();
        for (const earlier of files.slice(0, index + 1)) await database.replay(earlier);
        return database;
      });
      again.set(file.name, second);
      againMs += Date.now() - secondBegan;
    }
    const end = await readCatalog(database.session);
    const known = new Set(start.unmodelled);
    return {
      files: files.slice(0, touches.length),
      failure,
      states: [...states.slice(0, -1), touches.length === 0 ? start.hashes : end.hashes],
      touches,
      end,
      unmodelled: end.unmodelled.filter((kind) => !known.has(kind)),
      again,
      exempted,
      tookMs: Date.now() - began,
      againMs
    };
  } finally {
    await database.close();
  }
}
async function replayOne(database, file) {
  try {
    return await database.replay(file);
  } catch (error) {
    if (error instanceof MigratorError && error.details.migration === file.name) return error;
    throw error;
  }
}

// src/check/open-check-work.ts
var FEW_FILES = 12;
function openCheckWork(config, folder, { against, runsTwice, readHistory: readHistory2, readHazards: readHazards2 }) {
  const showPath = (path) => displayPath(path, config.cwd);
  const paths = new Map(folder.migrations.map(({ name, path }) => [name, showPath(path)]));
  const showName = (name) => paths.get(name) ?? name;
  const drizzle = findDrizzleProject(folder.directory);
  let opened;
  let turn = Promise.resolve();
  const files = once(() => parseFolder(folder, config.cwd));
  const generated = once(async () => {
    if (folder.layout !== "drizzle" || typeof drizzle === "string") return void 0;
    const known = await readGenerated(drizzle, folder.directory);
    if (known === void 0) return void 0;
    const names = /* @__PURE__ */ new Set();
    for (const file of (await files()).files) if (await isGenerated(file, known)) names.add(file.name);
    return names;
  });
  const shadow = () => {
    const source = typeof config.shadow === "string" ? { kind: "embedded", directory: config.shadowDirectory } : { kind: "url", target: config.shadow };
    opened ??= openShadow({ source, target: void 0, showPath: showName });
    return opened;
  };
  const history = once(async () => config.target === void 0 ? void 0 : readHistory2());
  const branches = once(async () => {
    if (against === void 0) throw new Error("branches are asked for and none is named");
    return readBranches(folder, against, showPath);
  });
  const settled = once(async () => {
    const recorded = await history().catch(() => void 0);
    const common = against === void 0 ? [] : (await branches().catch(() => void 0))?.common;
    return /* @__PURE__ */ new Set([
      ...recorded?.isRemote === true ? recorded.recorded : [],
      ...(common ?? []).map(({ name }) => name)
    ]);
  });
  const inTurn = (work) => {
    const mine = turn.then(work);
    turn = mine.catch(() => void 0);
    return mine;
  };
  const replayed = once(
    () => inTurn(async () => {
      if (runsTwice) generated().catch(() => {
      });
      const { files: parsed } = await files();
      return replayFolder({
        shadow: await shadow(),
        files: parsed,
        readsStates: parsed.length <= FEW_FILES,
        exempt: async (file) => {
          if (!runsTwice) return "not_asked";
          if ((await settled()).has(file.name)) return "settled";
          return (await generated())?.has(file.name) ? "generated" : void 0;
        }
      });
    })
  );
  return {
    config,
    folder,
    against,
    drizzle,
    showPath,
    files,
    shadow,
    inTurn,
    replayed,
    generated,
    showName,
    runsTwice,
    hazards: readHazards2,
    history,
    branches,
    settled,
    async close() {
      await turn;
      await (await opened?.catch(() => void 0))?.close();
    }
  };
}
async function parseFolder({ migrations }, cwd) {
  const files = [];
  for (const migration of migrations) {
    try {
      const text = readMigrationText(migration, cwd);
      files.push(await parseMigration(migration.name, displayPath(migration.path, cwd), text));
    } catch (failure) {
      if (failure instanceof MigratorError) return { files, failure };
      throw failure;
    }
  }
  return { files, failure: void 0 };
}
function once(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

// src/check-folder.ts
var PARTS = {
  replay: checkReplay,
  schema: checkSchema,
  idempotent: checkIdempotent,
  push: checkPush,
  history: checkHistory,
  hazards: checkHazards,
  undo: checkUndo,
  branches: checkBranches
};
async function checkFolder(config, options, emit) {
  const began = Date.now();
  const folder = await readMigrationFolder(config.directory, config.cwd);
  const wanted = CHECK_PARTS.filter((name) => options.parts?.includes(name) ?? true);
  const work = openCheckWork(config, folder, {
    against: options.against,
    runsTwice: wanted.includes("idempotent"),
    readHazards: ({ judged: judged2, generated }) => readHazards(folder, {
      judged: ({ name }) => judged2(name),
      ...generated === void 0 ? {} : { generated },
      cwd: config.cwd
    }),
    readHistory: () => readHistory(config, folder)
  });
  try {
    const running = wanted.map((name) => runPart(PARTS[name], work));
    for (const each of running) each.catch(() => {
    });
    const parts = [];
    for (const each of running) {
      const part = await each;
      emit({ type: "checked", part });
      parts.push(part);
    }
    return { directory: folder.directory, outcome: outcomeOf(parts), parts, durationMs: Date.now() - began };
  } finally {
    await work.close();
  }
}
async function runPart({ name, check }, work) {
  const began = Date.now();
  const verdict = await check(work).catch((error) => {
    if (error instanceof MigratorError) return notDone(error);
    throw error;
  });
  const { ownMs = Date.now() - began, ...told } = verdict;
  return { name, ...told, durationMs: ownMs };
}
async function readHistory(config, folder) {
  return withDatabase(
    config,
    { lock: false, folder, emit: () => {
    } },
    async ({ session, contact, target, label }) => {
      const history = await historyOf(session, contact, folder.migrations);
      const findings = [...findOldHistory(contact.oldHistory, history.length), ...folder.findings];
      const plan = planRun({ ...folder, findings, history, outOfOrder: false });
      return {
        target: label,
        isRemote: target.kind === "remote",
        findings: [...plan.blockers, ...plan.notices],
        recorded: history.map(({ filename }) => filename)
      };
    }
  );
}
function outcomeOf(parts) {
  if (parts.some(({ outcome }) => outcome === "not_done")) return "incomplete";
  return parts.some(({ outcome }) => outcome === "failed") ? "findings" : "clean";
}
export {
  checkFolder
};
