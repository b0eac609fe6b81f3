import { randomUUID } from 'node:crypto';
import { chmod, rename, writeFile } from 'node:fs/promises';

/** Writes a file so that nobody ever reads half of it. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const beside = `${path}.${randomUUID()}.tmp`;
  await writeFile(beside, text, { mode });
  // A umask may have taken some of it away.
  await chmod(beside, mode);
  await rename(beside, path);
}
