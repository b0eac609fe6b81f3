import { join } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import type { Listing } from './list-folder.ts';
import { JOURNAL } from './read-journal.ts';
import { type JsonRecord, readJson } from './read-json.ts';

/**
 * The schema as an entry of the journal left it: what a hand-written file does, drizzle does not know.
 * @throws MigratorError `journal_invalid`.
 */
export async function readSnapshot(listing: Listing, tag: string | undefined): Promise<JsonRecord> {
  if (tag === undefined) return EMPTY_SNAPSHOT;
  const path = snapshotPath(tag);
  if (!listing.folders.get(path[0])?.includes(path[1])) {
    throw new MigratorError(
      'journal_invalid',
      `${join(listing.shown, ...path)}, the snapshot of ${tag}, is missing.`,
      { hint: 'Bring it back from version control; without it drizzle-kit would generate everything anew.' },
    );
  }
  return readJson(listing, path);
}

/** Where drizzle-kit 0.x keeps the snapshot of an entry, below the folder. */
export function snapshotPath(tag: string): readonly [folder: string, file: string] {
  return [JOURNAL[0], `${tag.slice(0, tag.indexOf('_'))}_snapshot.json`];
}

/** What drizzle-kit 0.31 starts from. */
export const EMPTY_SNAPSHOT: JsonRecord = {
  id: '00000000-0000-0000-0000-000000000000',
  prevId: '',
  version: '7',
  dialect: 'postgresql',
  tables: {},
  enums: {},
  schemas: {},
  sequences: {},
  roles: {},
  policies: {},
  views: {},
  _meta: { columns: {}, schemas: {}, tables: {} },
};
