import { openTarget } from './config/open-target.ts';
import { readConfig } from './config/read-config.ts';
import { urlOf } from './drizzle/url-of.ts';
import type { Target } from './model/target.ts';

/** The database every command is for, as other programs take it. */
export interface OpenedTarget {
  readonly target: Target;
  /** Contains the password. */
  readonly url: string;
  release(): Promise<void>;
}

/**
 * Which database environment and env files name, by the rules of every command. Undefined: the embedded one.
 *
 * @param cwd Where the user typed.
 * @throws {MigratorError} when what is named is no database.
 */
export function readTarget(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Target | undefined {
  return readConfig({}, env, cwd).target;
}

/**
 * The same, ready to be connected to: the embedded one is started where it is meant, and held until it is released.
 *
 * @throws {MigratorError} as `readTarget`, and `embedded_unavailable`.
 */
export async function openNamedTarget(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<OpenedTarget> {
  const { target, release } = await openTarget(readConfig({}, env, cwd));
  return { target, url: urlOf(target), release };
}
