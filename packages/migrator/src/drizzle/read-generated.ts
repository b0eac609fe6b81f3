import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DrizzleProject } from './find-drizzle-project.ts';

/**
 * What drizzle-kit generates between a file's snapshot and the one before it, by the file's number: `0003`.
 * `undefined` where it can not say: a rename, about which it would ask, or a snapshot of another version.
 */
export type Generated = ReadonlyMap<string, readonly string[] | undefined>;

/** In a process of its own: the library is large, and it looks for a terminal. */
const SCRIPT = `
const { createRequire } = require('node:module');
const { readFileSync, writeFileSync } = require('node:fs');
const { generateMigration } = createRequire(process.argv[1])('drizzle-kit/api');
const EMPTY = { id: '', prevId: '', version: '7', dialect: 'postgresql', tables: {}, enums: {}, schemas: {},
  sequences: {}, roles: {}, policies: {}, views: {}, _meta: { schemas: {}, tables: {}, columns: {} } };
(async () => {
  const answers = [];
  let before = EMPTY;
  for (const path of process.argv.slice(2)) {
    const after = JSON.parse(readFileSync(path, 'utf8'));
    answers.push(await generateMigration(before, after).catch(() => null));
    before = after;
  }
  writeFileSync(1, JSON.stringify(answers));
})();`;

/** @returns undefined when drizzle-kit can not be asked at all. */
export async function readGenerated(
  project: DrizzleProject,
  directory: string,
): Promise<Generated | undefined> {
  const meta = join(directory, 'meta');
  const names = (await readdir(meta)).filter((name) => /^\d+_snapshot\.json$/.test(name)).sort();
  const paths = names.map((name) => join(meta, name));
  const output = await new Promise<string | undefined>((resolve) => {
    const child = execFile(
      process.execPath,
      ['-e', SCRIPT, project.tool, ...paths],
      { cwd: project.folder, maxBuffer: 256 * 1024 * 1024 },
      (error, stdout) => resolve(error === null ? stdout : undefined),
    );
    child.stdin?.end();
  });
  if (output === undefined) return undefined;
  const answers: (string[] | null)[] = JSON.parse(output);
  return new Map(names.map((name, index) => [name.split('_', 1)[0] ?? '', answers[index] ?? undefined]));
}
