import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);

// src/plan/cut-segments.ts
function cutSegments(statements, { directives = {}, isAlone = () => false } = {}) {
  const segments = [];
  let open = [];
  let modes = "";
  let begun = false;
  const close = () => {
    if (open.length > 0) segments.push({ runs: "transaction", statements: open, modes });
    open = [];
  };
  for (const statement of statements) {
    if (statement.border !== void 0) {
      close();
      begun = statement.border.begins;
      modes = statement.border.begins ? statement.border.modes : "";
    } else if (runsAlone(statement, begun, directives) || isAlone(statement)) {
      close();
      segments.push({ runs: "alone", statements: [statement], modes: "" });
    } else {
      if (usesNewLabel(statement, open)) close();
      open.push(statement);
      if (directives.noTransaction === true && !begun) close();
    }
  }
  close();
  return segments;
}
function runsAlone({ transaction, kind }, begun, { noTransaction }) {
  if (transaction === "outside") return true;
  return noTransaction === true && !begun && ALONE_WHERE_ASKED.has(kind);
}
var ALONE_WHERE_ASKED = /* @__PURE__ */ new Set([
  "CallStmt",
  "DoStmt",
  "ExecuteStmt",
  "ReindexStmt",
  "ClusterStmt"
]);
function usesNewLabel({ text }, before) {
  return before.some(
    ({ newLabel }) => newLabel !== void 0 && (text.includes(`'${newLabel.replaceAll("'", "''")}'`) || /\benum_(first|last|range)\b/i.test(text))
  );
}

// src/plan/settings-before.ts
function settingsBefore(statements, next) {
  return statements.filter((statement) => statement.index < (next?.index ?? 0) && sets(statement));
}
function sets({ kind, text }) {
  if (kind === "VariableSetStmt") return !/^set\s+(local|transaction)\b/i.test(text);
  return kind === "SelectStmt" && /\bset_config\s*\(/i.test(text);
}

export {
  cutSegments,
  settingsBefore
};
