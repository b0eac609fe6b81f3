import { spawn } from 'node:child_process';
import { findDrizzleProject } from './drizzle/find-drizzle-project.ts';
import { urlOf } from './drizzle/url-of.ts';
import { MigratorError } from './model/errors.ts';
import type { Target } from './model/target.ts';

/**
 * Runs drizzle-kit on the target, in the folder of its config, with the terminal it was typed in.
 * @param directory The migrations folder: config and tool are looked for from there upward.
 * @throws {MigratorError} `drizzle_kit_missing`, `drizzle_kit_failed`.
 */
export async function runDrizzleKit(
  target: Target,
  directory: string,
  args: readonly string[],
): Promise<void> {
  const project = findDrizzleProject(directory);
  if (typeof project === 'string') {
    throw new MigratorError('drizzle_kit_missing', `There is no drizzle-kit project around ${directory}.`, {
      hint: 'It needs a drizzle.config.ts and drizzle-kit as a dependency beside it.',
    });
  }
  const child = spawn(process.execPath, [project.tool, ...args], {
    cwd: project.folder,
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: urlOf(target), DIRECT_URL: urlOf(target) },
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  if (code === 0) return;
  throw new MigratorError(
    'drizzle_kit_failed',
    `drizzle-kit ${args[0] ?? ''} ended with exit code ${code}.`,
    {
      hint: 'What it printed stands above.',
    },
  );
}
