import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads `.env.local`, then `.env`, of the workspace's root: Next itself reads only those beside the app. What is in
 * the environment already stays, so the order is the migrator's.
 */
export function loadEnvironmentFiles(root: string): void {
  for (const name of ['.env.local', '.env']) {
    const path = join(root, name);
    if (existsSync(path)) process.loadEnvFile(path);
  }
}
