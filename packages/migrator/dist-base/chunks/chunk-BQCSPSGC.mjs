import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  findDrizzleProject,
  urlOf
} from "./chunk-HSJFPCGT.mjs";
import {
  MigratorError
} from "./chunk-MCJTRXYM.mjs";

// src/run-drizzle-kit.ts
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
async function runDrizzleKit(target, directory, args, onLine) {
  const project = findDrizzleProject(directory);
  if (typeof project === "string") {
    throw new MigratorError("drizzle_kit_missing", `There is no drizzle-kit project around ${directory}.`, {
      hint: "It needs a drizzle.config.ts and drizzle-kit as a dependency beside it."
    });
  }
  const child = spawn(process.execPath, [project.tool, ...args], {
    cwd: project.folder,
    stdio: onLine === void 0 ? "inherit" : ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...target === void 0 ? {} : { DATABASE_URL: urlOf(target), DIRECT_URL: urlOf(target) }
    }
  });
  if (onLine !== void 0) {
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null) createInterface({ input: stream }).on("line", onLine);
  }
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  if (code === 0) return;
  throw new MigratorError(
    "drizzle_kit_failed",
    `drizzle-kit ${args[0] ?? ""} ended with exit code ${code}.`,
    {
      hint: "What it printed stands above."
    }
  );
}

export {
  runDrizzleKit
};
