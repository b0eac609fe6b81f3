import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  parseFile,
  withShadow
} from "./chunk-PBHIJELW.mjs";
import {
  planAdoption
} from "./chunk-SF4Z6MXM.mjs";
import {
  displayPath
} from "./chunk-EDFCXMOP.mjs";

// src/with-adoption.ts
function withAdoption(run, work) {
  return withAdoptInput(run, async (input) => work(await planAdoption(input)));
}
async function withAdoptInput(run, work) {
  const { session, target, config } = run;
  const showPath = (path) => displayPath(path, config.cwd);
  const past = [];
  for (const migration of run.past) past.push(doneOf(await parseFile(migration, config), run.history));
  const files = [];
  for (const migration of run.judged)
    files.push({ migration, parsed: doneOf(await parseFile(migration, config), run.history) });
  const paths = new Map([...run.past, ...run.judged].map(({ name, path }) => [name, showPath(path)]));
  const { dataChoices: choices, allowDataLoss, strict, trustUnproven } = config;
  const input = { session, past, files, choices, allowDataLoss, strict, trustUnproven, showPath };
  return withShadow({ config, database: { session, target }, paths }, (shadow) => work({ ...input, shadow }));
}
function doneOf(parsed, history = []) {
  const row = history.find(({ filename }) => filename === parsed.name);
  if (row?.outcome !== "in_progress") return parsed;
  return { ...parsed, statements: parsed.statements.slice(0, row.statementsDone ?? 0) };
}

export {
  withAdoption,
  withAdoptInput
};
