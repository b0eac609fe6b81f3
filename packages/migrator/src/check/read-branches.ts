import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import type { Migration, MigrationFolder } from '../model/migration.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { displayPath } from '../source/display-path.ts';
import { readMigrationFolder, readMigrationText } from '../source/read-migration-folder.ts';
import { parseMigration } from '../sql/parse-migration.ts';
import { openRepository } from './git.ts';

/** Two branches as files: what they had in common when they parted, and what each has added since. */
export interface Branches {
  /** The other branch, as it was named. */
  readonly ref: string;
  readonly common: readonly ParsedMigration[];
  /** New here, on disk; committed or not. */
  readonly ours: readonly ParsedMigration[];
  /** New there. */
  readonly theirs: readonly ParsedMigration[];
}

/**
 * Reads the migrations of another branch.
 * @param base What paths are shown relative to; a migration of theirs is shown with the branch's name before it.
 * @throws {MigratorError} a `git_…` code; what reading and parsing migrations throws.
 */
export async function readBranches(folder: MigrationFolder, ref: string, _base: string): Promise<Branches> {
  const repository = await openRepository(folder.directory);
  const commit = await repository.commitOf(ref);
  const base = await repository.mergeBase(ref, commit);
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'migrator-branches-')));
  try {
    const past = await readAt(await repository.extract(base, join(scratch, 'base')));
    const there = await readAt(await repository.extract(commit, join(scratch, 'theirs')));
    const here = new Map(folder.migrations.map(({ name, path }) => [name, displayPath(path, base)]));
    const before = new Set(past.map(({ name }) => name));
    // A file that is the same on both sides was brought over already.
    const taken = new Map(there.map(({ name, checksum }) => [name, checksum]));
    const isShared = ({ name, checksum }: MigrationFolder['migrations'][number]) =>
      before.has(name) || taken.get(name) === checksum;
    const shared = folder.migrations.filter((each) => !before.has(each.name) && isShared(each));
    const sharedNames = new Set(shared.map(({ name }) => name));
    return {
      ref,
      common: await parseAll([...past, ...shared], ({ name }) => here.get(name) ?? name),
      ours: await parseAll(
        folder.migrations.filter((each) => !isShared(each)),
        ({ name }) => here.get(name) ?? name,
      ),
      theirs: await parseAll(
        there.filter(({ name }) => !before.has(name) && !sharedNames.has(name)),
        ({ name }) => `${ref}:${name}`,
      ),
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The migrations of a folder that may hold none yet. */
async function readAt(directory: string | undefined): Promise<MigrationFolder['migrations']> {
  if (directory === undefined) return [];
  try {
    return (await readMigrationFolder(directory)).migrations;
  } catch (error) {
    if (error instanceof MigratorError && /^folder_(empty|missing)$/.test(error.code)) return [];
    throw error;
  }
}

async function parseAll(
  migrations: MigrationFolder['migrations'],
  show: (migration: Migration) => string,
): Promise<ParsedMigration[]> {
  const parsed: ParsedMigration[] = [];
  for (const migration of migrations) {
    const text = readMigrationText(migration);
    parsed.push(await parseMigration(migration.name, show(migration), text));
  }
  return parsed;
}
