import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  alignLater,
  createKeyRules,
  readGrants,
  readStatementStates,
  readStates
} from "./chunk-COKLJJQ2.mjs";
import {
  alignNames,
  dataStatements,
  describeKey,
  differingKeys,
  formatKey,
  isLostByPush,
  kindOf,
  locationOf,
  matchesTouch,
  mayConcern,
  mendPolicy,
  mendingSql,
  movedTable,
  movesRows,
  parseKey
} from "./chunk-5JVUGQZD.mjs";
import {
  RESET_ROLE,
  SQLSTATE,
  ServerError,
  isGone,
  quoteIdentifier,
  quoteLiteral
} from "./chunk-F27YLNLV.mjs";
import {
  listOf,
  textOf
} from "./chunk-QNGV3ANM.mjs";

// src/adopt/rehearse.ts
var OUTCOME_SETTING = "migrator.rehearsal";
async function rehearse(session, statement) {
  const results = await session.run(`DO $migrator$ DECLARE changed bigint; BEGIN
  BEGIN
    EXECUTE ${quoteLiteral(statement)};
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE EXCEPTION USING ERRCODE = '${SQLSTATE.rehearsed}';
  EXCEPTION WHEN others THEN
    PERFORM pg_catalog.set_config('${OUTCOME_SETTING}', SQLSTATE || ' ' || coalesce(changed, 0), false);
  END;
END $migrator$;
SELECT pg_catalog.current_setting('${OUTCOME_SETTING}') AS outcome;`);
  const [sqlstate = "", rows] = String(results.at(-1)?.[0]?.outcome).split(" ");
  if (sqlstate === SQLSTATE.rehearsed) return { kind: "changes", rows: Number(rows) };
  return isGone(sqlstate) ? { kind: "gone" } : { kind: "fails", sqlstate };
}
async function readTableState(session, table) {
  const name = [table.schema, table.name].flatMap((part) => part === void 0 ? [] : quoteIdentifier(part)).join(".");
  const [found] = await session.run(`SELECT pg_catalog.to_regclass(${quoteLiteral(name)})::text AS name`);
  if (found?.[0]?.name == null) return "missing";
  const [rows] = await session.run(`SELECT EXISTS (SELECT FROM ${name}) AS filled`);
  return rows?.[0]?.filled === true ? "filled" : "empty";
}

// src/adopt/decide-data.ts
async function decideData(statement, options) {
  const [data] = dataStatements([statement]);
  if (data !== void 0) return decide(data, options);
  return options.verdict === "loop" && movesRows(statement) ? decideMoving(statement, options) : void 0;
}
async function decideLoop(statements, options) {
  const unasked = { ...options, choices: { files: /* @__PURE__ */ new Map() } };
  const decisions = [];
  for (const statement of statements) {
    const decision = await decideData(statement, unasked);
    if (decision !== void 0) decisions.push(afterSeeds(decision, decisions));
  }
  if (!decisions.some(({ decision }) => decision === "ask")) return decisions;
  const choice = options.choices.files.get(options.name) ?? options.choices.all;
  if (choice === "run") {
    return statements.map((statement) => ({
      statement,
      decision: "run",
      reason: "--data run, the whole file"
    }));
  }
  return decisions.map(({ statement, decision, reason }) => {
    const told = decision === "done" ? `${reason}, unless the rest of the file runs` : reason;
    return choice === void 0 ? { statement, decision: "ask", reason: told } : { statement, decision: "done", reason: `${reason}; --data skip` };
  });
}
function afterSeeds(decision, before) {
  const seeds = before.filter((each) => each.decision === "run");
  if (decision.reason !== NO_ROW || seeds.length === 0) return decision;
  const table = tableOf(decision);
  return table !== void 0 && seeds.every((seed) => tableOf(seed) === table) ? { ...decision, decision: "run", reason: "it goes with the seed of the same table" } : { ...decision, decision: "ask", reason: "it may work on what the seed before it brings" };
}
function tableOf({ statement }) {
  const table = dataStatements([statement])[0]?.table;
  return table === void 0 ? void 0 : JSON.stringify([table.schema, table.name]);
}
var NO_ROW = "it would change no row";
async function decide(data, options) {
  const { statement, table } = data;
  const decided = (decision, reason) => ({ statement, decision, reason });
  const state = table === void 0 ? "unknown" : await readTableState(options.session, table);
  if (state === "missing") return decided("done", "its table is gone, so it can never run again");
  if (!data.rehearsable || table === void 0 || !options.isOurs(table)) {
    return choose(statement, "what it would do can not be rehearsed", options);
  }
  if (!options.isStill(table, statement)) {
    return choose(statement, "its table has been renamed or made again since", options);
  }
  const rehearsal = await rehearse(options.session, statement.text);
  if (rehearsal.kind === "gone") return decided("done", "what it names is gone, so it can never run again");
  if (rehearsal.kind === "fails") return choose(statement, `it fails with ${rehearsal.sqlstate}`, options);
  if (rehearsal.rows === 0) {
    return decided(options.verdict === "pending" ? "run" : "done", NO_ROW);
  }
  if (data.seeds && state === "empty") return decided("run", "its table is empty");
  const rows = rehearsal.rows === 1 ? "1 row" : `${rehearsal.rows} rows`;
  return choose(statement, `it would change ${rows}`, options);
}
async function decideMoving(statement, options) {
  const table = movedTable(statement);
  const state = table === void 0 ? "filled" : await readTableState(options.session, table);
  if (state === "filled")
    return choose(statement, "later files undo it, and its table has rows now", options);
  return { statement, decision: "done", reason: "later files undo it, and there are no rows to move" };
}
function choose(statement, reason, { name, choices }) {
  const choice = choices.files.get(name) ?? choices.all;
  if (choice === void 0) return { statement, decision: "ask", reason };
  return { statement, decision: choice === "run" ? "run" : "done", reason: `${reason}; --data ${choice}` };
}

// src/adopt/describe-conflict.ts
function describeConflict(code, key, context) {
  const object = describeKey(key);
  const expected = context.end.show(key) ?? "absent";
  const found = context.target.show(key) ?? "absent";
  return {
    code,
    severity: code === "drift" ? "warning" : "blocker",
    ...context.migration === void 0 ? {} : { migration: context.migration },
    ...context.at === void 0 ? {} : { at: context.at },
    message: sentenceOf(code, object),
    object,
    expected,
    found,
    ...context.sql.length === 0 ? {} : { sql: context.sql }
  };
}
function sentenceOf(code, object) {
  switch (code) {
    case "unexpected_object":
      return `The database has a ${object} that no file makes.`;
    case "drift":
      return `The database has a ${object} that no file makes; it is left alone.`;
    case "partial":
      return `The ${object} is not yet as the file leaves it.`;
    case "not_proven":
      return `After the run the ${object} was not what the files say, so everything was rolled back.`;
    default:
      return `The ${object} is neither as the files leave it nor as it was before them.`;
  }
}

// src/adopt/describe-questions.ts
function describeQuestion(input, index, { statement, reason }) {
  const { name } = input.files[index]?.migration ?? { name: "" };
  return {
    code: "data_question",
    severity: "blocker",
    migration: name,
    ...placeOf(input, index, statement),
    message: `Nobody can see whether this statement of ${name} has run: ${reason}.`,
    hint: `Say --data ${name}=run to run it now, or --data ${name}=skip to take it as done.`
  };
}
async function describePartial(input, index, { statement, reason }) {
  const { name } = input.files[index]?.migration ?? { name: "" };
  const { replay, target } = input;
  const missing = input.judgement.files[index]?.no ?? [];
  const roots = missing.filter((key) => !missing.includes(replay.end.parentOf(key) ?? ""));
  const findings = [
    {
      code: "partial",
      severity: "blocker",
      migration: name,
      ...placeOf(input, index, statement),
      message: `${name} is in effect in part, and this statement ${reason}.`,
      hint: "Run the SQL below that you want, or bring the database to before the file by hand, and run the same command again."
    }
  ];
  for (const key of roots) {
    const at = placeOf(input, index, statement).at;
    const sql = (await mendingSql(target, replay.end, [key])).map((each) => `${each.sql};`);
    findings.push(describeConflict("partial", key, { end: replay.end, target, migration: name, at, sql }));
  }
  return findings;
}
function placeOf({ files, showPath }, index, statement) {
  const file = files[index];
  return file === void 0 ? {} : { at: locationOf(showPath(file.migration.path), file.parsed, statement) };
}

// src/adopt/find-losses.ts
function mayDrop({ kind, tree }) {
  if (kind === "DropStmt" || kind === "DropOwnedStmt" || kind === "DoStmt") return true;
  return kind === "AlterTableStmt" && listOf(tree, "cmds").some((command) => textOf(command, "AlterTableCmd", "subtype") === "AT_DropColumn");
}
async function readColumns(session) {
  const [rows = []] = await session.run(`SELECT a.attrelid::text || '.' || a.attnum AS place
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm')
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`);
  return new Set(rows.map((row) => String(row.place)));
}
async function describeLosses(input, losses) {
  if (input.allowDataLoss) return [];
  const findings = [];
  for (const { file, statement, columns } of losses) {
    const tables = await readFilledTables(input.session, [
      ...new Set(columns.map((place) => place.split(".")[0] ?? ""))
    ]);
    const judged = input.files[file];
    if (tables.length === 0 || judged === void 0) continue;
    const { migration, parsed } = judged;
    findings.push({
      code: "data_loss",
      severity: "blocker",
      migration: migration.name,
      at: locationOf(input.showPath(migration.path), parsed, statement),
      message: `${migration.name} is pending, and would throw away rows of ${tables.join(", ")}.`,
      hint: "Save what is needed, then let it with --allow-data-loss."
    });
  }
  return findings;
}
async function readFilledTables(session, oids) {
  const filled = [];
  for (const oid of oids) {
    const [found] = await session.run(
      `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ${Number(oid)}`
    );
    const name = found?.[0]?.name;
    if (typeof name !== "string") continue;
    const [rows] = await session.run(`SELECT EXISTS (SELECT FROM ${name}) AS filled`);
    if (rows?.[0]?.filled === true) filled.push(name);
  }
  return filled;
}

// src/adopt/locate.ts
function locate(input) {
  const changes = changesOf(input);
  const positions = findPositions(input, changes);
  const judged = positions === void 0 ? judgeFiles(input, changes) : judgeByPosition(input, changes, positions);
  return resolveTail(judged);
}
function changesOf({ states, counts, traceless }) {
  return states.slice(1).map((after, index) => {
    const before = states[index];
    if (traceless?.[index] === true) return [];
    if (before === void 0 || after === void 0) return void 0;
    const keys = /* @__PURE__ */ new Set([...before.keys(), ...after.keys()]);
    return [...keys].filter((key) => before.get(key) !== after.get(key) && counts(key, index));
  });
}
function findPositions({ states, target }, changes) {
  const keys = new Set(changes.flatMap((touched) => touched ?? []));
  const equal = states.flatMap(
    (state, position) => state !== void 0 && [...keys].every((key) => state.get(key) === target.get(key)) ? [position] : []
  );
  const reachable = equal.filter(
    (position) => changes.slice(position).every((touched) => touched !== void 0)
  );
  const lowest = reachable[0];
  const highest = reachable.at(-1);
  return lowest === void 0 || highest === void 0 ? void 0 : { lowest, highest };
}
function judgeByPosition({ made }, changes, { lowest, highest }) {
  return changes.map((touched, index) => {
    if (index >= highest) return { verdict: "pending", yes: [], no: touched ?? [], foreign: [] };
    const verdict = index < lowest && touched?.length !== 0 ? "in_effect" : "loop";
    return { verdict, yes: touched ?? made?.get(index) ?? [], no: [], foreign: [] };
  });
}
function judgeFiles({ states, target, overwritten, within, made }, changes) {
  const current = new Map(target);
  const rewritten = /* @__PURE__ */ new Set();
  return changes.map((touched, index) => {
    if (touched === void 0)
      return { verdict: "in_effect", yes: made?.get(index) ?? [], no: [], foreign: [] };
    const file = { yes: [], no: [], foreign: [] };
    let halfWay = false;
    for (const key of touched) {
      const value = current.get(key);
      const later = states.slice(index + 1).some((state) => state !== void 0 && state.get(key) === value);
      const earlier = states.slice(0, index + 1).some((state) => state !== void 0 && state.get(key) === value);
      if (earlier && (!later || rewritten.has(key))) file.no.push(key);
      else if (later && !earlier) file.yes.push(key);
      else if (later) continue;
      else if (within?.get(index)?.some((state) => state.get(key) === value)) {
        file.no.push(key);
        halfWay = true;
      } else file.foreign.push(key);
    }
    const whole = verdictOf(file, overwritten);
    const verdict = halfWay && whole === "pending" ? "partial" : whole;
    if (verdict === "pending" || verdict === "partial") {
      for (const key of verdict === "pending" ? touched : file.no) {
        rewritten.add(key);
        const after = states[index + 1]?.get(key);
        if (after === void 0) current.delete(key);
        else current.set(key, after);
      }
    }
    return { verdict, ...file };
  });
}
function verdictOf({ yes, no, foreign }, overwritten) {
  if (foreign.length > 0) {
    const harmless = yes.length === 0 && foreign.every(overwritten);
    return harmless ? "pending" : "conflict";
  }
  if (yes.length > 0) return no.length > 0 ? "partial" : "in_effect";
  return no.length > 0 ? "pending" : "loop";
}
function resolveTail(files) {
  const last = files.findLastIndex(
    ({ verdict }) => verdict === "in_effect" || verdict === "partial" || verdict === "conflict"
  );
  const pending = files.findIndex(({ verdict }, index) => index > last && verdict === "pending");
  if (pending === -1) return [...files];
  return files.map(
    (file, index) => index > pending && file.verdict === "loop" ? { ...file, verdict: "pending" } : file
  );
}

// src/adopt/judge.ts
var STOPPING_KINDS = /* @__PURE__ */ new Set(["policy", "trigger", "rule", "constraintTriggers", "constraintIndex"]);
function judge({ states, end, traceless, made }, target, rules, lostByPush, within) {
  const files = locate({
    states,
    traceless,
    made,
    target: meantHashes(end, target, lostByPush),
    counts: rules.counts,
    overwritten: (key) => kindOf(key) === "acl",
    ...within === void 0 ? {} : { within }
  });
  const settled = (index) => files[index]?.verdict === "in_effect" || files[index]?.verdict === "loop";
  const extras = [...target.hashes.keys()].filter(
    (key) => !rules.touched.has(key) && states[0]?.has(key) !== true && hangsOnOurs(key, target, states)
  );
  const stops = (key) => {
    if (STOPPING_KINDS.has(kindOf(key))) return true;
    if (kindOf(key) !== "acl" || !rules.isProven(key)) return false;
    return !rules.isNamed(key, (index) => !settled(index));
  };
  return {
    files,
    stopping: extras.filter(stops),
    drift: extras.filter((key) => !stops(key) && !isQuiet(key, rules))
  };
}
function meantHashes(end, target, lostByPush) {
  if (lostByPush.length === 0) return target.hashes;
  const meant = new Map(target.hashes);
  for (const key of lostByPush) {
    const hash = end.hashes.get(key);
    if (hash !== void 0) meant.set(key, hash);
  }
  return meant;
}
function hangsOnOurs(key, target, states) {
  const made = (parent) => states[0]?.has(parent) !== true && states.some((state) => state?.has(parent));
  if (kindOf(key) === "publicationRel") return made(formatKey("table", parseKey(key).parts.slice(1)));
  for (let parent = target.parentOf(key); parent !== void 0; parent = target.parentOf(parent)) {
    if (kindOf(parent) === "schema") return false;
    if (made(parent)) return true;
  }
  return false;
}
function isQuiet(key, rules) {
  return kindOf(key) === "acl" && !rules.isProven(key);
}

// src/adopt/judge-statements.ts
function judgeStatements(input) {
  const { statements, earlier, within, later, target, isGrant } = input;
  const verdicts = locate({
    states: [...earlier, ...within, ...later],
    target,
    counts: () => true,
    overwritten: isGrant
  }).slice(earlier.length - 1, earlier.length - 1 + statements.length);
  const verdictOf2 = (index) => {
    const verdict = verdicts[index]?.verdict;
    const half2 = verdict === "partial" || verdict === "conflict";
    return half2 && statements[index]?.kind === "GrantStmt" ? "pending" : verdict;
  };
  const half = statements.find(
    (_, index) => verdictOf2(index) === "partial" || verdictOf2(index) === "conflict"
  );
  if (half !== void 0) return { kind: "stop", statement: half, reason: "is in effect in part" };
  const firstPending = statements.findIndex((_, index) => verdictOf2(index) === "pending");
  const lastInEffect = statements.findLastIndex((_, index) => verdictOf2(index) === "in_effect");
  if (firstPending > lastInEffect) {
    const cut = statements.slice(0, firstPending);
    return { kind: "run", run: statements.slice(firstPending), undecided: onlyData(cut) };
  }
  const missing = statements.filter((_, index) => verdictOf2(index) === "pending");
  const blocked = missing.find((statement) => !isCompletable(statement));
  if (blocked !== void 0)
    return { kind: "stop", statement: blocked, reason: "is missing, and touches rows" };
  return { kind: "run", run: missing, undecided: onlyData(statements) };
}
function onlyData(statements) {
  return dataStatements(statements).map(({ statement }) => statement);
}
function isCompletable({ kind, tree }) {
  if (COMPLETABLE.has(kind)) return true;
  if (kind !== "AlterTableStmt") return false;
  return listOf(tree, "cmds").every(
    (command) => COMPLETABLE_CHANGES.has(textOf(command, "AlterTableCmd", "subtype") ?? "")
  );
}
var COMPLETABLE = /* @__PURE__ */ new Set([
  "IndexStmt",
  "CreatePolicyStmt",
  "AlterPolicyStmt",
  "CreateTrigStmt",
  "CreateFunctionStmt",
  "AlterFunctionStmt",
  "ViewStmt",
  "RuleStmt",
  "GrantStmt",
  "AlterDefaultPrivilegesStmt",
  "CommentStmt",
  "AlterOwnerStmt"
]);
var COMPLETABLE_CHANGES = /* @__PURE__ */ new Set([
  "AT_ColumnDefault",
  "AT_AddConstraint",
  "AT_DropConstraint",
  "AT_ValidateConstraint",
  "AT_EnableRowSecurity",
  "AT_ForceRowSecurity",
  "AT_NoForceRowSecurity",
  "AT_EnableTrig",
  "AT_ReplicaIdentity"
]);

// src/adopt/open-trial.ts
async function openTrial(session, tries) {
  await session.run("BEGIN");
  const before = tries ? await readColumns(session) : /* @__PURE__ */ new Set();
  const gone = /* @__PURE__ */ new Set();
  const losses = [];
  const waiting = [];
  let going = tries;
  return {
    losses,
    session: {
      ...session,
      run: async (text) => {
        await settle();
        return session.run(text);
      },
      query: async (text, parameters) => {
        await settle();
        return session.query(text, parameters);
      }
    },
    run(statement) {
      if (statement.refusal !== void 0) going = false;
      if (going && statement.transaction === "inside") waiting.push(statement.text);
    },
    async endFile(index, ran) {
      if (!going || ran.length === 0) return;
      waiting.push(`${RESET_ROLE} RESET ALL; SET LOCAL lock_timeout = '5s'`);
      const statement = ran.findLast(mayDrop);
      if (statement === void 0) return;
      await settle();
      const now = await readColumns(session);
      const columns = [...before].filter((place) => !now.has(place) && !gone.has(place));
      for (const place of columns) gone.add(place);
      if (columns.length > 0) losses.push({ file: index, statement, columns });
    },
    async close() {
      await session.run("ROLLBACK");
    }
  };
  async function settle() {
    const texts = waiting.splice(0);
    if (texts.length === 0 || await attempt(session, texts) || texts.length === 1) return;
    for (const text of texts) await attempt(session, [text]);
  }
}
async function attempt(session, texts) {
  try {
    await session.run(["SAVEPOINT migrator_try", ...texts, "RELEASE SAVEPOINT migrator_try"].join("\n;\n"));
    return true;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run("ROLLBACK TO SAVEPOINT migrator_try; RELEASE SAVEPOINT migrator_try");
    return false;
  }
}

// src/adopt/decide-files.ts
async function decideFiles(input) {
  const files = [];
  const findings = [];
  const mended = mendsByFile(input);
  const trial = await openTrial(input.session, needsTrial(input));
  try {
    for (const [index, file] of input.files.entries()) {
      const verdict = input.judgement.files[index];
      if (verdict === void 0 || verdict.verdict === "conflict") continue;
      const decided = await decideFile(input, index, verdict.verdict, trial);
      await trial.endFile(index, decided.run);
      findings.push(...decided.findings);
      const mends = mended.get(index) ?? [];
      const whole = decided.run.length === file.parsed.statements.length && verdict.verdict !== "in_effect";
      files.push({
        ...file,
        verdict: verdict.verdict,
        run: decided.run,
        mends,
        outcome: whole && mends.length === 0 && decided.run.length > 0 ? "applied" : decided.run.length > 0 || mends.length > 0 ? "completed" : "adopted",
        facts: verdict.yes.length,
        data: Object.fromEntries(
          decided.data.map(({ statement, reason }) => [`line ${statement.line}`, reason])
        )
      });
      if (decided.findings.length > 0) break;
    }
  } finally {
    await trial.close();
  }
  return { files, findings: [...findings, ...await describeLosses(input, trial.losses)] };
}
function needsTrial({ files, judgement, allowDataLoss }) {
  const statements = files.flatMap(({ parsed }, index) => {
    const verdict = judgement.files[index]?.verdict;
    return verdict === "in_effect" ? [] : parsed.statements;
  });
  if (!allowDataLoss && statements.some(mayDrop)) return true;
  return judgement.files.some(isSettled) && files.some(({ parsed }) => dataStatements(parsed.statements).length > 0);
}
function isSettled({ verdict }) {
  return verdict === "in_effect" || verdict === "partial";
}
async function decideFile(input, index, verdict, trial) {
  const file = input.files[index];
  if (file === void 0) throw new Error(`no file ${index}`);
  const { migration, parsed } = file;
  const laterInEffect = input.judgement.files.slice(index + 1).some(isSettled);
  const partial = verdict === "partial" ? await judgePartial(input, index) : void 0;
  if (partial?.kind === "stop") {
    return { run: [], data: [], findings: await describePartial(input, index, partial) };
  }
  const base = new Set(verdict === "pending" ? parsed.statements : partial?.run);
  const unborn = verdict === "partial" ? await unbornData(trial.session, [...base]) : base;
  const decides = (statement) => !base.has(statement) || laterInEffect || !unborn.has(statement);
  const options = {
    session: trial.session,
    name: migration.name,
    choices: input.choices,
    verdict,
    isOurs: (table) => isOurTable(table, input.replay.states),
    isStill: (table, statement) => verdict === "pending" || staysTheSame(table, { file: index, statement: statement.index }, input.replay)
  };
  const run = [];
  const data = [];
  if (verdict === "loop") data.push(...await decideLoop(parsed.statements, options));
  for (const statement of parsed.statements) {
    const known = data.find((each) => each.statement === statement);
    const decision = known ?? (decides(statement) ? await decideData(statement, options) : void 0);
    if (decision !== void 0 && known === void 0) data.push(decision);
    if (decision === void 0 ? !base.has(statement) : decision.decision !== "run") continue;
    run.push(statement);
    trial.run(statement);
  }
  const asked = data.filter(({ decision }) => decision === "ask");
  return { run, data, findings: asked.map((each) => describeQuestion(input, index, each)) };
}
async function unbornData(session, statements) {
  const unborn = new Set(statements);
  for (const { statement, table } of dataStatements(statements)) {
    if (table === void 0 || await readTableState(session, table) !== "missing") unborn.delete(statement);
  }
  return unborn;
}
async function judgePartial(input, index) {
  const { replay, target, lost, files, past, shadow } = input;
  const file = files[index];
  const start = replay.states[index];
  if (file === void 0 || start === void 0) throw new Error(`no state before file ${index}`);
  const before = [...past, ...files.slice(0, index).map(({ parsed }) => parsed)];
  const within = await readStatementStates(shadow, before, file.parsed, start);
  return judgeStatements({
    statements: file.parsed.statements,
    earlier: readOnes(replay.states.slice(0, index + 1)),
    within: within.slice(1),
    later: readOnes(replay.states.slice(index + 2)),
    target: meantHashes(replay.end, target, lost),
    isGrant: (key) => kindOf(key) === "acl"
  });
}
function mendsByFile({ lost, replay }) {
  const { end } = replay;
  const isPermissive = (key) => Number(end.factOf(key)?.permissive !== false);
  const mends = /* @__PURE__ */ new Map();
  for (const key of lost.toSorted((a, b) => isPermissive(a) - isPermissive(b))) {
    const file = lastChange(key, replay);
    mends.set(file, [...mends.get(file) ?? [], mendPolicy(end, key)]);
  }
  return mends;
}
function lastChange(key, { states, touched }) {
  let last = { from: 0, to: 0 };
  let before = 0;
  for (const [position, state] of states.entries()) {
    if (state === void 0) continue;
    if (state.get(key) !== states[before]?.get(key)) last = { from: before, to: position };
    before = position;
  }
  const made = touched.makerOf(key);
  return made !== void 0 && made >= last.from && made < last.to ? made : last.to - 1;
}
function staysTheSame(table, from, { touches }) {
  const names = (identity) => {
    const plain = identity?.replaceAll('"', "");
    return table.schema === void 0 ? plain?.endsWith(`.${table.name}`) : plain === `${table.schema}.${table.name}`;
  };
  const later = touches.flatMap(
    (touched, file) => touched.filter(({ statement }) => file > from.file || file === from.file && statement > from.statement)
  );
  return !later.some(
    ({ type, dropped, was, identity }) => type === "table" && (dropped && names(identity) || names(was))
  );
}
function readOnes(states) {
  return states.filter((state) => state !== void 0);
}
function isOurTable(table, states) {
  const suffix = `.${table.name}`;
  const matches = /* @__PURE__ */ new Set();
  for (const state of readOnes(states)) {
    for (const key of state.keys()) {
      if (kindOf(key) !== "table") continue;
      if (table.schema === void 0 ? key.endsWith(suffix) : key === `table:${table.schema}${suffix}`)
        matches.add(key);
    }
  }
  return matches.size === 1 && [...matches].every((key) => states[0]?.has(key) !== true);
}

// src/adopt/find-statement.ts
function findStatement(key, touches, { parentOf }) {
  const matches = (touch) => kindOf(key) === "acl" ? /^(GRANT|REVOKE)/.test(touch.tag) && mayConcern(key, touch) : matchesTouch(key, touch, parentOf);
  for (let file = touches.length - 1; file >= 0; file -= 1) {
    const found = touches[file]?.findLast(matches);
    if (found !== void 0) return { file, statement: found.statement };
  }
  return void 0;
}

// src/adopt/describe-refusals.ts
async function describeRefusals(input, judgement, { replay, target }) {
  const describe = async (code, key, migration) => {
    const made = findStatement(key, replay.touches, replay.end);
    const file = made === void 0 ? void 0 : input.files[made.file];
    const statement = file?.parsed.statements[made?.statement ?? -1];
    return describeConflict(code, key, {
      end: replay.end,
      target,
      ...migration === void 0 ? {} : { migration },
      at: file === void 0 || statement === void 0 ? void 0 : locationOf(input.showPath(file.migration.path), file.parsed, statement),
      sql: (await mendingSql(target, replay.end, [key])).map(({ sql }) => `${sql};`)
    });
  };
  const findings = [];
  for (const [index, { verdict, foreign }] of judgement.files.entries()) {
    if (verdict !== "conflict") continue;
    for (const key of foreign)
      findings.push(await describe("conflict", key, input.files[index]?.migration.name));
  }
  for (const key of judgement.stopping) findings.push(await describe("unexpected_object", key));
  for (const key of judgement.drift)
    findings.push(await describe(input.strict ? "unexpected_object" : "drift", key));
  const unproven = replay.unmodelled.map((what) => {
    const extension = /^extension "(.*)"$/.exec(what)?.[1];
    if (extension !== void 0 && !target.hashes.has(formatKey("extension", [extension])))
      return missingTwice(what);
    return unprovenFinding(what, input.trustUnproven === true);
  });
  return [...findings, ...unproven];
}
function unprovenFinding(what, trusted) {
  return {
    code: "unproven",
    severity: trusted ? "warning" : "blocker",
    message: `The files make something that can not be compared (${what}), so nothing can be proven of it.`,
    hint: trusted ? "The record says that it was not proven." : "Make sure by hand that it is as the files say, then run again with --trust-unproven."
  };
}
function missingTwice(what) {
  return {
    code: "unproven",
    severity: "blocker",
    message: `The shadow has no ${what}, and the database has not got it either.`,
    hint: `Create the ${what} in the database by hand and run again, or point SHADOW_DATABASE_URL to a server that has it.`
  };
}

// src/adopt/plan-adoption.ts
async function planAdoption(input) {
  return decideAdoption(input, await judgeAdoption(input));
}
async function judgeAdoption(input, replayed) {
  const parsed = input.files.map((file) => file.parsed);
  const replay = replayed ?? await readStates(input.shadow, input.past, parsed, input.session);
  const rules = createKeyRules(replay.states, readGrants(parsed));
  const { catalog: target, renames } = alignNames(replay.end, replay.found, rules.touched);
  const lost = [...differingKeys(replay.end, target, rules.touched)].filter(
    (key) => isLostByPush(replay.end, target, key)
  );
  const first = judge(replay, target, rules, lost);
  const within = await readWithin(input, first, replay);
  const judgement = within.size === 0 ? first : judge(replay, target, rules, lost, within);
  const align = async (now) => {
    const printed = await alignLater(input.shadow, [...input.past, ...parsed], replay.end, now);
    return alignNames(replay.end, printed, rules.touched).catalog;
  };
  return { rules, replay, target, judgement, lost, align, renames };
}
async function decideAdoption(input, judged) {
  const { judgement, renames } = judged;
  const refusals = [...await describeRefusals(input, judgement, judged), ...renames.map(renameFinding)];
  if (refusals.some(({ severity }) => severity === "blocker"))
    return { files: [], findings: refusals, ...judged };
  const { files, findings } = await decideFiles({ ...input, ...judged });
  return { files, findings: [...refusals, ...findings], ...judged };
}
function renameFinding({ object, sql }) {
  return {
    code: "drift",
    severity: "warning",
    object,
    message: `The ${object} is as the files say but for its name.`,
    sql: [`${sql};`]
  };
}
async function readWithin(input, judgement, { states }) {
  const parsed = input.files.map((file) => file.parsed);
  const within = /* @__PURE__ */ new Map();
  for (const [index, { verdict }] of judgement.files.entries()) {
    const [file, start] = [parsed[index], states[index]];
    if (verdict !== "conflict" || file === void 0 || start === void 0) continue;
    const before = [...input.past, ...parsed.slice(0, index)];
    within.set(index, await readStatementStates(input.shadow, before, file, start));
  }
  return within;
}

export {
  planAdoption,
  judgeAdoption,
  decideAdoption
};
