import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A project that drizzle-kit is used in. */
export interface DrizzleProject {
  /** Absolute; the folder its config lies in, and its relative paths start from. */
  readonly folder: string;
  /** Absolute. */
  readonly config: string;
  /** Script behind the command `drizzle-kit`, absolute. */
  readonly tool: string;
}

/** In the order drizzle-kit looks for them. */
const CONFIGS = ['drizzle.config.ts', 'drizzle.config.js', 'drizzle.config.json'];

/**
 * The project a migrations folder belongs to: the nearest config upward, and the drizzle-kit installed there.
 * @returns what is missing, in words, where there is none.
 */
export function findDrizzleProject(directory: string): DrizzleProject | string {
  const config = findUpward(directory, CONFIGS);
  if (config === undefined) return 'no drizzle.config.ts upward of the folder';
  const manifest = findUpward(directory, [join('node_modules', 'drizzle-kit', 'package.json')]);
  const tool = manifest === undefined ? undefined : readTool(manifest);
  if (tool === undefined) return 'drizzle-kit is not installed';
  return { folder: dirname(config), config, tool };
}

/** The nearest path upward with one of these names. */
function findUpward(from: string, names: readonly string[]): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = names.map((name) => join(folder, name)).find(existsSync);
    if (found !== undefined) return found;
    if (folder === dirname(folder)) return undefined;
  }
}

function readTool(manifest: string): string | undefined {
  const { bin }: { bin?: string | Record<string, string> } = JSON.parse(readFileSync(manifest, 'utf8'));
  const script = typeof bin === 'string' ? bin : bin?.['drizzle-kit'];
  return script === undefined ? undefined : join(dirname(manifest), script);
}
