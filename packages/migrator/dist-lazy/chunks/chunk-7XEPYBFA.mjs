import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);

// src/model/check.ts
var CHECK_PARTS = [
  "replay",
  "schema",
  "idempotent",
  "push",
  "history",
  "hazards",
  "undo",
  "branches"
];

// src/plan/find-old-history.ts
function findOldHistory(state, rows) {
  const table = "public.__manual_migrations";
  if (state === "readable") {
    return [
      {
        code: "history_to_take_over",
        severity: "warning",
        message: `${table} names ${rows} executed ${rows === 1 ? "migration" : "migrations"}: "migrate up" takes them over first.`,
        hint: "They count as executed below; nothing has been written."
      }
    ];
  }
  if (state !== "unknown") return [];
  return [
    {
      code: "history_not_taken_over",
      severity: "warning",
      message: `${table} is there, but not with the columns id, filename and executed_at: what it says is not taken over.`,
      hint: "If it is the history of an earlier runner, give its columns these names first; otherwise rename the table."
    }
  ];
}

export {
  CHECK_PARTS,
  findOldHistory
};
