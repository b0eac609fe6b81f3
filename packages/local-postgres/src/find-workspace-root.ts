import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder at or above `from` with a pnpm-workspace.yaml or a .git, else `from` itself. */
export function findWorkspaceRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml')) || existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return from;
  }
}
