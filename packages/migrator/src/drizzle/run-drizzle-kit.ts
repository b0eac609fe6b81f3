import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { MigratorError } from '../model/errors.ts';
import type { Target } from '../model/target.ts';
import { findDrizzleProject } from './find-drizzle-project.ts';
import { urlOf } from './url-of.ts';

/**
 * Runs drizzle-kit on the target, in the folder of its config, with the terminal it was typed in.
 * @param target undefined for what needs no database.
 * @param directory The migrations folder: config and tool are looked for from there upward.
 * @param onLine Takes each line it prints, in place of the terminal; then it can ask nothing.
 * @throws {MigratorError} `drizzle_kit_missing`, `drizzle_kit_failed`.
 */
export async function runDrizzleKit(
  target: Target | undefined,
  directory: string,
  args: readonly string[],
  onLine?: (line: string) => void,
): Promise<void> {
  const project = findDrizzleProject(directory);
  if (typeof project === 'string') {
    throw new MigratorError('drizzle_kit_missing', `There is no drizzle-kit project around ${directory}.`, {
      hint: 'It needs a drizzle.config.ts and drizzle-kit as a dependency beside it.',
    });
  }
  const child = spawn(process.execPath, [project.tool, ...args], {
    cwd: project.folder,
    stdio: onLine === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...(target === undefined ? {} : { DATABASE_URL: urlOf(target), DIRECT_URL: urlOf(target) }),
    },
  });
  if (onLine !== undefined)
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null) createInterface({ input: stream }).on('line', onLine);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    // Not before all it printed is read.
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
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
