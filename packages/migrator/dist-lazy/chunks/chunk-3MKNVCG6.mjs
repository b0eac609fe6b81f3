import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  checkNames,
  displayPath,
  listFolder,
  nothingFound,
  numberOf,
  recogniseLayout,
  unreadable
} from "./chunk-DQIHMVL3.mjs";
import {
  locate,
  normaliseText
} from "./chunk-OSCVM32V.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";

// src/source/read-migration-folder.ts
import { join, resolve } from "node:path";

// src/sql/hash-text.ts
import { createHash } from "node:crypto";
function hashText(text) {
  return createHash("sha256").update(normaliseText(text), "utf8").digest("hex");
}

// src/source/order-migrations.ts
function orderMigrations(migrations) {
  return [...migrations].sort((a, b) => compare(a.number, b.number) || compare(a.name, b.name));
}
function findDuplicateNumbers(migrations) {
  const byNumber = /* @__PURE__ */ new Map();
  for (const { number, name } of migrations) byNumber.set(number, [...byNumber.get(number) ?? [], name]);
  return [...byNumber].flatMap(([number, names]) => {
    if (names.length < 2) return [];
    return [
      {
        code: "duplicate_number",
        severity: "warning",
        migration: names[1] ?? "",
        message: `${names.join(" and ")} have the same number ${number}: they run in the order of their names.`,
        hint: "Give the later one a number of its own, as long as it has not been applied anywhere."
      }
    ];
  });
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/source/read-sql-file.ts
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

// src/source/decode-sql.ts
import { isUtf8 } from "node:buffer";
function decodeSql(migration, file, bytes) {
  const fail = (message, hint, offset) => {
    const at = offset === void 0 ? void 0 : locateByte(file, bytes, offset);
    return new MigratorError("file_encoding", message, { hint, migration, ...at ? { at } : {} });
  };
  if (isUtf16(bytes)) {
    throw fail(`${file} is saved as UTF-16.`, "Save it as UTF-8 (Windows PowerShell\u2019s > writes UTF-16).");
  }
  if (!isUtf8(bytes)) {
    const sentence = `${file} is not UTF-8.`;
    throw fail(
      sentence,
      "Save the file as UTF-8; it may be Latin-1 or Windows-1252 now.",
      findInvalid(bytes)
    );
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    throw fail(`${file} contains a NUL byte, which no Postgres text can hold.`, "Remove it.", nul);
  }
  return normaliseText(bytes.toString("utf8"));
}
function isUtf16(bytes) {
  const [first, second] = bytes;
  if (first === 255 && second === 254 || first === 254 && second === 255) return true;
  const head = bytes.subarray(0, 64);
  const nulAt = (parity) => head.length >= 4 && head.every((byte, index) => byte === 0 === (index % 2 === parity));
  return nulAt(0) || nulAt(1);
}
function findInvalid(bytes) {
  let offset = 0;
  for (const character of bytes.toString("utf8")) {
    const length = Buffer.byteLength(character, "utf8");
    if (character === "\uFFFD" && bytes.toString("latin1", offset, offset + 3) !== "\xEF\xBF\xBD")
      return offset;
    offset += length;
  }
  return offset;
}
function locateByte(file, bytes, offset) {
  return locate(file, bytes.toString("utf8"), bytes.toString("utf8", 0, offset).length);
}

// src/source/read-sql-file.ts
var LARGEST = 4 * 1024 * 1024;
function readSqlFile(migration, path, file) {
  let descriptor;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unreadable(migration, file, error);
  }
  try {
    const { size } = regularFile(descriptor, migration, file);
    if (size > LARGEST) throw tooLarge(migration, file, size);
    const bytes = readFileSync(descriptor);
    if (bytes.length > LARGEST) throw tooLarge(migration, file, bytes.length);
    return { text: decodeSql(migration, file, bytes), bytes: bytes.length };
  } catch (error) {
    throw error instanceof MigratorError ? error : unreadable(migration, file, error);
  } finally {
    closeSync(descriptor);
  }
}
function regularFile(descriptor, migration, file) {
  const stats = fstatSync(descriptor);
  if (stats.isFile()) return stats;
  const kind = stats.isDirectory() ? "a folder" : "no regular file";
  throw new MigratorError("file_unreadable", `${file} is ${kind}, though it is named like a migration.`, {
    migration,
    hint: "Rename it or move it out of the folder."
  });
}
function tooLarge(migration, file, size) {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  const message = `${file} has ${megabytes} MB; a migration may have 4 MB, because parsing takes about 144 MB of memory for each.`;
  return new MigratorError("file_too_large", message, {
    migration,
    hint: "Split it, or load the rows with COPY through psql and keep the schema here."
  });
}

// src/source/read-migration-folder.ts
async function readMigrationFolder(directory, base = process.cwd()) {
  const listing = await listFolder(resolve(base, directory), base);
  const layout = recogniseLayout(listing);
  const entries = layout.entries(listing);
  checkNames(entries.map(({ name }) => name));
  const read = entries.map((entry) => readMigration(listing.directory, base, entry));
  const migrations = orderMigrations(read);
  const recorded = await layout.check?.(listing, migrations) ?? [];
  if (migrations.length === 0 && recorded.length === 0) throw nothingFound(listing);
  const findings = [...recorded, ...findDuplicateNumbers(migrations)];
  return { directory: listing.directory, layout: layout.name, migrations, findings };
}
function readMigrationText(migration, base = process.cwd()) {
  const { name, path, checksum } = migration;
  const { text } = readSqlFile(name, path, displayPath(path, base));
  if (hashText(text) !== checksum) {
    throw new MigratorError(
      "file_changed",
      `${displayPath(path, base)} changed while this run was under way.`,
      {
        migration: name,
        hint: "Run again: nothing of the file has been run."
      }
    );
  }
  return text;
}
function readMigration(directory, base, entry) {
  const path = join(directory, ...entry.path);
  const number = numberOf(entry.name);
  if (number === void 0) throw new Error(`unnumbered name after checkNames: ${entry.name}`);
  const { text, bytes } = readSqlFile(entry.name, path, displayPath(path, base));
  return { name: entry.name, path, checksum: hashText(text), number, bytes };
}

export {
  readSqlFile,
  readMigrationFolder,
  readMigrationText
};
