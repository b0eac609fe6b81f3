import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readText } from './read-text.ts';
import { writeWhole } from './write-whole.ts';

/** What a folder of ours in /var/tmp was made for; written there in the file `origin`. */
export interface Origin {
  /** The server's folder whose data it holds, or the package whose binaries. */
  readonly path: string;
  /** Number of the file system that path was on. */
  readonly device: number;
}

/** Writes down what `folder` is for. The file's time is that of its last use. */
export async function writeOrigin(folder: string, path: string): Promise<void> {
  const origin: Origin = { path, device: deviceOf(path) };
  await writeWhole(join(folder, 'origin'), JSON.stringify(origin), 0o644);
}

/** What `folder` is for; undefined where nothing (or nothing legible) is written. */
export async function readOrigin(folder: string): Promise<Origin | undefined> {
  try {
    const value: unknown = JSON.parse((await readText(join(folder, 'origin'))) ?? '');
    if (value === null || typeof value !== 'object' || !('path' in value) || !('device' in value))
      return undefined;
    return { path: String(value.path), device: Number(value.device) };
  } catch {
    return undefined;
  }
}

/** False while the origin's file system is not mounted: what is not there then has not been deleted. */
export function isMounted(origin: Origin): boolean {
  return deviceOf(origin.path) === origin.device;
}

function deviceOf(path: string): number {
  for (let folder = path; ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found) return found.dev;
  }
}
