import { createHash } from 'node:crypto';

/** A short name for a path, the same in every process. */
export function hashPath(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
