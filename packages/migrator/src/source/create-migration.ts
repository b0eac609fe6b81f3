import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import type { CreatedMigration, MigrationKind } from '../model/migration.ts';
import { joinStatements } from '../sql/join-statements.ts';
import { checkNames } from './check-names.ts';
import type { Layout, MigrationContent, NewFile } from './layout.ts';
import { plain } from './layout-plain.ts';
import { supabase } from './layout-supabase.ts';
import { type Listing, listFolder } from './list-folder.ts';
import { recogniseLayout } from './recognise-layout.ts';
import { skeletonOf } from './skeletons/skeleton-of.ts';
import { slugName } from './slug-name.ts';
import { systemCode } from './unreadable.ts';

export interface CreateOptions {
  /** What relative paths start from. */
  readonly base: string;
  readonly now?: Date;
  readonly kind?: MigrationKind | undefined;
  readonly content?: MigrationContent;
}

/**
 * Writes a migration that comes after all others, in the folder's own layout. Never overwrites one.
 * @param typed what the user calls it; the file's name keeps its letters and digits.
 * @param options.kind Begin with SQL of this kind; options.content What it holds; without either the file is empty.
 * @throws MigratorError `usage`, `folder_…`, `layout_unknown`, `name_…`, `journal_invalid`, `file_unwritable`.
 */
export async function createMigration(
  directory: string,
  typed: string,
  { base, now = new Date(), kind, content }: CreateOptions,
): Promise<CreatedMigration> {
  const slug = slugName(typed);
  const listing = await listFolder(resolve(base, directory), base);
  const layout = layoutFor(listing);
  const names = layout.entries(listing).map(({ name }) => name);
  checkNames(names);
  // A comment that began with "migrate:" would be a directive.
  const title = (content?.comment[0] ?? typed)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .replace(/^migrate:/i, 'migrate');
  const breakpoints = layout.name === 'drizzle' || layout.name === 'drizzle-folders';
  const body = content === undefined ? '' : bodyOf(content, breakpoints);
  const files = await layout.create({
    listing,
    names,
    slug,
    title,
    now,
    body: kind === undefined ? body : skeletonOf(kind, slug, breakpoints),
    ...(content?.reverses === undefined ? {} : { reverses: content.reverses }),
  });
  await writeAll(listing, files);
  const paths = files.map(({ path }) => join(listing.directory, ...path));
  const [path = listing.directory, ...others] = paths;
  return { path, others };
}

/** The comment but for its first line, and the statements as the layout parts them. */
function bodyOf({ comment, statements }: MigrationContent, breakpoints: boolean): string {
  const lines = comment.slice(1).map((line) => `-- ${line}\n`);
  return lines.join('') + joinStatements(statements, breakpoints ? '--> statement-breakpoint\n' : '\n');
}

/** An empty folder has no marks; `supabase/migrations` is the Supabase CLI's, any other gets plain numbers. */
function layoutFor(listing: Listing): Layout {
  try {
    return recogniseLayout(listing);
  } catch (error) {
    if (!(error instanceof MigratorError) || error.code !== 'folder_empty') throw error;
    const path = listing.directory;
    return basename(path) === 'migrations' && basename(dirname(path)) === 'supabase' ? supabase : plain;
  }
}

/** All or none: what was written before a failure is taken away again. Records that are replaced go last. */
async function writeAll({ directory, shown }: Listing, files: readonly NewFile[]): Promise<void> {
  const written: string[] = [];
  try {
    for (const { path, text, replaces } of files.toSorted(
      (a, b) => Number(a.replaces ?? 0) - Number(b.replaces ?? 0),
    )) {
      const target = join(directory, ...path);
      const made = await mkdir(dirname(target), { recursive: true });
      if (made !== undefined) written.push(made);
      // A reader must never see half of a record, and a file that is there is never overwritten.
      const file = replaces === true ? `${target}.new` : target;
      await writeFile(file, text, { flag: replaces === true ? 'w' : 'wx' });
      written.push(file);
      if (replaces === true) await rename(file, target);
    }
  } catch (error) {
    for (const path of written.toReversed()) await rm(path, { recursive: true, force: true });
    const code = systemCode(error);
    const reason = {
      EEXIST: `there is ${relative(directory, pathOf(error))} already`,
      EACCES: 'permission denied',
      EROFS: 'the disk is read-only',
    }[code];
    throw new MigratorError(
      'file_unwritable',
      `No migration could be written to ${shown}: ${reason ?? code}.`,
      {
        hint: 'Give the user who runs this the right to write there, or remove what is in the way.',
        cause: error,
      },
    );
  }
}

/** What a system error is about. */
function pathOf(error: unknown): string {
  return error instanceof Error && 'path' in error ? String(error.path) : '';
}
