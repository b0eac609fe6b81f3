import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  quoteLiteral
} from "./chunk-6WMF3OME.mjs";
import {
  joinName,
  nameParts,
  relationName
} from "./chunk-RPHUEPRR.mjs";
import {
  booleanOf,
  childOf,
  listOf,
  optionsOf,
  textOf
} from "./chunk-KJR2C3JA.mjs";

// src/sql/hash-statements.ts
import { createHash } from "node:crypto";
function hashStatements(statements) {
  const hash = createHash("sha256");
  for (const { text } of statements) hash.update(`${text.trim()};
`, "utf8");
  return hash.digest("hex");
}

// src/execute/alone-rule.ts
function aloneRule({ kind, tree }) {
  return RULES[kind]?.(tree) ?? {};
}
var RULES = {
  IndexStmt(tree) {
    const table = relationName(childOf(tree, "relation")) ?? "";
    const name = textOf(tree, "idxname");
    return {
      concurrent: true,
      leaves: indexesWhere(`i.indrelid = pg_catalog.to_regclass(${quoteLiteral(table)})`),
      index: { table, name, unique: childOf(tree, "unique") === true }
    };
  },
  ReindexStmt(tree) {
    if (booleanOf(optionsOf(tree, "params").get("concurrently")) !== true) return {};
    const own = "NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' AND n.nspname <> 'pg_toast'";
    return { concurrent: true, leaves: indexesWhere(own) };
  },
  DropStmt(tree) {
    const name = joinName(nameParts(listOf(tree, "objects")[0]));
    return { concurrent: true, isDone: `pg_catalog.to_regclass(${quoteLiteral(name)}) IS NULL` };
  },
  AlterTableStmt(tree) {
    const parent = relationName(childOf(tree, "relation")) ?? "";
    const command = childOf(listOf(tree, "cmds")[0], "AlterTableCmd", "def", "PartitionCmd", "name");
    const partition = relationName(command) ?? "";
    const attached = `SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = pg_catalog.to_regclass(${quoteLiteral(partition)})`;
    return {
      concurrent: true,
      isDone: `NOT EXISTS (${attached})`,
      half: {
        isDone: `EXISTS (${attached} AND inhdetachpending)`,
        rest: `ALTER TABLE ${parent} DETACH PARTITION ${partition} FINALIZE`
      }
    };
  },
  CreatedbStmt: (tree) => ({
    isDone: `EXISTS (${catalogRow("database", "datname", textOf(tree, "dbname"))})`
  }),
  DropdbStmt: (tree) => ({
    isDone: `NOT EXISTS (${catalogRow("database", "datname", textOf(tree, "dbname"))})`
  }),
  CreateTableSpaceStmt: (tree) => ({
    isDone: `EXISTS (${catalogRow("tablespace", "spcname", textOf(tree, "tablespacename"))})`
  }),
  DropTableSpaceStmt: (tree) => ({
    isDone: `NOT EXISTS (${catalogRow("tablespace", "spcname", textOf(tree, "tablespacename"))})`
  }),
  CreateSubscriptionStmt: (tree) => ({
    isDone: `EXISTS (${catalogRow("subscription", "subname", textOf(tree, "subname"))})`
  }),
  DropSubscriptionStmt: (tree) => ({
    isDone: `NOT EXISTS (${catalogRow("subscription", "subname", textOf(tree, "subname"))})`
  }),
  DoStmt: () => ({ unclear: true }),
  CallStmt: () => ({ unclear: true }),
  ExecuteStmt: () => ({ unclear: true }),
  TransactionStmt: () => ({ unclear: true })
};
function indexesWhere(condition) {
  return `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, c.relname::text AS bare, i.indisvalid AND i.indisready AS valid
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${condition}`;
}
function catalogRow(catalog, column, name = "") {
  return `SELECT FROM pg_catalog.pg_${catalog} WHERE ${column} = ${quoteLiteral(name)}`;
}

export {
  hashStatements,
  aloneRule
};
