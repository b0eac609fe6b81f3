import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  aloneRule,
  hashStatements
} from "./chunk-XAWLM3Z5.mjs";
import {
  cutSegments,
  settingsBefore
} from "./chunk-TFMQ5QB4.mjs";
import {
  tryLockExpression
} from "./chunk-J5TIHQQA.mjs";
import {
  STARTED_SETTING,
  finishText,
  forgetText,
  progressText,
  recordText
} from "./chunk-YLAULPZJ.mjs";
import {
  RESET_ROLE,
  SQLSTATE,
  afterFileText,
  isAlreadyExists,
  isServerGone,
  maskContext,
  maskDetail,
  maskMessage
} from "./chunk-6WMF3OME.mjs";
import {
  MigratorError,
  locate
} from "./chunk-MCJTRXYM.mjs";

// src/execute/marker.ts
import { randomBytes } from "node:crypto";
var STARTS = `pg_catalog.set_config('${STARTED_SETTING}', pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())::text, false)`;
function createMarker() {
  const token = `migrator-${randomBytes(6).toString("hex")}`;
  return {
    text({ file, part, statement }, opens = false) {
      const time = opens ? `, 1000 * (${STARTS})::float8` : "";
      return `DO $m$BEGIN RAISE INFO '${token} ${file} ${part} ${statement}${time && " %"}'${time};END$m$;`;
    },
    read({ severity, message }) {
      if (severity !== "INFO" || !message.startsWith(token)) return void 0;
      const [, file = 0, part = 0, statement = 0, at] = message.split(" ").map(Number);
      return { file, part, statement, ...at === void 0 ? {} : { at } };
    }
  };
}

// src/execute/describe-progress.ts
function newRow({ migration, parsed, context, work }) {
  return {
    filename: migration.name,
    checksum: migration.checksum,
    statements: parsed.statements.length,
    batch: context.batch,
    outcome: work.outcome,
    evidence: work.evidence,
    ...work.resumes === void 0 ? {} : { earlier: work.resumes.durationMs }
  };
}
function unfinishedAt({ parsed, segments, work }, at, done) {
  const rest = segments.slice(at).flatMap(({ statements }) => statements.map(({ index }) => index));
  const all = parsed.statements.filter(({ index, border }) => index >= done && border === void 0);
  return {
    done: hashStatements(parsed.statements.slice(0, done)),
    ...rest.length === all.length ? {} : { run: rest },
    ...work.mends.length === 0 ? {} : { mends: work.mends },
    ...work.outcome === "applied" ? {} : { outcome: work.outcome },
    ...work.evidence === void 0 ? {} : { evidence: work.evidence }
  };
}

// src/execute/transaction-text.ts
var SENTINEL = "migrator.file";
function openText(opening, modes, setsFirst) {
  const mark = openingMark(opening);
  const sentinel = setSentinel(opening.mark.file);
  if (modes === void 0) return `${mark} ${sentinel}`;
  if (modes === "" && !setsFirst) return `BEGIN; ${mark} ${sentinel}`;
  return `BEGIN; ${mark} COMMIT;
BEGIN${modes && ` ${modes}`}; ${sentinel}`;
}
function checkText(marker, mark) {
  return `${marker.text(mark)}
SET CONSTRAINTS ALL IMMEDIATE;
${checkSentinel(mark.file)}`;
}
function betweenText(opening, settings, record) {
  return `BEGIN READ WRITE; ${openingMark(opening)} ${checkLock()}
${settings}
${asConnected(record)}
COMMIT;`;
}
function openingMark({ marker, mark, opens }) {
  return marker.text(mark, opens);
}
function asConnected(text) {
  return `SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE;
${text}`;
}
function asConnectedForGood(text) {
  return `${RESET_ROLE}
${text}`;
}
function setSentinel(file) {
  return `SET LOCAL ${SENTINEL} = '${file}';`;
}
var LIFT_LIMITS = ["lock_timeout", "statement_timeout"].map(
  (name) => `SELECT pg_catalog.set_config('migrator.${name}', pg_catalog.current_setting('${name}'), false); SET ${name} = 0;`
).join(" ");
var RESTORE_LIMITS = ["lock_timeout", "statement_timeout"].map(
  (name) => `SELECT pg_catalog.set_config('${name}', pg_catalog.current_setting('migrator.${name}'), false);`
).join(" ");
function checkSentinel(file) {
  return `DO $m$BEGIN IF pg_catalog.current_setting('${SENTINEL}', true) IS DISTINCT FROM '${file}' THEN
  RAISE EXCEPTION 'transaction ended' USING ERRCODE = '${SQLSTATE.transactionEnded}'; END IF;
  ${REQUIRE_LOCK} END$m$;`;
}
function checkLock() {
  return `DO $m$BEGIN ${REQUIRE_LOCK} END$m$;`;
}
var REQUIRE_LOCK = `IF NOT ${tryLockExpression()} THEN
  RAISE EXCEPTION 'lock given up' USING ERRCODE = '${SQLSTATE.lockGivenUp}'; END IF;`;

// src/execute/compose-file.ts
function composeFile(migration, parsed, context, work = { statements: parsed.statements, mends: [], outcome: "applied" }) {
  const statements = parsed.statements.map(({ index, text, start, line }) => ({ index, text, start, line }));
  const sent = work.statements.filter(({ border }) => border === void 0);
  const cut = context.shared ? [{ runs: "transaction", statements: sent, modes: "" }] : cutSegments(work.statements, { directives: parsed.directives });
  const composing = { migration, parsed, context, work, statements, segments: cut };
  return { migration, text: parsed.text, statements, parts: composeParts(composing) };
}
function composeParts(composing) {
  const { segments, context } = composing;
  const parts = [];
  for (const [at, segment] of segments.entries()) {
    if (segment.runs === "transaction") {
      parts.push({
        ...placeOf(composing, at, parts),
        kind: "message",
        pieces: transactionPieces(composing, at, parts)
      });
      continue;
    }
    parts.push({
      ...placeOf(composing, at, parts),
      kind: "message",
      pieces: beginPieces(composing, at, parts)
    });
    for (const statement of segment.statements) {
      parts.push({
        ...placeOf(composing, at, parts),
        kind: "alone",
        statement: composing.statements[statement.index] ?? statement,
        rule: aloneRule(statement),
        begun: at === 0 && isBegun(composing),
        row: newRow(composing)
      });
    }
  }
  if (segments.at(-1)?.runs !== "transaction") {
    const at = segments.length;
    const pieces = [
      ...firstPieces(composing, at, parts),
      ours(openText(openingOf(composing, at, parts), context.shared ? void 0 : "", false)),
      ours(restoreAfter(segments[at - 1])),
      ...endPieces(composing, parts)
    ];
    parts.push({ ...placeOf(composing, at, parts), kind: "message", pieces });
  }
  return parts;
}
function transactionPieces(composing, at, parts) {
  const { parsed, context, segments } = composing;
  const { marker, file, shared } = context;
  const { statements = [], modes = "" } = segments[at] ?? {};
  const opening = openingOf(composing, at, parts);
  const done = doneBefore(composing, at);
  const after = doneBefore(composing, at + 1);
  const recordsBefore = segments[at - 1]?.runs === "alone";
  const end = [
    ours(checkText(marker, { file, part: parts.length, statement: parsed.statements.length })),
    ours(asConnected(progressText(newRow(composing), after, unfinishedAt(composing, at + 1, after)))),
    ours("COMMIT;")
  ];
  return [
    ...firstPieces(composing, at, parts),
    ...recordsBefore ? [
      ours(
        betweenText(
          opening,
          restoreAfter(segments[at - 1]),
          progressText(newRow(composing), done, unfinishedAt(composing, at, done))
        )
      )
    ] : [],
    ours(openText(opening, shared ? void 0 : modes, countLeadingSets(statements) > 0)),
    ...parsed.directives.lockTimeout === void 0 ? [] : [ours(`SET LOCAL lock_timeout = ${parsed.directives.lockTimeout};`)],
    ...statements.flatMap(
      (statement, position) => statementPieces(composing, statement, parts, position < countLeadingSets(statements) || position === 0)
    ),
    ...at === segments.length - 1 ? endPieces(composing, parts) : end
  ];
}
function beginPieces(composing, at, parts) {
  const [statement] = composing.segments[at]?.statements ?? [];
  if (statement === void 0) return [];
  const { leaves, concurrent } = aloneRule(statement);
  const done = doneBefore(composing, at);
  const begun = leaves === void 0 ? "'[]'::jsonb" : namesOf(leaves);
  const record = at === 0 && isBegun(composing) ? "" : progressText(newRow(composing), done, { ...unfinishedAt(composing, at, done), begun });
  const settings = [restoreAfter(composing.segments[at - 1]), concurrent ? LIFT_LIMITS : ""].join(" ");
  return [
    ...firstPieces(composing, at, parts),
    ours(betweenText(openingOf(composing, at, parts), settings, record))
  ];
}
function endPieces(composing, parts) {
  const { parsed, context, work } = composing;
  const { marker, file, limits, shared = false } = context;
  const row = newRow(composing);
  const hasRow = parts.length > 0 || work.resumes !== void 0;
  return [
    ...work.mends.map((text) => ours(`${text.replace(/;?\s*$/, "")};`)),
    ours(checkText(marker, { file, part: parts.length, statement: parsed.statements.length })),
    ours(
      asConnectedForGood(work.forget ? forgetText(row.filename) : hasRow ? finishText(row) : recordText(row))
    ),
    ours(`${afterFileText(limits)}${shared ? "" : "\nCOMMIT;"}`)
  ];
}
function firstPieces(composing, at, parts) {
  const { work, parsed, segments } = composing;
  if (parts.length > 0 || work.resumes === void 0) return [];
  const settings = settingsBefore(parsed.statements, segments[at]?.statements[0] ?? parsed.statements.at(-1));
  if (settings.length === 0) return [];
  const opening = openingOf(composing, at, parts);
  return [
    ours(openText(opening, "", true)),
    ...settings.flatMap((statement) => statementPieces(composing, statement, parts, true)),
    ours("COMMIT;")
  ];
}
function statementPieces(composing, statement, parts, quiet) {
  const { marker, file } = composing.context;
  const placed = composing.statements[statement.index];
  return [
    ...quiet ? [] : [ours(marker.text({ file, part: parts.length, statement: statement.index }))],
    // The semicolon stands on a line of its own: the text may end in a comment.
    { text: `${statement.text}
;`, ...placed === void 0 ? {} : { statement: placed } },
    ...clearsSettings(statement) ? [ours(setSentinel(file))] : []
  ];
}
function doneBefore({ segments, parsed, work }, at) {
  const next = segments[at]?.statements[0]?.index ?? parsed.statements.length;
  if (at > 0) return next;
  const first = parsed.statements.findIndex(({ border }) => border === void 0);
  return work.resumes?.done ?? (next === first ? 0 : next);
}
function placeOf(composing, at, parts) {
  const recorded = parts.length > 0 || composing.work.resumes !== void 0;
  return { file: composing.context.file, part: parts.length, done: doneBefore(composing, at), recorded };
}
function openingOf(composing, at, parts) {
  const { marker, file } = composing.context;
  const statement = composing.segments[at]?.statements[0]?.index ?? composing.parsed.statements.length;
  return { marker, mark: { file, part: parts.length, statement }, opens: parts.length === 0 };
}
function isBegun({ work }) {
  return work.resumes?.unfinished.begun !== void 0;
}
function restoreAfter(segment) {
  const [statement] = segment?.runs === "alone" ? segment.statements : [];
  return statement !== void 0 && aloneRule(statement).concurrent ? RESTORE_LIMITS : "";
}
function namesOf(indexes) {
  return `(SELECT coalesce(pg_catalog.jsonb_agg(found.name), '[]') FROM (${indexes}) found)`;
}
function ours(text) {
  return { text: `${text}
` };
}
function countLeadingSets(statements) {
  const first = statements.findIndex(({ kind }) => kind !== "VariableSetStmt");
  return first === -1 ? statements.length : first;
}
function clearsSettings({ kind, text }) {
  return kind === "VariableSetStmt" && /^reset\s+all$/i.test(text.trim());
}

// src/execute/compose-message.ts
var MESSAGE_LENGTH = 8 * 1024 * 1024;
function partsOfMessage(parts, first, limit = MESSAGE_LENGTH) {
  const message = [];
  let length = 0;
  for (let at = first; ; at += 1) {
    const part = parts[at];
    if (part?.kind !== "message") break;
    for (const piece of part.pieces) length += piece.text.length;
    if (message.length > 0 && length > limit) break;
    message.push(part);
  }
  return message;
}
function composeMessage(prefix, parts) {
  return prefix + parts.map((part) => part.pieces.map((piece) => piece.text).join("")).join("");
}
function findPosition(prefix, parts, position) {
  let rest = position - 1 - countCodePoints(prefix);
  for (const part of parts) {
    for (const { text, statement } of part.pieces) {
      const length = countCodePoints(text);
      if (rest < length) {
        if (statement === void 0 || rest < 0) return void 0;
        return { part, statement, offset: statement.start + utf16Offset(text, rest) };
      }
      rest -= length;
    }
  }
  return void 0;
}
function countCodePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
function utf16Offset(text, codePoints) {
  let offset = 0;
  let left = codePoints;
  for (const character of text) {
    if (left === 0) break;
    offset += character.length;
    left -= 1;
  }
  return offset;
}

// src/execute/describe-failure.ts
function describeFailure(error, place, shownPath) {
  const { file } = place;
  const { name } = file.migration;
  const code = codeOf(error);
  const message = maskMessage(error.message, error.sqlstate, file.text);
  return new MigratorError(code, sentenceOf(code, name, message, place.statement === void 0), {
    migration: name,
    sqlstate: error.sqlstate,
    at: locationOf(place, shownPath),
    hint: hintOf(code, place),
    postgres: {
      ...error.detail === void 0 ? {} : { detail: maskDetail(error.detail, file.text) },
      ...error.hint === void 0 ? {} : { hint: error.hint },
      ...error.context === void 0 ? {} : { context: maskContext(error.context, file.text) }
    },
    cause: error
  });
}
function codeOf({ sqlstate, message }) {
  if (sqlstate === SQLSTATE.transactionEnded) return "transaction_ended";
  if (sqlstate === SQLSTATE.lockGivenUp) return "lock_given_up";
  if (sqlstate === SQLSTATE.lockNotAvailable) return "lock_timeout";
  if (isServerGone(sqlstate)) return "connection_lost";
  if (sqlstate === SQLSTATE.activeTransaction) return "sql_not_in_transaction";
  return isAlreadyExists(sqlstate, message) ? "already_exists" : "statement_failed";
}
function sentenceOf(code, name, message, atEnd) {
  switch (code) {
    case "transaction_ended":
      return `${name} ended the transaction it ran in; a part of it may be in effect, and it is not recorded.`;
    case "lock_given_up":
      return `${name} gave up the lock that keeps two runs apart, and another run has it now.`;
    case "connection_lost":
      return `The server ended the connection while ${name} ran: ${message}.`;
    case "already_exists":
      return `${name} makes something the database has already: ${message}.`;
    default:
      return atEnd ? `${name} failed when it was about to be committed: ${message}.` : `${name} failed: ${message}.`;
  }
}
function hintOf(code, { file, part }) {
  const { name } = file.migration;
  if (part.kind === "alone" && part.rule.unclear === true)
    return `It ran in no transaction, and may have committed a part of its work. Look at what it has done; then "migrate repair --resume ${name}" lets it run again, or "migrate repair --discard ${name}" forgets the file when all of it was undone by hand.`;
  const next = file.statements[part.done];
  if (!part.recorded || part.done === 0 || next === void 0 || code === "transaction_ended" || code === "connection_lost")
    return HINTS[code] ?? `Nothing of ${name} was kept. Correct it and run the same command again.`;
  return `What ${name} has above line ${next.line} stays in effect, and is recorded. Correct what comes behind it, and run the same command again: it goes on there.`;
}
var HINTS = {
  already_exists: "It was rolled back and nothing of it was recorded. Write the statement so that it can run twice (IF NOT EXISTS, OR REPLACE), or drop the object if nobody needs it.",
  transaction_ended: "Take what ends the transaction out of the file, undo by hand what it left, and run the same command again.",
  lock_given_up: "Nothing of it was kept. Take pg_advisory_unlock of a lock the file did not take out of it, and run the same command again.",
  lock_timeout: "It was rolled back each time. Run it when the table is less busy, or give it more time with --lock-timeout 30s.",
  sql_not_in_transaction: 'Nothing of it was kept. Write "-- migrate: no-transaction" on top of the file, and run the same command again.',
  connection_lost: "Run the same command again: what is recorded is whole, and the next run goes on from there."
};
function locationOf({ file, part, statement, offset }, shownPath) {
  const own = part.kind === "alone" ? [part] : part.pieces;
  const last = own.flatMap((piece) => piece.statement ?? []).at(-1) ?? file.statements.at(-1);
  return locate(shownPath, file.text, offset ?? statement?.start ?? last?.start ?? 0);
}

// src/execute/watch-long-work.ts
var SILENCE = 1e3;
function watchLongWork({ progress, of, build, undoing, emit }) {
  let timer;
  function tell() {
    const { current, file: index, statement, since } = progress;
    if (current === void 0) return;
    const line = current.statements[statement]?.line;
    const seen = build?.();
    emit({
      type: "progress",
      migration: current.migration.name,
      index,
      of,
      ...line === void 0 ? {} : { line },
      elapsedMs: Math.round(performance.now() - since),
      ...undoing === true ? { undoing } : {},
      ...seen === void 0 ? {} : { build: seen }
    });
  }
  function stop() {
    clearInterval(timer);
    timer = void 0;
  }
  return {
    heard: () => timer?.refresh(),
    start() {
      stop();
      timer = setInterval(tell, SILENCE).unref();
    },
    stop
  };
}

// src/execute/watch-progress.ts
function watchProgress(files, marker, emit) {
  let file = -1;
  let part = 0;
  let statement = 0;
  let completed = 0;
  let startedAt = 0;
  let received = 0;
  let since = 0;
  function complete(before, now) {
    for (; completed < before; completed += 1) {
      const done = files[completed];
      const durationMs = Math.max(0, Math.round(now - startedAt));
      if (done !== void 0) emit({ type: "completed", migration: done.migration.name, durationMs });
    }
  }
  function begin(index, now) {
    complete(index, now);
    startedAt = now;
    received = performance.now();
    if (index === file) return;
    file = index;
    const migration = files[index]?.migration.name;
    if (migration !== void 0) emit({ type: "started", migration, index, of: files.length });
  }
  function tell(notice) {
    const current = files[file];
    if (current === void 0) return;
    const migration = current.migration.name;
    const line = current.statements[statement]?.line ?? 1;
    emit(
      notice === void 0 ? { type: "statement", migration, line } : { type: "notice", migration, line, notice }
    );
  }
  return {
    read(notice) {
      const mark = marker.read(notice);
      if (mark === void 0) return tell(notice);
      if (mark.at !== void 0) begin(mark.file, mark.at);
      part = mark.part;
      statement = mark.statement;
      since = performance.now();
      return tell();
    },
    enter(next, index) {
      part = next.part;
      statement = index;
      since = performance.now();
      tell();
    },
    get begun() {
      return file >= 0;
    },
    get statement() {
      return statement;
    },
    get file() {
      return file;
    },
    get since() {
      return since;
    },
    get current() {
      return files[file];
    },
    get part() {
      return files[file]?.parts[part];
    },
    // The last file of a message has no mark behind it: the time since its own mark came in stands for it.
    finish: (next) => complete(next, startedAt + performance.now() - received)
  };
}

export {
  partsOfMessage,
  composeMessage,
  findPosition,
  utf16Offset,
  describeFailure,
  asConnected,
  watchLongWork,
  watchProgress,
  createMarker,
  composeFile
};
