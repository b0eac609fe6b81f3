import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MigratorError } from './model/errors.ts';
import type { Target } from './model/target.ts';
import { urlOf } from './url-of.ts';

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
  const project = findUpward(directory, 'drizzle.config.ts');
  const tool = findUpward(directory, join('node_modules', '.bin', 'drizzle-kit'));
  if (project === undefined || tool === undefined) {
    throw new MigratorError('drizzle_kit_missing', `There is no drizzle-kit project around ${directory}.`, {
      hint: 'It needs a drizzle.config.ts and drizzle-kit as a dependency beside it.',
    });
  }
  const child = spawn(join(tool, 'node_modules', '.bin', 'drizzle-kit'), [...args], {
    cwd: project,
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: urlOf(target), DIRECT_URL: urlOf(target) },
    shell: process.platform === 'win32',
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

/** The nearest folder upward that has `name` in it. */
function findUpward(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
