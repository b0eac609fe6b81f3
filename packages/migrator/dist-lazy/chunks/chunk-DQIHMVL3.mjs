import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";

// src/source/display-path.ts
import { isAbsolute, relative, resolve } from "node:path";
function displayPath(path, base) {
  const absolute = resolve(base, path);
  const below = relative(base, absolute);
  if (below === "") return ".";
  const outside = below === ".." || /^\.\.[\\/]/.test(below) || isAbsolute(below);
  return outside ? absolute : below;
}

// src/source/numbered-names.ts
import { join } from "node:path";
var MIGRATION_FILE = "migration.sql";
function sqlFiles(listing) {
  return [...listing.files, ...listing.folders.keys()].filter(
    (name) => /\.sql$/i.test(name) && !/\.down\.sql$/i.test(name)
  );
}
function migrationFolders(listing) {
  return [...listing.folders].filter(([name, below]) => below.includes(MIGRATION_FILE) && !/\.sql$/i.test(name)).map(([name]) => name);
}
function fileEntries(listing) {
  return sqlFiles(listing).map((name) => {
    if (!listing.folders.has(name)) return { name, path: [name] };
    const message = `${join(listing.shown, name)} is a folder, though it is named like a migration.`;
    throw new MigratorError("file_unreadable", message, {
      migration: name,
      hint: "Rename it or move it out of the folder."
    });
  });
}
function folderEntries(listing) {
  const folders = migrationFolders(listing);
  const bare = [...listing.folders.keys()].find((name) => isNumbered(name) && !folders.includes(name));
  if (bare !== void 0) {
    const message = `${join(listing.shown, bare)} has no ${MIGRATION_FILE}.`;
    throw new MigratorError("file_unreadable", message, {
      migration: bare,
      hint: "Bring the file back from version control, or remove the folder."
    });
  }
  return folders.map((name) => ({ name, path: [name, MIGRATION_FILE] }));
}
function isNumbered(name) {
  return /^\d+_./.test(name);
}
function numberOf(name) {
  const digits = /^\d+(?=_.)/.exec(name)?.[0];
  return digits === void 0 ? void 0 : BigInt(digits);
}

// src/source/check-names.ts
var LONGEST = 255;
var UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;
function checkNames(names) {
  const seen = /* @__PURE__ */ new Map();
  for (const name of names) {
    const problem = PROBLEMS.find(({ applies }) => applies(name));
    if (problem) {
      const { reason, hint } = problem;
      throw new MigratorError("name_invalid", `${printable(name)} ${reason}.`, { migration: name, hint });
    }
    const key = name.normalize("NFC").toLowerCase();
    const other = seen.get(key);
    if (other !== void 0) throw clash([other, name].sort());
    seen.set(key, name);
  }
}
var PROBLEMS = [
  {
    applies: (name) => UNPRINTABLE.test(name),
    reason: "has a control character in its name, which would break the lines it is printed in",
    hint: "Rename it."
  },
  {
    applies: (name) => name.includes("\uFFFD"),
    reason: "has a name that is not UTF-8",
    hint: "Rename it."
  },
  {
    applies: (name) => [...name].length > LONGEST,
    reason: `has a name of more than ${LONGEST} characters, which the history cannot hold`,
    hint: "Rename it."
  },
  {
    applies: (name) => !isNumbered(name),
    reason: "does not begin with a number and an underscore, so its place in the order is unknown",
    hint: "Name it like 0001_name, or move it out of the folder if it is no migration."
  },
  {
    applies: (name) => /\.sql$/i.test(name) && !name.endsWith(".sql"),
    reason: "does not end in .sql in lower case, so other tools pass over it",
    hint: "Rename it."
  }
];
function clash(names) {
  const [first, second] = names;
  const message = `${first} and ${second} differ in case or accents' form only: on macOS and Windows they are one file.`;
  return new MigratorError("name_clash", message, { hint: "Rename one of them." });
}
function printable(name) {
  const escaped = [...name].map(
    (character) => UNPRINTABLE.test(character) ? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}` : character
  );
  return escaped.length > LONGEST ? `${escaped.slice(0, 60).join("")}\u2026` : escaped.join("");
}

// src/source/unreadable.ts
function unreadable(migration, file, cause) {
  const [reason, hint] = REASONS[systemCode(cause)] ?? [
    `cannot be read (${systemCode(cause)})`,
    "Look at the file and the disk it is on."
  ];
  return new MigratorError("file_unreadable", `${file} ${reason}.`, { migration, hint, cause });
}
function systemCode(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
}
var REASONS = {
  ENOENT: [
    "is a symbolic link to nothing, or has just been removed",
    "Point the link at the file, or remove it."
  ],
  ELOOP: ["is a symbolic link that leads back to itself", "Put the file itself in its place."],
  EACCES: ["cannot be read: permission denied", "Give the user who runs this the right to read it."],
  EPERM: ["cannot be read: permission denied", "Give the user who runs this the right to read it."],
  EISDIR: ["is a folder, though it is named like a migration", "Rename it or move it out of the folder."],
  ENXIO: [
    "is no regular file, though it is named like a migration",
    "Rename it or move it out of the folder."
  ]
};

// src/source/list-folder.ts
import { readdir, stat } from "node:fs/promises";
import { join as join2 } from "node:path";
async function listFolder(directory, base) {
  const shown = displayPath(directory, base);
  const files = [];
  const folders = /* @__PURE__ */ new Map();
  for (const entry of await list(directory, shown)) {
    const path = join2(directory, entry.name);
    if (entry.isDirectory() || entry.isSymbolicLink() && await isFolder(path)) {
      const below = await list(path, displayPath(path, base));
      folders.set(
        entry.name,
        below.map((inner) => inner.name)
      );
    } else {
      files.push(entry.name);
    }
  }
  return { directory, shown, files, folders };
}
async function list(directory, shown) {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((entry) => !entry.name.startsWith("."));
  } catch (error) {
    throw folderError(shown, error);
  }
}
async function isFolder(path) {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
function folderError(shown, cause) {
  const code = systemCode(cause);
  const hint = "Name the folder of your migrations with --dir.";
  if (code === "ENOENT") {
    return new MigratorError("folder_missing", `There is no folder ${shown}.`, { hint, cause });
  }
  if (code === "ENOTDIR") {
    return new MigratorError("folder_missing", `${shown} is a file, not a folder.`, { hint, cause });
  }
  const reason = code === "EACCES" || code === "EPERM" ? "permission denied" : code;
  return new MigratorError("folder_unreadable", `The folder ${shown} cannot be read: ${reason}.`, {
    hint: "Give the user who runs this the right to list it.",
    cause
  });
}

// src/source/reverse-schema.ts
import { isDeepStrictEqual } from "node:util";

// src/source/read-journal.ts
import { readFile } from "node:fs/promises";
import { join as join3 } from "node:path";
var JOURNAL = ["meta", "_journal.json"];
var HINT = "Take it from version control, or have drizzle-kit generate it anew.";
async function readJournal({ directory, shown }) {
  const file = join3(shown, ...JOURNAL);
  const invalid = (reason, hint = HINT, cause) => new MigratorError("journal_invalid", `${file} ${reason}.`, { hint, cause });
  const journal = parseJson(await readText(join3(directory, ...JOURNAL), file), invalid);
  if (!isRecord(journal)) throw invalid("holds no object");
  const { dialect, entries } = journal;
  if (dialect !== void 0 && dialect !== "postgresql" && dialect !== "pg") {
    throw invalid(
      `is of dialect ${JSON.stringify(dialect)}`,
      "Name a folder of Postgres migrations with --dir."
    );
  }
  if (!Array.isArray(entries)) throw invalid('has no list "entries"');
  const tags = entries.map((entry, index) => {
    const tag = isRecord(entry) ? entry.tag : void 0;
    if (typeof tag !== "string" || tag === "") throw invalid(`has no tag in entry ${index + 1}`);
    return tag;
  });
  const twice = tags.find((tag, index) => tags.indexOf(tag) !== index);
  if (twice !== void 0) throw invalid(`lists ${twice} twice`, "Remove one of the two entries.");
  return tags;
}
async function readText(path, file) {
  try {
    return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw unreadable(JOURNAL[1], file, error);
  }
}
function parseJson(text, invalid) {
  try {
    return JSON.parse(text);
  } catch (error) {
    const conflict = /^(<{7}|={7}|>{7})/m.test(text);
    const reason = conflict ? "has an unresolved merge conflict" : `is not valid JSON: ${messageOf(error)}`;
    const hint = conflict ? "Keep the entries of both sides, each tag once, and renumber idx." : HINT;
    throw invalid(reason, hint, error);
  }
}
function messageOf(error) {
  return error instanceof Error ? error.message.replaceAll("\n", " ") : String(error);
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/source/read-json.ts
import { readFile as readFile2 } from "node:fs/promises";
import { join as join4 } from "node:path";
async function readJson({ directory, shown }, path) {
  const file = join4(shown, ...path);
  let text;
  try {
    text = (await readFile2(join4(directory, ...path), "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw unreadable(path.join("/"), file, error);
  }
  const value = parse(text);
  if (isRecord2(value)) return value;
  throw new MigratorError("journal_invalid", `${file} holds no JSON object.`, {
    hint: "Take it from version control, or have drizzle-kit generate it anew."
  });
}
function isRecord2(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}

// src/source/read-snapshot.ts
import { join as join5 } from "node:path";
async function readSnapshot(listing, tag) {
  if (tag === void 0) return EMPTY_SNAPSHOT;
  const path = snapshotPath(tag);
  if (!listing.folders.get(path[0])?.includes(path[1])) {
    throw new MigratorError(
      "journal_invalid",
      `${join5(listing.shown, ...path)}, the snapshot of ${tag}, is missing.`,
      { hint: "Bring it back from version control; without it drizzle-kit would generate everything anew." }
    );
  }
  return readJson(listing, path);
}
function snapshotPath(tag) {
  return [JOURNAL[0], `${tag.slice(0, tag.indexOf("_"))}_snapshot.json`];
}
var EMPTY_SNAPSHOT = {
  id: "00000000-0000-0000-0000-000000000000",
  prevId: "",
  version: "7",
  dialect: "postgresql",
  tables: {},
  enums: {},
  schemas: {},
  sequences: {},
  roles: {},
  policies: {},
  views: {},
  _meta: { columns: {}, schemas: {}, tables: {} }
};

// src/source/reverse-schema.ts
async function readSchemaReversal({ directory, layout, migrations }, name) {
  const listing = await listFolder(directory, directory);
  if (layout === "drizzle") return (await reverseSchema(listing, await readJournal(listing), name)).kind;
  if (layout !== "drizzle-folders") return "none";
  return migrations.at(-1)?.name === name ? "reversed" : "kept";
}
async function reverseSchema(listing, tags, name) {
  const index = tags.indexOf(name.replace(/\.sql$/, ""));
  if (index === -1) return { kind: "none" };
  const read = async (tag) => {
    if (tag === void 0) return EMPTY_SNAPSHOT;
    const path = snapshotPath(tag);
    return listing.folders.get(path[0])?.includes(path[1]) ? readJson(listing, path) : void 0;
  };
  const before = await read(tags[index - 1]);
  const after = await Promise.all(tags.slice(index).map(read));
  if (isDeepStrictEqual(schemaOf(before), schemaOf(after[0]))) return { kind: "none" };
  const changed = after.some((later2) => !isDeepStrictEqual(schemaOf(later2), schemaOf(after[0])));
  return changed || before === void 0 ? { kind: "kept" } : { kind: "reversed", snapshot: before };
}
function schemaOf(snapshot) {
  if (snapshot === void 0 || !isRecord2(snapshot)) return void 0;
  const { id: _id, prevId: _prevId, ...schema } = snapshot;
  return schema;
}

// src/source/next-number.ts
var TIMESTAMP = 14;
var MILLISECONDS = 13;
var SECONDS = 10;
function nextNumber(names, now, first) {
  const numbered = names.flatMap((name) => {
    const number = numberOf(name);
    return number === void 0 ? [] : [{ number, digits: name.indexOf("_") }];
  });
  const highest = numbered.reduce((one, other) => other.number > one.number ? other : one, {
    number: BigInt(first) - 1n,
    digits: first.length
  });
  const after = highest.number + 1n;
  switch (highest.digits) {
    case TIMESTAMP:
      return later(BigInt(timestampOf(now)), highest.number, secondAfter(highest.number)).toString();
    case MILLISECONDS:
      return later(BigInt(now.getTime()), highest.number, after).toString();
    case SECONDS:
      return later(BigInt(Math.floor(now.getTime() / 1e3)), highest.number, after).toString();
    default:
      return after.toString().padStart(highest.digits, "0");
  }
}
function later(now, highest, after) {
  return now > highest ? now : after;
}
function timestampOf(date) {
  return date.toISOString().replace(/\D/g, "").slice(0, TIMESTAMP);
}
function secondAfter(timestamp) {
  const iso = timestamp.toString().replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6Z");
  const time = Date.parse(iso);
  return Number.isNaN(time) ? timestamp + 1n : BigInt(timestampOf(new Date(time + 1e3)));
}

// src/source/create-file.ts
var FIRST_TIMESTAMP = "00000000000000";
var CUSTOM_TEXT = "-- Custom SQL migration file, put your code below! --\n";
function createFile(request, first) {
  const { names, slug, now } = request;
  return [{ path: [`${nextNumber(names, now, first)}_${slug}.sql`], text: textOf(request) }];
}
function createFolder(request) {
  const { names, slug, now } = request;
  const folder = `${nextNumber(names, now, FIRST_TIMESTAMP)}_${slug}`;
  return [{ path: [folder, MIGRATION_FILE], text: textOf(request) }];
}
function textOf({ title, body }) {
  return `-- ${title}
${body}`;
}
function customText(request) {
  return request.body === "" ? CUSTOM_TEXT : textOf(request);
}

// src/source/layout-plain.ts
var plain = {
  name: "plain",
  expects: "0001_name.sql (numbered files)",
  matches: (listing) => sqlFiles(listing).length > 0,
  entries: fileEntries,
  create: async (request) => createFile(request, "0001")
};

// src/source/layout-supabase.ts
var supabase = {
  name: "supabase",
  expects: "20260101120000_name.sql (Supabase CLI)",
  matches: (listing) => {
    const names = sqlFiles(listing);
    return names.length > 0 && names.every((name) => /^\d{14}_/.test(name));
  },
  entries: fileEntries,
  create: async (request) => createFile(request, FIRST_TIMESTAMP)
};

// src/source/recognise-layout.ts
import { join as join7 } from "node:path";

// src/source/check-journal.ts
function checkJournal(tags, migrations) {
  const names = tags.map((tag) => `${tag}.sql`);
  const listed = new Set(names);
  const onDisk = new Set(migrations.map(({ name }) => name));
  return [
    ...names.filter((name) => !onDisk.has(name)).map(withoutFile),
    ...migrations.filter(({ name }) => !listed.has(name)).map(({ name }) => notListed(name)),
    ...checkOrder(
      names.filter((name) => onDisk.has(name)),
      migrations.map(({ name }) => name).filter((name) => listed.has(name))
    )
  ];
}
function withoutFile(name) {
  return {
    code: "journal_tag_without_file",
    severity: "blocker",
    migration: name,
    message: `${name} is in drizzle's journal, but there is no such file.`,
    hint: "Bring the file back from version control, or remove its entry from meta/_journal.json."
  };
}
function notListed(name) {
  return {
    code: "journal_lacks_file",
    severity: "warning",
    migration: name,
    message: `${name} is not in drizzle's journal: it runs in the order of its number, but drizzle-kit does not know it.`,
    hint: 'Make hand-written files with "migrate new", which keeps the journal true.'
  };
}
function checkOrder(journal, run) {
  const at = journal.findIndex((name, index) => name !== run[index]);
  const [inJournal, inRun] = [journal[at], run[at]];
  if (inJournal === void 0 || inRun === void 0) return [];
  return [
    {
      code: "journal_order",
      severity: "warning",
      migration: inJournal,
      message: `drizzle's journal puts ${inJournal} before ${inRun}; here files run in the order of their numbers, ${inRun} first.`,
      hint: "Renumber the files, or sort the entries of meta/_journal.json."
    }
  ];
}

// src/source/create-in-journal.ts
import { randomUUID } from "node:crypto";
async function createInJournal(request) {
  const { listing, names, slug, now } = request;
  const tags = await readJournal(listing);
  const journal = await readJson(listing, JOURNAL);
  const entries = Array.isArray(journal.entries) ? journal.entries : [];
  const known = entries.filter(isRecord2);
  const prefix = nextNumber([...names, ...tags], now, "0000");
  const tag = `${prefix}_${slug}`;
  const previous = await readSnapshot(listing, tags.at(-1));
  const reversal = request.reverses === void 0 ? void 0 : await reverseSchema(listing, tags, request.reverses);
  const schema = reversal?.kind === "reversed" ? reversal.snapshot : previous;
  const last = known.at(-1);
  const entry = {
    // drizzle-kit numbers the next file by this, and would give it the number of one that is there.
    idx: prefix.length >= 10 ? numberIn(last, "idx", -1) + 1 : Number(prefix),
    version: previous.version,
    // drizzle-orm's own migrator skips an entry whose time is not after the newest one applied.
    when: Math.max(now.getTime(), ...known.map((one) => numberIn(one, "when", 0) + 1)),
    tag,
    breakpoints: last?.breakpoints ?? true
  };
  return [
    { path: [`${tag}.sql`], text: customText(request) },
    {
      path: [JOURNAL[0], `${prefix}_snapshot.json`],
      text: JSON.stringify({ ...schema, id: randomUUID(), prevId: previous.id }, null, 2)
    },
    {
      path: JOURNAL,
      text: JSON.stringify({ ...journal, entries: [...entries, entry] }, null, 2),
      replaces: true
    }
  ];
}
function numberIn(record, key, missing) {
  const value = record?.[key];
  return typeof value === "number" ? value : missing;
}

// src/source/layout-drizzle.ts
var drizzle = {
  name: "drizzle",
  expects: "0000_name.sql with meta/_journal.json (drizzle-kit 0.x)",
  matches: ({ folders }) => folders.get(JOURNAL[0])?.includes(JOURNAL[1]) ?? false,
  entries: fileEntries,
  create: createInJournal,
  async check(listing, migrations) {
    return checkJournal(await readJournal(listing), migrations);
  }
};

// src/source/create-with-snapshot.ts
import { randomUUID as randomUUID2 } from "node:crypto";
var SNAPSHOT = "snapshot.json";
async function createWithSnapshot(request) {
  const [migration] = createFolder(request);
  const folders = snapshotFolders(request.listing);
  const snapshots = await Promise.all(folders.map((folder) => readJson(request.listing, [folder, SNAPSHOT])));
  const newest = snapshots.at(-1);
  if (newest === void 0) return [migration];
  const reversesLast = request.reverses !== void 0 && request.reverses === folders.at(-1);
  const ddl = reversesLast ? snapshots.at(-2)?.ddl ?? [] : newest.ddl;
  const followed = new Set(snapshots.flatMap(({ prevIds: prevIds2 }) => Array.isArray(prevIds2) ? prevIds2 : []));
  const prevIds = snapshots.map(({ id }) => id).filter((id) => !followed.has(id));
  const snapshot = unchangedAfter({ ...newest, ddl }, { id: randomUUID2(), prevIds: prevIds.reverse() });
  return [
    { ...migration, text: customText(request) },
    { path: [...migration.path.slice(0, -1), SNAPSHOT], text: JSON.stringify(snapshot, null, 2) }
  ];
}
function snapshotFolders({ folders }) {
  return [...folders].filter(([, below]) => below.includes(SNAPSHOT)).map(([name]) => name).sort();
}
function unchangedAfter({ type, version, dialect, ddl }, ids) {
  return type === void 0 ? { version, dialect, ...ids, ddl, renames: [] } : { type: "diff", version, dialect, ...ids, footprints: [], deltas: [] };
}

// src/source/layout-prisma.ts
import { readFile as readFile3 } from "node:fs/promises";
import { join as join6 } from "node:path";
var PRISMA_LOCK = "migration_lock.toml";
var prisma = {
  name: "prisma",
  expects: "20260101120000_name/migration.sql with migration_lock.toml (prisma)",
  matches: (listing) => migrationFolders(listing).length > 0 && listing.files.includes(PRISMA_LOCK),
  entries: folderEntries,
  create: async (request) => createFolder(request),
  async check({ directory, shown }) {
    const provider = /^\s*provider\s*=\s*"([^"]*)"/m.exec(await readLock(directory, shown))?.[1];
    if (provider !== void 0 && provider !== "postgresql") {
      throw new MigratorError("layout_unknown", `${shown} was written by prisma for ${provider}.`, {
        hint: "Name a folder of Postgres migrations with --dir."
      });
    }
    return [];
  }
};
async function readLock(directory, shown) {
  try {
    return await readFile3(join6(directory, PRISMA_LOCK), "utf8");
  } catch (error) {
    throw unreadable(PRISMA_LOCK, join6(shown, PRISMA_LOCK), error);
  }
}

// src/source/layout-drizzle-folders.ts
var drizzleFolders = {
  name: "drizzle-folders",
  expects: "20260101120000_name/migration.sql (drizzle-kit 1.x)",
  matches: (listing) => migrationFolders(listing).length > 0 && !listing.files.includes(PRISMA_LOCK),
  entries: folderEntries,
  create: createWithSnapshot
};

// src/source/layouts.ts
var LAYOUTS = [drizzle, prisma, drizzleFolders, supabase, plain];

// src/source/recognise-layout.ts
function recogniseLayout(listing) {
  const files = sqlFiles(listing);
  const folders = migrationFolders(listing);
  if (files.length > 0 && folders.length > 0) {
    const seen = `${count(files, "file")} and ${count(folders, "folder")}`;
    throw new MigratorError("layout_unknown", `${listing.shown} mixes two layouts: ${seen}.`, {
      hint: 'Keep one form: move the others out of the folder, or finish the conversion ("drizzle-kit up").'
    });
  }
  const layout = LAYOUTS.find((candidate) => candidate.matches(listing));
  if (layout === void 0) throw nothingFound(listing);
  return layout;
}
function nothingFound({ shown, files, folders }) {
  const hint = `Expected is one of: ${LAYOUTS.map((layout) => layout.expects).join("; ")}.`;
  const deeper = [...folders].flatMap(
    ([folder, below]) => below.filter((name) => /\.sql$/i.test(name)).map((name) => join7(folder, name))
  );
  if (deeper.length > 0) {
    const message = `${shown} is in no known layout: there is SQL only below it (${some(deeper)}).`;
    return new MigratorError("layout_unknown", message, { hint });
  }
  const names = [...files, ...folders.keys()];
  const seen = names.length === 0 ? "is empty" : `holds no migration (seen: ${some(names)})`;
  return new MigratorError("folder_empty", `The folder ${shown} ${seen}.`, { hint });
}
function count(names, noun) {
  return names.length === 1 ? `the ${noun} ${some(names)}` : `${names.length} ${noun}s (${some(names)})`;
}
function some(names) {
  const first = [...names].sort().slice(0, 3).join(", ");
  return names.length > 3 ? `${first}, \u2026` : first;
}

export {
  displayPath,
  MIGRATION_FILE,
  numberOf,
  checkNames,
  unreadable,
  systemCode,
  listFolder,
  readSchemaReversal,
  plain,
  supabase,
  recogniseLayout,
  nothingFound
};
