import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { MigratorError } from '../src/model/errors.ts';
import { readMigrationFolder } from '../src/source/read-migration-folder.ts';

/** For tests: an empty folder `drizzle` before each, below a base with a space and an umlaut in its name. */
export const scratch = { base: '', folder: '' };

export function useScratchFolder(): void {
  beforeEach(async () => {
    scratch.base = await mkdtemp(join(tmpdir(), 'migrations ü '));
    await chmod(scratch.base, 0o755);
    scratch.folder = join(scratch.base, 'drizzle');
    await mkdir(scratch.folder);
  });
  afterEach(() => rm(scratch.base, { recursive: true, force: true }));
}

/** Writes a file below the folder, and the folders it needs. */
export async function put(path: string, content: string | Buffer = 'select 1;\n'): Promise<void> {
  await mkdir(dirname(join(scratch.folder, path)), { recursive: true });
  await writeFile(join(scratch.folder, path), content);
}

/** Writes drizzle's journal with these tags. */
export async function putJournal(...tags: readonly string[]): Promise<void> {
  const entries = tags.map((tag, idx) => ({ idx, version: '7', when: idx, tag, breakpoints: true }));
  await put('meta/_journal.json', JSON.stringify({ version: '7', dialect: 'postgresql', entries }));
}

export const read = () => readMigrationFolder('drizzle', scratch.base);

/** The MigratorError that `run` must end in. */
export async function failureOf(run: () => Promise<unknown>): Promise<MigratorError> {
  const error = await run().then(
    () => expect.unreachable('no error'),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(MigratorError);
  return error;
}

/** Reads as nobody where the tests run as root, which may read everything. */
async function failureAsOrdinaryUser(): Promise<MigratorError> {
  if (process.geteuid?.() !== 0) return failureOf(read);
  process.seteuid?.(65_534);
  try {
    return await failureOf(read);
  } finally {
    process.seteuid?.(0);
    await chmod(scratch.folder, 0o755).catch(() => {});
  }
}

/** Title, what is done to the empty folder, the code, and what message, hint and place together must say. */
export type RefusedCase = readonly [title: string, prepare: () => unknown, code: string, says: RegExp];

/** The check of every case: code, words, a hint that is a sentence, and no path outside of the base. */
export async function expectRefused([, prepare, code, says]: RefusedCase): Promise<void> {
  await prepare();
  const { code: found, message, details } = await failureAsOrdinaryUser();
  expect(found).toBe(code);
  expect(`${message} ${details.hint} ${JSON.stringify(details.at)}`).toMatch(says);
  expect(details.hint).toMatch(/\.$/);
  expect(message).not.toContain(scratch.base);
}
