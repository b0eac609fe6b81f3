import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import { parseDataChoices } from './parse-data-choices.ts';
import { parseUrl } from './parse-url.ts';
import { readDuration } from './read-duration.ts';
import { type EnvSource, findWorkspaceRoot, readEnvSources } from './read-env.ts';

/** What the user typed, as the command line gives it. */
export interface Flags {
  readonly dir?: string;
  readonly envFile?: string;
  readonly wait?: string;
  readonly lockTimeout?: string;
  readonly statementTimeout?: string;
  readonly shadow?: string;
  readonly data?: readonly string[];
  readonly allowDataLoss?: boolean;
  readonly strict?: boolean;
  readonly trustUnproven?: boolean;
}

/** Where migrations lie by habit, when neither `--dir` nor MIGRATE_DIR says. */
const USUAL_FOLDERS = ['drizzle', 'supabase/migrations', 'prisma/migrations', 'migrations'];

/** What a command is about. */
export interface ConfigOptions {
  /** False for one that reaches no database: a URL that is wrong must not stop it. */
  readonly needsTarget?: boolean;
  /** True where no file may name the database. */
  readonly production?: boolean;
}

/**
 * Reads flags, environment and env files.
 * @param cwd Where the user typed: relative paths start there.
 * @throws {MigratorError} a `config_…` code, `usage` or `folder_missing`.
 */
export function readConfig(
  flags: Flags,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
  { needsTarget = true, production = false }: ConfigOptions = {},
): Config {
  const sources = production ? [{ file: undefined, values: env }] : readEnvSources(env, cwd, flags.envFile);
  const url = needsTarget ? findUrl(sources) : undefined;
  return {
    directory: findDirectory(flags.dir, env.MIGRATE_DIR, cwd),
    target: url === undefined ? undefined : parseUrl(url.value, url.origin),
    wait: readDuration(flags.wait ?? '60s', '--wait'),
    lockTimeout: readDuration(flags.lockTimeout ?? '5s', '--lock-timeout'),
    statementTimeout: readDuration(flags.statementTimeout ?? '0', '--statement-timeout'),
    shadow: readShadow(flags.shadow, sources),
    shadowDirectory: shadowDirectory(cwd),
    dataChoices: parseDataChoices(flags.data ?? []),
    allowDataLoss: flags.allowDataLoss === true,
    strict: flags.strict === true,
    trustUnproven: flags.trustUnproven === true,
    cwd,
  };
}

/** Beside the embedded Postgres, below the workspace. */
export function shadowDirectory(cwd: string): string {
  return join(findWorkspaceRoot(cwd), '.local', 'shadow-postgres');
}

function readShadow(flag: string | undefined, sources: readonly EnvSource[]): Config['shadow'] {
  if (flag === 'target') return 'target';
  if (flag !== undefined && flag !== 'embedded') {
    throw new MigratorError('usage', `--shadow ${flag} is neither embedded nor target.`, {
      hint: 'Another server is named with SHADOW_DATABASE_URL.',
    });
  }
  const found = sources.find(({ values }) => values.SHADOW_DATABASE_URL);
  const url = found?.values.SHADOW_DATABASE_URL;
  if (flag !== undefined || url === undefined) return 'embedded';
  return parseUrl(
    url,
    found?.file === undefined ? 'SHADOW_DATABASE_URL' : `SHADOW_DATABASE_URL in ${found.file}`,
  );
}

/**
 * The strongest source that names a database decides alone: `DATABASE_URL=… migrate` must not end at a DIRECT_URL that
 * a file still holds. Within a source the direct connection goes first.
 */
function findUrl(sources: readonly EnvSource[]): { value: string; origin: string } | undefined {
  for (const { file, values } of sources) {
    for (const name of ['DIRECT_URL', 'DATABASE_URL']) {
      const value = values[name];
      if (value) return { value, origin: file === undefined ? name : `${name} in ${file}` };
    }
  }
  return undefined;
}

function findDirectory(flag: string | undefined, preset: string | undefined, cwd: string): string {
  if (flag !== undefined) return resolve(cwd, flag);
  if (preset) return resolve(cwd, preset);
  const found = [cwd, findWorkspaceRoot(cwd)]
    .flatMap((root) => USUAL_FOLDERS.map((folder) => join(root, folder)))
    .find(existsSync);
  if (found !== undefined) return found;
  throw new MigratorError('folder_missing', 'There is no migrations folder here.', {
    hint: `Name it with --dir FOLDER; without it these are looked for: ${USUAL_FOLDERS.join(', ')}.`,
  });
}
