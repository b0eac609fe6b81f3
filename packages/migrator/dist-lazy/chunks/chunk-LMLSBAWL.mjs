import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";

// src/undo/select-rows.ts
function selectRows(history, { step, to }) {
  if (to !== void 0) return history.slice(findRow(history, to) + 1);
  if (step !== void 0) return step === 0 ? [] : history.slice(-step);
  const batch = history.at(-1)?.batch;
  if (batch === void 0) return [];
  if (batch === null) {
    throw new MigratorError(
      "usage",
      "The newest files were recorded by another tool, which kept no batches.",
      {
        hint: "Say how many to undo with --step N, or where to stop with --to FILE."
      }
    );
  }
  const before = history.findLastIndex((row) => row.batch !== batch);
  return history.slice(before + 1);
}
function findRow(history, typed) {
  const found = history.findIndex(({ filename }) => namesMigration(typed, filename));
  if (found !== -1) return found;
  throw new MigratorError("usage", `${typed} is not recorded in this database.`, {
    hint: "See `migrate status` for what is."
  });
}
function namesMigration(typed, name) {
  const parts = typed.split(/[\\/]/).filter((part) => part !== "" && part !== "migration.sql");
  const last = parts.at(-1);
  return last === name || `${last}.sql` === name;
}

export {
  selectRows,
  findRow,
  namesMigration
};
