import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);

// src/drizzle/find-drizzle-project.ts
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
var CONFIGS = ["drizzle.config.ts", "drizzle.config.js", "drizzle.config.json"];
function findDrizzleProject(directory) {
  const config = findUpward(directory, CONFIGS);
  if (config === void 0) return "no drizzle.config.ts upward of the folder";
  const manifest = findUpward(directory, [join("node_modules", "drizzle-kit", "package.json")]);
  const tool = manifest === void 0 ? void 0 : readTool(manifest);
  if (tool === void 0) return "drizzle-kit is not installed";
  return { folder: dirname(config), config, tool };
}
function findUpward(from, names) {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = names.map((name) => join(folder, name)).find(existsSync);
    if (found !== void 0) return found;
    if (folder === dirname(folder)) return void 0;
  }
}
function readTool(manifest) {
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  const script = typeof bin === "string" ? bin : bin?.["drizzle-kit"];
  return script === void 0 ? void 0 : join(dirname(manifest), script);
}

// src/drizzle/url-of.ts
function urlOf({ host, port, database, user, password, tls }) {
  const url = new URL(`postgresql://${host.includes(":") ? `[${host}]` : host}:${port}`);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  url.pathname = `/${encodeURIComponent(database)}`;
  if (tls.mode !== "off") url.searchParams.set("sslmode", tls.mode === "require" ? "require" : "verify-full");
  return url.href;
}

export {
  findDrizzleProject,
  urlOf
};
