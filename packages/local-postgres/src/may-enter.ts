import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * True when mode bits let that account pass through every folder down to `path` and read it (a folder: list and
 * enter). Access control lists that say more are not looked at: the cost is a copy that was not needed.
 */
export function mayEnter(path: string, account: { uid: number; gid: number }): boolean {
  if (!allows(path, account, 0o5)) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!allows(folder, account, 0o1)) return false;
    if (dirname(folder) === folder) return true;
  }
}

function allows(path: string, account: { uid: number; gid: number }, wanted: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return true;
  const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
  return ((found.mode >> shift) & wanted) === wanted;
}
