import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'dotenv';
import { MigratorError } from '../model/errors.ts';

/** One place settings come from. */
export interface EnvSource {
  /** For messages: `.env.local`; undefined for the process environment. */
  readonly file: string | undefined;
  readonly values: Readonly<Record<string, string | undefined>>;
}

/**
 * The places settings come from, strongest first: the process environment, `--env-file`, then `.env.local` and `.env`
 * of the workspace (the nearest folder upward with a pnpm-workspace.yaml or .git, else `cwd`).
 * @throws {MigratorError} `config_env_file` when a file that was named cannot be read.
 */
export function readEnvSources(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
  envFile: string | undefined,
): EnvSource[] {
  const root = findWorkspaceRoot(cwd);
  return [
    { file: undefined, values: env },
    ...(envFile === undefined ? [] : [readEnvFile(resolve(cwd, envFile), envFile)]),
    ...['.env.local', '.env']
      .filter((name) => existsSync(join(root, name)))
      .map((name) => readEnvFile(join(root, name), name)),
  ];
}

/** The nearest folder upward from `cwd` that holds a workspace or a repository. */
export function findWorkspaceRoot(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml')) || existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return cwd;
  }
}

function readEnvFile(path: string, shown: string): EnvSource {
  try {
    return { file: shown, values: parse(readFileSync(path)) };
  } catch (error) {
    throw new MigratorError('config_env_file', `${shown} cannot be read.`, {
      hint: 'Check the path and its permissions.',
      cause: error,
    });
  }
}
