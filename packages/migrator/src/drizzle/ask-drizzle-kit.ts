import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import type { DrizzleProject } from './find-drizzle-project.ts';

/** A folder that is thrown away, with a config that leads drizzle-kit there and nowhere else. */
export interface ScratchOut {
  /** Absolute; drizzle-kit's `out`. */
  readonly out: string;
  /** Absolute path of the config. */
  readonly config: string;
}

/** Environment that names the only database drizzle-kit may reach from a scratch config. */
const SCRATCH_URL = 'MIGRATOR_SCRATCH_URL';

/** Where nothing listens. */
const NOWHERE = 'postgresql://nobody@127.0.0.1:1/none';

/** What hangs is no longer waited for, in milliseconds. */
const PATIENCE = 300_000;

/** Said by the scratch config where the project's own `out` is another folder. */
const OTHER_OUT = 'migrator: out is ';

/**
 * Makes a config beside the project's own: the same schema, but output and database are ours. Whatever credentials the
 * project's config holds are not used, and questions its `strict` would ask are not asked.
 * @param directory The migrations folder the project must write to.
 */
export async function withScratchOut<T>(
  project: DrizzleProject,
  directory: string,
  work: (scratch: ScratchOut) => Promise<T>,
): Promise<T> {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'migrator-drizzle-')));
  try {
    const out = join(scratch, 'out');
    const config = join(scratch, 'drizzle.config.cjs');
    const words = {
      config: JSON.stringify(project.config),
      folder: JSON.stringify(await realpath(directory)),
      // drizzle-kit puts "./" before it, also before an absolute path.
      out: JSON.stringify(relative(await realpath(project.folder), out).replaceAll('\\', '/')),
    };
    await writeFile(
      config,
      `const { existsSync, realpathSync } = require('node:fs');
const { resolve } = require('node:path');
const loaded = require(${words.config});
const config = loaded.default ?? loaded;
const out = resolve(config.out ?? 'drizzle');
if ((existsSync(out) ? realpathSync(out) : out) !== ${words.folder}) {
  throw new Error(${JSON.stringify(OTHER_OUT)} + out);
}
const { driver, breakpoints, ...same } = config;
module.exports = { ...same, out: ${words.out}, strict: false, verbose: false,
  dbCredentials: { url: process.env.${SCRATCH_URL} ?? '' } };
`,
    );
    return await work({ out, config });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Runs drizzle-kit without a terminal and gives back all it printed. Its exit code says nothing: it is 0 also behind a
 * stack trace.
 * @throws {MigratorError} `drizzle_kit_failed` when it can not be started.
 */
export async function askDrizzleKit(
  project: DrizzleProject,
  args: readonly string[],
  url: string = NOWHERE,
): Promise<string> {
  // Many a config wants to see one of these, also where nothing connects.
  const urls = { DATABASE_URL: url, DIRECT_URL: url, [SCRATCH_URL]: url };
  const environment = { ...process.env, ...urls, NO_COLOR: '1', CI: 'true' };
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [project.tool, ...args],
      { cwd: project.folder, env: environment, maxBuffer: 64 * 1024 * 1024, timeout: PATIENCE },
      (error, stdout, stderr) => {
        const text = `${stdout}\n${stderr}`;
        if (error !== null && text.trim() === '') reject(drizzleKitFailed(args, error.message));
        else resolve(text);
      },
    );
    child.stdin?.end();
  });
}

/** It asks whether something was renamed, which it does only in a terminal. */
export function asksForTerminal(output: string): boolean {
  return /Interactive prompts require a TTY/.test(output);
}

/** The folder the project writes to, where it is not the one that is checked. */
export function otherOut(output: string): string | undefined {
  return new RegExp(`${OTHER_OUT}([^"].*)$`, 'm').exec(output)?.[1];
}

/** drizzle-kit did something else than it was asked for. @param output What it printed; only its error lines are shown. */
export function drizzleKitFailed(args: readonly string[], output: string): MigratorError {
  const lines = output
    .split('\n')
    .map((line) => line.replaceAll(/postgres(ql)?:\/\/\S+/g, 'postgresql://…').trim())
    .filter((line) => line !== '' && !/^at |^Reading config file|^No config path/.test(line));
  const said = lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'nothing';
  return new MigratorError('drizzle_kit_failed', `drizzle-kit ${args[0] ?? ''} did not finish: ${said}`, {
    hint: `Run it by hand to see all of it: drizzle-kit ${args[0] ?? ''}.`,
  });
}
