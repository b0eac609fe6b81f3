import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);

// src/sql/locate.ts
var WIDTH = 160;
function locate(file, text, offset) {
  const at = Math.max(0, Math.min(offset, text.length));
  const lineStart = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.indexOf("\n", at);
  const whole = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
  const column = at - lineStart;
  const { source, caret } = cutAround(whole, column);
  const printable = source.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ");
  return { file, line: lineOf(text, at), column: column + 1, source: printable, caret };
}
function lineOf(text, offset) {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
function cutAround(line, column) {
  if (line.length <= WIDTH) return { source: line, caret: column };
  let start = Math.max(0, Math.min(column - WIDTH / 2, line.length - WIDTH));
  let end = Math.min(line.length, start + WIDTH);
  if (splitsPair(line, start)) start++;
  if (splitsPair(line, end)) end--;
  const before = start > 0 ? "\u2026" : "";
  const after = end < line.length ? "\u2026" : "";
  return { source: `${before}${line.slice(start, end)}${after}`, caret: column - start + before.length };
}
function splitsPair(text, at) {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 65535;
}

// src/sql/normalise-text.ts
function normaliseText(text) {
  return text.replace(/^\uFEFF+/, "").replace(/\r+\n/g, "\n");
}

export {
  locate,
  normaliseText
};
