import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasCode, readText } from './read-text.ts';

/**
 * Makes the library links a packed npm archive cannot hold. The package's own install script would, but install
 * scripts do not run here. Several processes may do this at once.
 *
 * @returns false when the folder may not be written to.
 */
export async function linkLibraries(native: string): Promise<boolean> {
  try {
    for (const { source, target } of await readLinks(native)) {
      const path = join(native, '..', target);
      // existsSync follows the link, so one that leads nowhere is made anew.
      if (existsSync(path)) continue;
      const beside = join(dirname(path), `.${basename(path)}-${randomUUID()}`);
      await symlink(basename(source), beside);
      await rename(beside, path).finally(() => rm(beside, { force: true }));
    }
    return true;
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) return false;
    throw error;
  }
}

/** The package's list; every link stays in the folder of what it leads to. */
async function readLinks(native: string): Promise<{ source: string; target: string }[]> {
  const list: unknown = JSON.parse((await readText(join(native, 'pg-symlinks.json'))) ?? '[]');
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) =>
    entry !== null && typeof entry === 'object' && 'source' in entry && 'target' in entry
      ? [{ source: String(entry.source), target: String(entry.target) }]
      : [],
  );
}
