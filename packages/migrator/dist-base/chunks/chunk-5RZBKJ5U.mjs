import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);

// src/plan/plan-run.ts
function planRun({ migrations, findings, history, outOfOrder }) {
  const rows = new Map(history.map((row) => [row.filename, row]));
  const names = new Set(migrations.map((migration) => migration.name));
  const steps = migrations.map((migration) => {
    const row = rows.get(migration.name);
    if (row === void 0) return { kind: "run", migration };
    return { kind: row.outcome === "in_progress" ? "resume" : "skip", migration, row };
  });
  const all = [
    ...findings,
    ...history.filter((row) => !names.has(row.filename)).map(deletedFinding),
    ...steps.flatMap(editedFindings),
    ...steps.flatMap(resumeFindings),
    ...outOfOrderFindings(steps, outOfOrder)
  ];
  return {
    steps,
    blockers: all.filter((finding) => finding.severity === "blocker"),
    notices: all.filter((finding) => finding.severity === "warning")
  };
}
function pendingMigrations(plan) {
  return plan.steps.flatMap((step) => step.kind === "skip" ? [] : [step.migration]);
}
function deletedFinding(row) {
  return {
    code: "deleted",
    severity: "blocker",
    migration: row.filename,
    message: `${row.filename} is recorded as ${row.outcome}, but the file is gone.`,
    hint: `Bring the file back from version control. Only if it was undone by hand: migrate repair --forget ${row.filename}.`
  };
}
function editedFindings(step) {
  if (step.kind !== "skip") return [];
  const { migration, row } = step;
  if (row.checksum === null || row.checksum === migration.checksum) return [];
  return [
    {
      code: "edited",
      severity: "blocker",
      migration: migration.name,
      message: `${migration.name} was changed after it had been ${row.outcome} (checksum ${short(row.checksum)} then, ${short(migration.checksum)} now).`,
      hint: `Undo the edit, and put the change in a new migration. If it changes nothing: migrate repair --accept ${migration.name}.`
    }
  ];
}
function resumeFindings(step) {
  if (step.kind !== "resume") return [];
  const { name } = step.migration;
  const { statementsDone, statements } = step.row;
  return [
    {
      code: "in_progress",
      severity: "warning",
      migration: name,
      message: `${name} was interrupted: ${statementsDone ?? 0} of its ${statements ?? "?"} statements are done.`,
      hint: '"migrate up" goes on with the next one.'
    }
  ];
}
function outOfOrderFindings(steps, allowed) {
  const newest = steps.findLastIndex((step) => step.kind !== "run");
  const newestName = steps[newest]?.migration.name;
  return steps.slice(0, Math.max(newest, 0)).flatMap((step) => {
    if (step.kind !== "run") return [];
    const { name } = step.migration;
    return [
      {
        code: "out_of_order",
        severity: allowed ? "warning" : "blocker",
        migration: name,
        message: `${name} is pending, but ${newestName}, which comes after it, has been applied.`,
        ...allowed ? {} : { hint: "Give it a newer number, or run with --out-of-order." }
      }
    ];
  });
}
function short(checksum) {
  return checksum.slice(0, 8);
}

export {
  planRun,
  pendingMigrations
};
