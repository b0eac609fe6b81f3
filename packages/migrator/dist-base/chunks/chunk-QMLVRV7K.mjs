import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  joinStatements
} from "./chunk-SLZJYRAP.mjs";
import {
  compareCatalogs
} from "./chunk-PX5YVTSO.mjs";
import {
  dataStatements,
  dependentsOf,
  describeKey,
  differingKeys,
  findClusterStatement,
  forServer,
  kindOf,
  locationOf,
  losesValues,
  mendingSql,
  neededBy,
  onTable,
  parseKey,
  quoteAlways,
  quoteName,
  quotePath,
  quotePathAlways,
  readCatalog,
  readOutline
} from "./chunk-TI7VP63E.mjs";
import {
  quoteLiteral
} from "./chunk-6WMF3OME.mjs";
import {
  MIGRATION_FILE,
  displayPath,
  readSqlFile
} from "./chunk-EDFCXMOP.mjs";
import {
  childOf,
  listOf,
  parseMigration,
  textOf
} from "./chunk-KJR2C3JA.mjs";
import {
  MigratorError
} from "./chunk-MCJTRXYM.mjs";

// src/undo/describe-undo.ts
function downNameOf(migration) {
  return migration.endsWith(".sql") ? migration.replace(/\.sql$/, ".down.sql") : `${migration}/down.sql`;
}
function generatedName(migration) {
  return `${migration} (generated inverse)`;
}
function noInverse(migration, why, difference = {}, at) {
  return {
    code: "no_inverse",
    severity: "blocker",
    migration,
    message: `${migration} can not be undone by generated SQL: ${why}.`,
    hint: `Write what undoes it into ${downNameOf(migration)}, and run the same command again.`,
    ...at === void 0 ? {} : { at },
    ...shown(difference)
  };
}
function downDiffers(migration, difference) {
  return {
    code: "down_differs",
    severity: "warning",
    migration,
    message: `${downNameOf(migration)} leaves the ${difference.object} other than it was before ${migration}.`,
    ...shown(difference)
  };
}
function downOutside(migration, reason, at) {
  return {
    code: "down_failed",
    severity: "blocker",
    migration,
    at,
    message: `${downNameOf(migration)} can not run in the one transaction of a rollback: ${reason ?? "it ends it"}.`,
    hint: "Write it without CONCURRENTLY, BEGIN and COMMIT."
  };
}
function rowsNotRestored(migration, dropped) {
  return dropped.map((loss) => ({
    code: "rows_not_restored",
    severity: "warning",
    migration,
    message: `${migration} dropped ${nameOfLoss(loss)}: its definition comes back, what it held does not.`
  }));
}
function nameOfLoss({ schema, table, column }) {
  const name = `table ${quotePath([schema, table])}`;
  return column === void 0 ? name : `column ${quotePath([column])} of ${name}`;
}
function shown({ object, expected, found }) {
  if (object === void 0) return {};
  return { object, expected: expected ?? "absent", found: found ?? "absent" };
}

// src/undo/find-data-left.ts
function findDataLeft(parsed, shownPath, losses) {
  return dataStatements(parsed.statements).filter(({ statement, table }) => table === void 0 || !goesWith(statement, table, losses)).map(({ statement }) => ({
    code: "data_left",
    severity: "blocker",
    migration: parsed.name,
    at: locationOf(shownPath, parsed, statement),
    message: `${parsed.name} has a statement about rows, and nothing generated can take back what it did.`,
    hint: `Write the inverse into ${downNameOf(parsed.name)}, or leave the rows as they are with --allow-data-loss.`
  }));
}
function goesWith({ kind, tree }, table, losses) {
  const here = losses.filter(
    (loss) => !loss.narrowed && loss.table === table.name && (table.schema === void 0 || loss.schema === table.schema)
  );
  if (here.some(({ column }) => column === void 0)) return true;
  if (kind !== "UpdateStmt") return false;
  const written = listOf(tree, "targetList").map((target) => textOf(childOf(target, "ResTarget"), "name"));
  return written.length > 0 && written.every((name) => here.some(({ column }) => column === name));
}

// src/undo/find-lost-columns.ts
function findLostColumns(migration, before, after) {
  const tables = new Set([...after.keys()].map(tableOf));
  const gone = /* @__PURE__ */ new Set();
  const losses = [];
  for (const [place, column] of before) {
    const now = after.get(place);
    const table = tableOf(place);
    if (now === void 0 && !tables.has(table)) {
      if (!gone.has(table)) losses.push(lossOf(migration, column, void 0, false));
      gone.add(table);
    } else if (now === void 0 || narrows(column, now)) {
      losses.push(lossOf(migration, column, column.column, now !== void 0));
    }
  }
  return losses;
}
function namedAs(columns, names) {
  const named = /* @__PURE__ */ new Map();
  for (const [place, { type, typeId }] of columns) {
    const name = names.get(place);
    if (name !== void 0) named.set(place, { ...name, type, typeId });
  }
  return named;
}
function tableOf(place) {
  return place.slice(0, place.indexOf("."));
}
function narrows(before, now) {
  return before.typeId !== now.typeId && losesValues(before.type, now.type);
}
function lossOf(migration, { schema, table }, column, narrowed) {
  return { migration, schema, table, column, narrowed };
}

// src/undo/read-columns.ts
async function readColumns(session) {
  const [rows = []] = await session.run(`SELECT a.attrelid::text || '.' || a.attnum AS place,
  n.nspname::text AS schema, c.relname::text AS "table", a.attname::text AS "column",
  pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.atttypid || '.' || a.atttypmod AS type_id
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'migrator')
ORDER BY a.attrelid, a.attnum`);
  return new Map(
    rows.map((row) => [
      String(row.place),
      {
        schema: String(row.schema),
        table: String(row.table),
        column: String(row.column),
        type: String(row.type),
        typeId: String(row.type_id)
      }
    ])
  );
}

// src/undo/read-foreign-tables.ts
var PLATFORM_SCHEMAS = /* @__PURE__ */ new Set(["auth", "storage", "realtime"]);
async function readForeignTables(session, beside = () => false) {
  const [rows = []] = await session.run(`SELECT n.nspname::text AS schema, c.relname::text AS "table"
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')`);
  const foreign = new Set(rows.map((row) => `${row.schema}.${row.table}`));
  return (place) => PLATFORM_SCHEMAS.has(place.schema) || foreign.has(`${place.schema}.${place.table}`) || beside(place);
}

// src/undo/inverse-of-rename.ts
function inverseOfRename({ kind, tree, text }) {
  switch (kind) {
    case "RenameStmt":
      return inverseOfRenaming(tree, text);
    case "AlterObjectSchemaStmt":
      return inverseOfMove(tree, text);
    case "AlterEnumStmt":
      return inverseOfLabel(tree);
    default:
      return void 0;
  }
}
var RELATIONS = {
  OBJECT_TABLE: "TABLE",
  OBJECT_VIEW: "VIEW",
  OBJECT_MATVIEW: "MATERIALIZED VIEW",
  OBJECT_SEQUENCE: "SEQUENCE",
  OBJECT_INDEX: "INDEX",
  OBJECT_FOREIGN_TABLE: "FOREIGN TABLE"
};
var ON_RELATION = {
  OBJECT_TRIGGER: "TRIGGER",
  OBJECT_POLICY: "POLICY",
  OBJECT_RULE: "RULE"
};
var PART_OF = {
  OBJECT_COLUMN: "COLUMN",
  OBJECT_ATTRIBUTE: "ATTRIBUTE",
  OBJECT_TABCONSTRAINT: "CONSTRAINT"
};
var NAMED = {
  OBJECT_TYPE: "TYPE",
  OBJECT_DOMAIN: "DOMAIN",
  OBJECT_COLLATION: "COLLATION",
  OBJECT_STATISTIC_EXT: "STATISTICS"
};
var ROUTINES = {
  OBJECT_FUNCTION: "FUNCTION",
  OBJECT_PROCEDURE: "PROCEDURE",
  OBJECT_ROUTINE: "ROUTINE",
  OBJECT_AGGREGATE: "AGGREGATE"
};
function inverseOfRenaming(tree, text) {
  const type = textOf(tree, "renameType") ?? "";
  const to = textOf(tree, "newname");
  const from = textOf(tree, "subname");
  if (to === void 0) return void 0;
  const relation = relationPath(childOf(tree, "relation"));
  const names = nameList(childOf(tree, "object"));
  if (RELATIONS[type] !== void 0 && relation.length > 0)
    return `ALTER ${RELATIONS[type]} ${renamed(relation, to)} RENAME TO ${quoteAlways(relation.at(-1) ?? "")}`;
  if (ON_RELATION[type] !== void 0 && from !== void 0)
    return `ALTER ${ON_RELATION[type]} ${quoteAlways(to)} ON ${quotePathAlways(relation)} RENAME TO ${quoteAlways(from)}`;
  if (PART_OF[type] !== void 0 && from !== void 0) {
    const owner = type === "OBJECT_ATTRIBUTE" ? "TYPE" : RELATIONS[textOf(tree, "relationType") ?? ""] ?? "TABLE";
    return `ALTER ${owner} ${quotePathAlways(relation)} RENAME ${PART_OF[type]} ${quoteAlways(to)} TO ${quoteAlways(from)}`;
  }
  if (type === "OBJECT_DOMCONSTRAINT" && from !== void 0)
    return `ALTER DOMAIN ${quotePathAlways(names)} RENAME CONSTRAINT ${quoteAlways(to)} TO ${quoteAlways(from)}`;
  if (type === "OBJECT_SCHEMA" && from !== void 0)
    return `ALTER SCHEMA ${quoteAlways(to)} RENAME TO ${quoteAlways(from)}`;
  if (NAMED[type] !== void 0 && names.length > 0)
    return `ALTER ${NAMED[type]} ${renamed(names, to)} RENAME TO ${quoteAlways(names.at(-1) ?? "")}`;
  if (ROUTINES[type] !== void 0 && names.length > 0)
    return `ALTER ${ROUTINES[type]} ${renamed(names, to)}${argumentsIn(text)} RENAME TO ${quoteAlways(names.at(-1) ?? "")}`;
  return void 0;
}
function inverseOfMove(tree, text) {
  const type = textOf(tree, "objectType") ?? "";
  const to = textOf(tree, "newschema");
  if (to === void 0) return void 0;
  const kind = RELATIONS[type] ?? NAMED[type] ?? ROUTINES[type];
  const path = RELATIONS[type] === void 0 ? nameList(childOf(tree, "object")) : relationPath(childOf(tree, "relation"));
  const name = path.at(-1);
  if (kind === void 0 || name === void 0) return void 0;
  const args = ROUTINES[type] === void 0 ? "" : argumentsIn(text);
  return `ALTER ${kind} ${quotePathAlways([to, name])}${args} SET SCHEMA ${quoteAlways(path.at(-2) ?? "public")}`;
}
function inverseOfLabel(tree) {
  const [from, to] = [textOf(tree, "oldVal"), textOf(tree, "newVal")];
  if (from === void 0 || to === void 0) return void 0;
  const type = quotePathAlways(namesOf(listOf(tree, "typeName")));
  return `ALTER TYPE ${type} RENAME VALUE ${quoteLiteral(to)} TO ${quoteLiteral(from)}`;
}
function relationPath(relation) {
  return [textOf(relation, "schemaname"), textOf(relation, "relname")].flatMap((part) => part ?? []);
}
function nameList(object) {
  return namesOf([
    ...listOf(object, "List", "items"),
    ...listOf(object, "TypeName", "names"),
    ...listOf(object, "ObjectWithArgs", "objname"),
    object
  ]);
}
function namesOf(list) {
  return list.flatMap((part) => textOf(part, "String", "sval") ?? []);
}
function renamed(path, name) {
  return quotePathAlways([...path.slice(0, -1), name]);
}
function argumentsIn(text) {
  return /\(.*\)(?=\s*(?:RENAME|SET)\b)/is.exec(text)?.[0] ?? "";
}

// src/undo/replay-parts.ts
async function replayParts(database, file, start) {
  const pieces = cutAtRenames(file.statements);
  const parts = [];
  let before = start;
  for (const { rename, statements } of pieces) {
    if (pieces.length === 1) await database.replay(file);
    else await database.replayStatements(file, statements);
    const after = await readCatalog(database.session);
    parts.push({ rename, before, after });
    before = after;
  }
  return parts;
}
function cutAtRenames(statements) {
  const pieces = [];
  for (const statement of statements) {
    const rename = inverseOfRename(statement);
    const last = pieces.at(-1);
    if (rename === void 0 && last !== void 0 && last.rename === void 0)
      last.statements.push(statement);
    else pieces.push({ rename, statements: [statement] });
  }
  return pieces;
}

// src/undo/find-server-statement.ts
var DEFINITION = /^(CreateFunction|View|Rule|CreateTrig|(Create|Alter)Policy|Create|AlterTable)Stmt$/;
function findServerStatement(parsed, shownPath) {
  const statements = parsed.statements.filter(({ kind }) => !DEFINITION.test(kind));
  const found = findClusterStatement({ statements });
  if (found === void 0) return void 0;
  const why = `${found.what} acts on ${found.reach === "server" ? "the whole server" : "what is outside of the database"}, and the catalog does not show what it did`;
  return noInverse(parsed.name, why, {}, locationOf(shownPath, parsed, found.statement));
}

// src/undo/leave-platform-tables.ts
function leavePlatformTables(statements, {
  before,
  after,
  keys,
  foreign
}) {
  const triggers = keys.filter((key) => {
    const place = kindOf(key) === "trigger" ? onTable(key) : void 0;
    return place !== void 0 && after.hashes.has(key) && foreign(place);
  });
  let planned = [...statements];
  const obstacles = [];
  for (const key of triggers) {
    const place = onTable(key);
    if (place === void 0) continue;
    const name = quoteAlways(place.name);
    const table = quotePathAlways([place.schema, place.table]);
    planned = planned.filter((sql) => sql !== `DROP TRIGGER ${name} ON ${table}`);
    if (before.hashes.has(key)) {
      const creates = [name, quoteName(place.name)].map((each) => `CREATE TRIGGER ${each} `);
      planned = planned.map(
        (sql) => creates.some((start) => sql.startsWith(start)) && sql.includes(` ON ${quotePath([place.schema, place.table])} `) ? sql.replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER") : sql
      );
      continue;
    }
    const called = neededBy(after, key).filter((needed) => kindOf(needed) === "function");
    for (const needed of called) {
      const obstacle = whyItStays(key, needed, before, after);
      if (obstacle === void 0) planned = planned.map((sql) => dropWithTriggers(sql, needed));
      else obstacles.push(obstacle);
    }
  }
  return { statements: planned, obstacles };
}
function whyItStays(trigger, called, before, after) {
  if (!before.hashes.has(called)) return void 0;
  const others = dependentsOf(after, called).filter((key) => key !== trigger && before.hashes.has(key)).map((key) => `, and the ${describeKey(key)} needs it`);
  return `the ${describeKey(trigger)} can be dropped by the owner of that table alone, or together with its ${describeKey(called)}, which was there before the file${others[0] ?? ""}`;
}
function dropWithTriggers(sql, called) {
  const drop = `DROP FUNCTION ${quotePathAlways(parseKey(called).parts)}()`;
  return sql === drop ? `${sql} CASCADE` : sql;
}

// src/undo/generate-inverse.ts
async function generateInverse(parts, { foreign, serverMajor }) {
  const statements = [];
  const obstacles = [];
  for (const { rename, before, after } of parts.toReversed()) {
    if (rename !== void 0) {
      statements.push(rename);
      continue;
    }
    const keys = [...differingKeys(after, before)].filter((key) => !isOfServer(key));
    const mended = await mendingSql(forServer(after, serverMajor), before, keys);
    const left = leavePlatformTables(
      mended.map(({ sql }) => sql),
      { before, after, keys, foreign }
    );
    statements.push(...left.statements);
    obstacles.push(...left.obstacles);
  }
  return {
    statements: statements.some(makesSomething) ? statements : statements.filter(isNoSetting),
    obstacles
  };
}
function makesSomething(sql) {
  return sql.startsWith("CREATE ");
}
function isNoSetting(sql) {
  return !sql.startsWith("SET LOCAL ");
}
function isOfServer(key) {
  return kindOf(key) === "role" || kindOf(key) === "membership";
}

// src/undo/undo-on-shadow.ts
async function undoOnShadow(database, replayed, context) {
  const { columns: live, showPath } = context;
  const { file, before } = replayed;
  const { name } = file.parsed;
  const { inverse, obstacles } = file.down ? { inverse: file.down, obstacles: [] } : await planInverse(replayed, context);
  const source = file.down === void 0 ? "generated" : "down";
  const step = { gone: [], migration: name, source, inverse, losses: [], findings: obstacles };
  if (obstacles.length > 0) return step;
  const outside = file.down?.statements.find(({ transaction }) => transaction !== "inside");
  if (outside !== void 0)
    return {
      ...step,
      findings: [downOutside(name, outside.reason, locationOf(showPath(inverse.name), inverse, outside))]
    };
  const columns = await readColumns(database.session);
  try {
    await database.replay(inverse);
  } catch (error) {
    if (!(error instanceof MigratorError)) throw error;
    return { ...step, findings: [failed(name, step, error)] };
  }
  const now = await readColumns(database.session);
  const lost = findLostColumns(name, namedAs(columns, live), now);
  const gone = findLostColumns(name, columns, now);
  const differences = await readDifferences(database, before);
  if (file.down !== void 0)
    return { ...step, losses: lost, gone, findings: differences.map((each) => downDiffers(name, each)) };
  return {
    ...step,
    losses: lost,
    gone,
    findings: [
      ...differences.map(
        (each) => noInverse(name, `what is generated leaves the ${each.object} other than it was`, { ...each })
      ),
      ...rowsNotRestored(name, replayed.dropped)
    ]
  };
}
async function planInverse({ file, parts, before, after }, { foreign, serverMajor, showPath }) {
  const { parsed } = file;
  const onServer = findServerStatement(parsed, showPath(parsed.name));
  const unseen = after.unmodelled.filter((kind) => !before.unmodelled.includes(kind));
  const { statements, obstacles } = await generateInverse(parts, { foreign, serverMajor });
  const inverse = await parseMigration(
    generatedName(parsed.name),
    generatedName(showPath(parsed.name)),
    joinStatements(statements)
  );
  return {
    inverse,
    obstacles: [
      ...onServer === void 0 ? [] : [onServer],
      ...unseen.map((kind) => noInverse(parsed.name, `it makes a ${kind}, which can not be described`)),
      ...obstacles.map((why) => noInverse(parsed.name, why))
    ]
  };
}
async function readDifferences({ session }, before) {
  const differing = (now2) => [...differingKeys(before, now2)].filter((key) => !isOfServer(key));
  if (differing(await readOutline(session)).length === 0) return [];
  const now = await readCatalog(session);
  return [...compareCatalogs(before, now, differing(now)).differences];
}
function failed(name, { source, inverse }, { message, details }) {
  const { at, hint } = details;
  const why = message.replace(
    `${inverse.name} failed on the shadow, where the files run from the start: `,
    ""
  );
  if (source === "generated")
    return noInverse(name, `Postgres refuses what is generated: ${why.replace(/\.$/, "")}`, {}, at);
  return {
    code: "down_failed",
    severity: "blocker",
    migration: name,
    message: `The inverse written for ${name} failed on the shadow: ${why}`,
    ...at === void 0 ? {} : { at },
    ...hint === void 0 ? {} : { hint }
  };
}
var OLDEST_SUPABASE = 15;

// src/undo/prove-undo.ts
async function proveUndo(input) {
  const { shadow, past, files, serverMajor = OLDEST_SUPABASE, showPath = (name) => name } = input;
  const database = await shadow.open();
  try {
    for (const migration of past) await database.replay(migration);
    const start = await readCatalog(database.session);
    const replayed = [];
    let columns = await readColumns(database.session);
    for (const file of files) {
      const before = replayed.at(-1)?.after ?? start;
      const parts = await replayParts(database, file.parsed, before);
      const now = await readColumns(database.session);
      const dropped = findLostColumns(file.parsed.name, columns, now).filter(({ narrowed }) => !narrowed);
      replayed.push({ file, parts, before, after: parts.at(-1)?.after ?? before, dropped });
      columns = now;
    }
    const foreign = await readForeignTables(database.session, input.foreign);
    const tried = [];
    for (const one of replayed.toReversed()) {
      const step = await undoOnShadow(database, one, { foreign, serverMajor, columns, showPath });
      tried.push(step);
      if (isBlocked(step)) break;
    }
    const steps = tried.map(({ gone: _gone, ...step }, index) => {
      const parsed = step.source === "down" ? void 0 : replayed.at(-1 - index)?.file.parsed;
      const together = input.apart ? tried.slice(index, index + 1) : tried.slice(index);
      const losses = together.flatMap(({ gone }) => gone);
      return {
        ...step,
        left: parsed === void 0 ? [] : findDataLeft(parsed, showPath(parsed.name), losses)
      };
    });
    const leaves = steps.some(({ findings }) => findings.some(({ code }) => code === "down_differs"));
    const end = leaves ? await readCatalog(database.session) : start;
    return { steps, states: [start, ...replayed.map(({ after }) => after)], end };
  } finally {
    await database.close();
  }
}
function isBlocked({ findings }) {
  return findings.some(({ severity }) => severity === "blocker");
}
async function proveEachUndo(input) {
  const steps = [];
  while (steps.length < input.files.length) {
    const files = input.files.slice(0, input.files.length - steps.length);
    steps.push(...(await proveUndo({ ...input, files, apart: true })).steps);
  }
  return steps.toReversed();
}

// src/source/read-down-file.ts
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
function readDownFile(migration, base) {
  const file = basename(migration.path);
  const name = file === MIGRATION_FILE ? "down.sql" : file.replace(/\.sql$/, ".down.sql");
  const path = join(dirname(migration.path), name);
  if (!existsSync(path)) return void 0;
  const { text } = readSqlFile(migration.name, path, displayPath(path, base));
  return { path, text };
}

export {
  readDownFile,
  downNameOf,
  generatedName,
  noInverse,
  nameOfLoss,
  findDataLeft,
  findLostColumns,
  readColumns,
  readForeignTables,
  replayParts,
  isOfServer,
  undoOnShadow,
  OLDEST_SUPABASE,
  proveUndo,
  isBlocked,
  proveEachUndo
};
