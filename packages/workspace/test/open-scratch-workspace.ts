import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository these tests are part of. */
export const repository = join(import.meta.dirname, '..', '..', '..');

/** A workspace root of a test's own, with the repository's scripts, and the built command to run in it. */
export async function openScratchWorkspace(name: string): Promise<{ root: string; command: string }> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
  mkdirSync(join(root, '.git'));
  symlinkSync(join(repository, 'scripts'), join(root, 'scripts'));
  const { buildCommand }: { buildCommand(root: string, folder: string): Promise<string> } = await import(
    join(repository, 'scripts/build-command.mjs')
  );
  return { root, command: fileURLToPath(await buildCommand(repository, 'packages/workspace')) };
}
