import { join } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import type { Layout } from './layout.ts';
import { LAYOUTS } from './layouts.ts';
import type { Listing } from './list-folder.ts';
import { migrationFolders, sqlFiles } from './numbered-names.ts';

/**
 * Which layout a folder is in, by its marks alone.
 * @throws MigratorError `layout_unknown`: migrations of two forms, or SQL where none is expected; `folder_empty`.
 */
export function recogniseLayout(listing: Listing): Layout {
  const files = sqlFiles(listing);
  const folders = migrationFolders(listing);
  if (files.length > 0 && folders.length > 0) {
    const seen = `${count(files, 'file')} and ${count(folders, 'folder')}`;
    throw new MigratorError('layout_unknown', `${listing.shown} mixes two layouts: ${seen}.`, {
      hint: 'Keep one form: move the others out of the folder, or finish the conversion ("drizzle-kit up").',
    });
  }
  const layout = LAYOUTS.find((candidate) => candidate.matches(listing));
  if (layout === undefined) throw nothingFound(listing);
  return layout;
}

/** The error for a folder in which no migration is found, which says what was seen and what is expected. */
export function nothingFound({ shown, files, folders }: Listing): MigratorError {
  const hint = `Expected is one of: ${LAYOUTS.map((layout) => layout.expects).join('; ')}.`;
  const deeper = [...folders].flatMap(([folder, below]) =>
    below.filter((name) => /\.sql$/i.test(name)).map((name) => join(folder, name)),
  );
  if (deeper.length > 0) {
    const message = `${shown} is in no known layout: there is SQL only below it (${some(deeper)}).`;
    return new MigratorError('layout_unknown', message, { hint });
  }
  const names = [...files, ...folders.keys()];
  const seen = names.length === 0 ? 'is empty' : `holds no migration (seen: ${some(names)})`;
  return new MigratorError('folder_empty', `The folder ${shown} ${seen}.`, { hint });
}

function count(names: readonly string[], noun: string): string {
  return names.length === 1 ? `the ${noun} ${some(names)}` : `${names.length} ${noun}s (${some(names)})`;
}

function some(names: readonly string[]): string {
  const first = [...names].sort().slice(0, 3).join(', ');
  return names.length > 3 ? `${first}, …` : first;
}
