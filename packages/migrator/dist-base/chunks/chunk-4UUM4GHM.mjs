import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  asConnected,
  composeMessage,
  describeFailure,
  findPosition,
  partsOfMessage,
  utf16Offset,
  watchLongWork,
  watchProgress
} from "./chunk-3EZ4WSJL.mjs";
import {
  HISTORY_TABLE,
  historyNotMade,
  notBegunText
} from "./chunk-YLAULPZJ.mjs";
import {
  RESET_ROLE,
  ServerError,
  afterFileText,
  quoteLiteral
} from "./chunk-6WMF3OME.mjs";
import {
  MigratorError,
  locate
} from "./chunk-MCJTRXYM.mjs";

// src/execute/refuse-statement.ts
function refuseStatement(statement, parsed, shownPath) {
  const { refusal } = statement;
  if (refusal === void 0) return;
  throw new MigratorError(refusal.code, `${parsed.name} cannot run: ${refusal.message}`, {
    migration: parsed.name,
    at: locate(shownPath, parsed.text, statement.start),
    hint: refusal.hint
  });
}

// src/execute/execute-files.ts
import { setTimeout as sleep } from "node:timers/promises";

// src/execute/index-definition.ts
async function readDefinition(session, name) {
  const [row] = await session.query(
    `SELECT pg_catalog.pg_get_indexdef(pg_catalog.to_regclass(${quoteLiteral(name)})) AS definition`
  );
  return withoutNames(row?.definition);
}
async function readWantedDefinition(session, { table, unique }, text) {
  const rest = behindTable(text);
  if (rest === void 0) return void 0;
  try {
    const results = await session.run(`BEGIN; CREATE TEMP TABLE migrator_copy (LIKE ${table}) ON COMMIT DROP;
CREATE ${unique ? "UNIQUE " : ""}INDEX migrator_copy_index ON pg_temp.migrator_copy ${rest}
;
SELECT pg_catalog.pg_get_indexdef(pg_catalog.to_regclass('pg_temp.migrator_copy_index')) AS definition;
ROLLBACK;`);
    return withoutNames(results.at(-1)?.[0]?.definition);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run("ROLLBACK");
    return void 0;
  }
}
var NAME = String.raw`(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)`;
var SPACE = String.raw`(?:\s|--[^\n]*\n|/\*[\s\S]*?\*/)`;
var HEAD = new RegExp(
  `^CREATE${SPACE}+(?:UNIQUE${SPACE}+)?INDEX${SPACE}+CONCURRENTLY${SPACE}+(?:IF${SPACE}+NOT${SPACE}+EXISTS${SPACE}+)?(?:(?!ON${SPACE})${NAME}${SPACE}*)?ON${SPACE}*(?:ONLY${SPACE}+)?${NAME}(?:${SPACE}*\\.${SPACE}*${NAME})*${SPACE}*(?=[(]|USING)`,
  "iu"
);
function behindTable(text) {
  const head = HEAD.exec(text);
  return head === null ? void 0 : text.slice(head[0].length);
}
function withoutNames(definition) {
  if (typeof definition !== "string") return void 0;
  const found = /^CREATE (UNIQUE )?INDEX .*? ON .*?( USING .*)$/s.exec(definition);
  return found === null ? void 0 : `${found[1] ?? ""}${found[2] ?? ""}`;
}

// src/execute/run-alone.ts
async function runAlone(session, part) {
  const { rule, statement } = part;
  if (part.begun && await settle(session, part)) return;
  try {
    await session.run(statement.text);
  } catch (error) {
    if (error instanceof ServerError) await takeBack(session, part);
    throw error;
  }
  if (rule.index !== void 0) await refuseInvalid(session, part);
}
async function settle(session, part) {
  const { rule } = part;
  if (rule.half !== void 0 && await isTrue(session, rule.half.isDone)) {
    await session.run(rule.half.rest);
    return true;
  }
  if (rule.isDone !== void 0) return isTrue(session, rule.isDone);
  const own = await findOwn(session, part);
  await dropInvalid(session, own);
  if (rule.index === void 0) return false;
  const wanted = await readWantedDefinition(session, rule.index, part.statement.text);
  for (const { name, valid } of own) {
    if (valid && wanted !== void 0 && await readDefinition(session, name) === wanted) return true;
  }
  return false;
}
async function takeBack(session, part) {
  const { rule, row } = part;
  if (rule.unclear) return;
  try {
    await dropInvalid(session, await findOwn(session, part));
    await session.run(`BEGIN READ WRITE; ${asConnected(notBegunText(row.filename))} COMMIT;`);
  } catch {
  }
}
async function findOwn(session, { rule, row }) {
  if (rule.leaves === void 0) return [];
  const found = await session.query(rule.leaves);
  const note = `SELECT evidence #> '{begun,indexes}' AS indexes FROM ${HISTORY_TABLE} WHERE filename = ${quoteLiteral(row.filename)};`;
  const results = await session.run(`BEGIN; ${asConnected(note)} COMMIT;`);
  const indexes = results.at(-1)?.[0]?.indexes;
  if (!Array.isArray(indexes)) return [];
  const before = new Set(indexes.map(String));
  return found.map(({ name, bare, valid }) => ({ name: String(name), bare: String(bare), valid: valid === true })).filter(({ name, bare }) => !before.has(name) && (rule.index?.name ?? bare) === bare);
}
async function refuseInvalid(session, part) {
  const { leaves, index } = part.rule;
  if (leaves === void 0 || index?.name === void 0) return;
  const found = (await session.query(leaves)).find(({ bare }) => bare === index.name);
  if (found === void 0 || found.valid === true) return;
  await takeBack(session, part);
  throw new MigratorError(
    "index_invalid",
    `${part.row.filename} builds the index ${String(found.name)}, which is there but INVALID: an earlier attempt failed.`,
    {
      migration: part.row.filename,
      hint: `Nothing uses it. Run "DROP INDEX CONCURRENTLY ${String(found.name)};" and then the same command again.`
    }
  );
}
async function dropInvalid(session, indexes) {
  for (const { name, valid } of indexes) {
    if (!valid) await session.run(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  }
}
async function isTrue(session, expression) {
  const [row] = await session.query(`SELECT ${expression} AS so`);
  return row?.so === true;
}

// src/execute/watch-backend.ts
var SHORTEST = 100;
var LONGEST = 2e3;
function watchBackend({ pid, lockTimeout, open, onBlocked }) {
  const pause2 = lockTimeout === 0 ? LONGEST : Math.min(LONGEST, Math.max(SHORTEST, lockTimeout / 4));
  let opening;
  let opened = false;
  let timer;
  let by;
  let build;
  let told = false;
  let turn = 0;
  function rest() {
    clearTimeout(timer);
    timer = void 0;
    build = void 0;
    turn += 1;
  }
  function begin() {
    rest();
    by = void 0;
    told = false;
    wait();
  }
  async function openOnce() {
    opening ??= open();
    const session = await opening;
    opened = true;
    return session;
  }
  function wait() {
    const mine = turn;
    timer = setTimeout(async () => {
      try {
        const session = await openOnce();
        if (mine !== turn) return;
        const [row] = await session.query(LOOK.replaceAll("PID", String(pid)));
        if (mine !== turn) return;
        build = readBuild(row);
        if (typeof row?.by === "string") {
          by = row.by;
          if (!told) onBlocked(by);
          told = true;
        }
        wait();
      } catch {
      }
    }, pause2);
    timer.unref();
  }
  return {
    get by() {
      return by;
    },
    get build() {
      return build;
    },
    heard() {
      if (timer !== void 0) begin();
    },
    start: begin,
    stop: rest,
    async close() {
      rest();
      const closed = opening?.then((session) => session.close()).catch(() => {
      });
      if (opened) await closed;
    }
  };
}
function readBuild(row) {
  if (typeof row?.phase !== "string") return void 0;
  return typeof row.percent === "number" ? { phase: row.phase, percent: row.percent } : { phase: row.phase };
}
var BLOCKERS = `(SELECT pg_catalog.string_agg(pg_catalog.format('pid %s (%s, its query since %s)', a.pid,
    coalesce(nullif(a.application_name, ''), 'unnamed'),
    coalesce(pg_catalog.to_char(a.query_start, 'YYYY-MM-DD HH24:MI:SS TZ'), 'unknown')), ', ' ORDER BY a.query_start)
  FROM pg_catalog.pg_stat_activity a WHERE a.pid = ANY (pg_catalog.pg_blocking_pids(PID)))`;
var PERCENT = `CASE
    WHEN p.phase LIKE 'waiting for %' THEN 100 * p.lockers_done / nullif(p.lockers_total, 0)
    WHEN p.phase LIKE '%loading tuples%' THEN 100 * p.tuples_done / nullif(p.tuples_total, 0)
    WHEN p.phase LIKE '%scanning%' THEN 100 * p.blocks_done / nullif(p.blocks_total, 0)
  END`;
var LOOK = `SELECT ${BLOCKERS} AS by, p.phase, least(100, ${PERCENT})::int AS percent
  FROM (VALUES (1)) one LEFT JOIN pg_catalog.pg_stat_progress_create_index p ON p.pid = PID`;

// src/execute/execute-files.ts
var LOCK_TRIES = 8;
async function executeFiles(session, files, options) {
  const progress = watchProgress(files, options.marker, options.emit);
  const backend = watchBlocked(progress, options);
  const work = watchLongWork({ progress, of: files.length, build: () => backend?.build, emit: options.emit });
  const stopListening = session.onNotice((notice) => {
    backend?.heard();
    progress.read(notice);
    work.heard();
  });
  const parts = files.flatMap((file) => file.parts);
  try {
    let tries = 1;
    for (let next = 0; next < parts.length; ) {
      const part = parts[next];
      const message = partsOfMessage(parts, next);
      const prefix = next === 0 && !progress.begun ? options.prefix : "";
      backend?.start();
      work.start();
      const sent = part?.kind === "alone" ? await sendAlone(session, files, part, progress, options) : await sendMessage(session, prefix, files, message, progress, options);
      work.stop();
      backend?.stop();
      const failure = sent?.code === "lock_timeout" ? nameBlocker(sent, backend?.by) : sent;
      if (failure === void 0) {
        next += Math.max(1, message.length);
        progress.finish(parts[next]?.file ?? files.length);
        continue;
      }
      const stopped = Math.max(progress.part === void 0 ? next : parts.indexOf(progress.part), next);
      const at = parts[stopped];
      if (failure.code !== "lock_timeout" || tries === LOCK_TRIES) {
        if (at?.kind === "alone") await leaveClean(session, options);
        return { committed: at?.file ?? 0, error: failure, inProgress: isInProgress(at, failure) };
      }
      tries = stopped === next ? tries + 1 : 2;
      next = at?.kind === "alone" ? stopped - 1 : stopped;
      await pause(tries, files[at?.file ?? 0], backend?.by, options);
    }
    return { committed: files.length };
  } finally {
    stopListening();
    work.stop();
    await backend?.close();
  }
}
function watchBlocked(progress, { watch, limits, emit }) {
  if (watch === void 0) return void 0;
  return watchBackend({
    ...watch,
    lockTimeout: limits.lockTimeout,
    onBlocked(by) {
      const { current, statement } = progress;
      if (current === void 0) return;
      const line = current.statements[statement]?.line ?? 1;
      emit({ type: "blocked", migration: current.migration.name, line, by });
    }
  });
}
function nameBlocker(error, by) {
  if (by === void 0) return error;
  return new MigratorError(
    error.code,
    `${error.message.replace(/\.$/, "")}; in its way was ${by}.`,
    error.details
  );
}
function isInProgress(part, { code }) {
  if (part === void 0) return false;
  if (part.kind === "message") return part.part > 0;
  return part.done > 0 || code === "connection_lost" || code === "interrupted" || part.rule.unclear === true;
}
async function sendMessage(session, prefix, files, parts, progress, options) {
  try {
    await session.run(composeMessage(prefix, parts));
    return void 0;
  } catch (error) {
    if (error instanceof MigratorError) return interrupted(error, progress);
    if (!(error instanceof ServerError)) throw error;
    await rollback(session);
    const found = error.position === void 0 ? void 0 : findPosition(prefix, parts, error.position);
    const part = found?.part ?? progress.part;
    const file = files[part?.file ?? -1];
    if (file === void 0 || part === void 0) return historyNotMade(error);
    const statement = found?.statement ?? file.statements[progress.statement];
    const place = { file, part, statement, offset: found?.offset };
    return describeFailure(error, place, options.showPath(file.migration.path));
  }
}
async function sendAlone(session, files, part, progress, options) {
  const { statement } = part;
  progress.enter(part, statement.index);
  try {
    await runAlone(session, part);
    return void 0;
  } catch (error) {
    if (error instanceof MigratorError)
      return error.code === "index_invalid" ? error : interrupted(error, progress);
    const file = files[part.file];
    if (!(error instanceof ServerError) || file === void 0) throw error;
    const offset = error.position === void 0 ? void 0 : statement.start + utf16Offset(statement.text, error.position - 1);
    return describeFailure(error, { file, part, statement, offset }, options.showPath(file.migration.path));
  }
}
async function leaveClean(session, { limits }) {
  try {
    await session.run(`BEGIN; ${RESET_ROLE} ${afterFileText(limits)} COMMIT;`);
  } catch {
  }
}
async function rollback(session) {
  try {
    await session.run("ROLLBACK");
  } catch {
  }
}
function interrupted(error, progress) {
  const name = progress.current?.migration.name;
  if (name === void 0) return error;
  return new MigratorError(error.code, `${error.message.replace(/\.$/, "")} while ${name} ran.`, {
    ...error.details,
    migration: name
  });
}
async function pause(tries, file, by, { emit, signal }) {
  const delayMs = Math.round(Math.min(250 * 2 ** (tries - 2), 8e3) * (1 + Math.random() / 5));
  if (file !== void 0) {
    const blocked = by === void 0 ? {} : { by };
    emit({ type: "retrying", migration: file.migration.name, attempt: tries, delayMs, ...blocked });
  }
  await sleep(delayMs, void 0, { signal }).catch(() => {
  });
}

export {
  refuseStatement,
  executeFiles
};
