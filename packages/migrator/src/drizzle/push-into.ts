import type { Target } from '../model/target.ts';
import {
  askDrizzleKit,
  asksForTerminal,
  drizzleKitFailed,
  otherOut,
  withScratchOut,
} from './ask-drizzle-kit.ts';
import type { DrizzleProject } from './find-drizzle-project.ts';
import { urlOf } from './url-of.ts';

/**
 * `drizzle-kit push` into an empty database: the only one it asks nothing about.
 * @returns the folder the project writes to, where that is another one and nothing was pushed.
 * @throws {MigratorError} `drizzle_kit_failed`.
 */
export async function pushInto(
  project: DrizzleProject,
  directory: string,
  target: Target,
): Promise<{ readonly otherFolder: string } | undefined> {
  return withScratchOut(project, directory, async ({ config }) => {
    const args = ['push', '--config', config, '--force'];
    const output = await askDrizzleKit(project, args, urlOf(target));
    const other = otherOut(output);
    if (other !== undefined) return { otherFolder: other };
    if (/Changes applied|No changes detected/.test(output) && !asksForTerminal(output)) return undefined;
    throw drizzleKitFailed(args, output);
  });
}
