import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  adoptionEvidence,
  executeAdoption
} from "./chunk-6SPBCVPC.mjs";
import {
  findUnproven,
  notProven
} from "./chunk-VZU5SKSI.mjs";
import {
  differingKeys,
  readCatalog
} from "./chunk-TI7VP63E.mjs";
import {
  executeFiles,
  refuseStatement
} from "./chunk-4UUM4GHM.mjs";
import {
  composeFile
} from "./chunk-3EZ4WSJL.mjs";
import {
  cutSegments
} from "./chunk-TFMQ5QB4.mjs";

// src/adopt/run-pending-apart.ts
function filesApart(files) {
  const first = files.findIndex(
    (file) => isSegmented(file) || file.verdict === "pending" && file.run.some(({ newLabel }) => newLabel !== void 0)
  );
  if (first === -1) return [];
  return files.filter(({ outcome }, index) => index >= first && outcome !== "adopted");
}
function laterScope({ files, replay }, apart) {
  const later = new Set(
    files.flatMap((file, index) => {
      const [before, after] = [replay.states[index], replay.states[index + 1]];
      if (!apart.includes(file) || before === void 0 || after === void 0) return [];
      return [...differingKeys({ hashes: before }, { hashes: after })];
    })
  );
  return { later, middle: replay.states[files.findIndex((file) => apart.includes(file))] };
}
async function runPendingApart(decided, apart, { session, marker, batch, limits, showPath, watch }, emit) {
  const evidence = adoptionEvidence(decided);
  const files = apart.map(
    (file, index) => composeFile(
      file.migration,
      file.parsed,
      { marker, file: index, batch, limits },
      { statements: file.run, mends: file.mends, outcome: file.outcome, ...evidence(file) }
    )
  );
  const { error } = await executeFiles(session, files, { marker, prefix: "", showPath, limits, emit, watch });
  if (error !== void 0) return error;
  const now = await decided.align(await readCatalog(session, { forMending: false }));
  const unproven = findUnproven(decided, now, {});
  return unproven.length === 0 ? void 0 : notProven(unproven, "The files ran and are recorded.");
}
function isSegmented({ run, parsed: { directives } }) {
  const segments = cutSegments(run, { directives });
  return segments.length > 1 || segments[0]?.runs === "alone";
}

// src/adopt/execute-decided.ts
async function executeDecided(decided, options, emit) {
  for (const { migration, parsed, run } of decided.files) {
    for (const statement of run) refuseStatement(statement, parsed, options.showPath(migration.path));
  }
  for (const finding of decided.findings) emit({ type: "finding", finding });
  const apart = filesApart(decided.files);
  const first = decided.files.filter((file) => !apart.includes(file));
  const durations = await executeAdoption(
    { ...decided, files: first },
    { ...options, emit, ...apart.length > 0 ? laterScope(decided, apart) : {} }
  );
  for (const file of first) tell(file, durations.get(file.migration.name) ?? 0, emit);
  const error = apart.length > 0 ? await runPendingApart(decided, apart, options, tellApart(apart, emit)) : void 0;
  if (error !== void 0) throw error;
}
function tell({ migration, parsed, run, mends, outcome }, durationMs, emit) {
  const { name } = migration;
  const statements = parsed.statements.length;
  const inEffect = statements - run.length;
  const partly = inEffect > 0 || mends.length > 0 || statements === 0;
  if ((outcome === "adopted" || outcome === "completed") && partly) {
    emit({ type: "adopted", migration: name, outcome, statements, inEffect, mended: mends.length });
    return;
  }
  emit({ type: "started", migration: name, index: 0, of: 1 });
  emit({ type: "completed", migration: name, durationMs });
}
function tellApart(apart, emit) {
  const completed = new Map(
    apart.filter(({ outcome }) => outcome === "completed").map((file) => [file.migration.name, file])
  );
  return (event) => {
    const file = "migration" in event ? completed.get(event.migration ?? "") : void 0;
    if (file === void 0 || event.type !== "started" && event.type !== "completed") emit(event);
    else if (event.type === "completed") tell(file, event.durationMs, emit);
  };
}

export {
  executeDecided
};
