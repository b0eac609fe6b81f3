import { isDeepStrictEqual } from 'node:util';
import type { MigrationFolder } from '../model/migration.ts';
import { type Listing, listFolder } from './list-folder.ts';
import { readJournal } from './read-journal.ts';
import { isRecord, type JsonRecord, readJson } from './read-json.ts';
import { EMPTY_SNAPSHOT, snapshotPath } from './read-snapshot.ts';

/**
 * What undoing a migration means for drizzle's snapshot: `none`, the migration has not changed the schema, or the layout
 * keeps none; `reversed`, it is again what it was before, because no later migration changed it; `kept`, it stays what
 * the newest migration left.
 */
export type SchemaReversal =
  | { readonly kind: 'none' | 'kept' }
  | { readonly kind: 'reversed'; readonly snapshot: JsonRecord };

/** Asks that of a folder as it is. */
export async function readSchemaReversal(
  { directory, layout, migrations }: MigrationFolder,
  name: string,
): Promise<SchemaReversal['kind']> {
  const listing = await listFolder(directory, directory);
  if (layout === 'drizzle') return (await reverseSchema(listing, await readJournal(listing), name)).kind;
  // In the folders of 1.x only the last one can be taken back.
  if (layout !== 'drizzle-folders') return 'none';
  return migrations.at(-1)?.name === name ? 'reversed' : 'kept';
}

/** @param name The migration that is undone, as the history names it. */
export async function reverseSchema(
  listing: Listing,
  tags: readonly string[],
  name: string,
): Promise<SchemaReversal> {
  const index = tags.indexOf(name.replace(/\.sql$/, ''));
  if (index === -1) return { kind: 'none' };
  const read = async (tag: string | undefined) => {
    if (tag === undefined) return EMPTY_SNAPSHOT;
    const path = snapshotPath(tag);
    // Old ones may have been tidied away.
    return listing.folders.get(path[0])?.includes(path[1]) ? readJson(listing, path) : undefined;
  };
  const before = await read(tags[index - 1]);
  const after = await Promise.all(tags.slice(index).map(read));
  if (isDeepStrictEqual(schemaOf(before), schemaOf(after[0]))) return { kind: 'none' };
  const changed = after.some((later) => !isDeepStrictEqual(schemaOf(later), schemaOf(after[0])));
  return changed || before === undefined ? { kind: 'kept' } : { kind: 'reversed', snapshot: before };
}

function schemaOf(snapshot: JsonRecord | undefined): JsonRecord | undefined {
  if (snapshot === undefined || !isRecord(snapshot)) return undefined;
  const { id: _id, prevId: _prevId, ...schema } = snapshot;
  return schema;
}
