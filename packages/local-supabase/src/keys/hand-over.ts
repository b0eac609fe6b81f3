import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What root made in somebody's checkout belongs to the owner of the workspace, or he could not use it without root.
 *
 * @param directory `.local/supabase` of the workspace; it is handed over too.
 */
export function handOver(directory: string, ...paths: readonly string[]): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(dirname(directory)));
  for (const made of [directory, ...paths]) chownSync(made, uid, gid);
}
