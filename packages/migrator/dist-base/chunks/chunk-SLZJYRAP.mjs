import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);

// src/sql/join-statements.ts
function joinStatements(statements, between = "\n") {
  return statements.map(endStatement).join(between) + (statements.length === 0 ? "" : "\n");
}
function endStatement(sql) {
  const text = sql.trimEnd();
  return text.slice(text.lastIndexOf("\n") + 1).includes("--") ? `${text}
;` : `${text};`;
}

export {
  joinStatements
};
