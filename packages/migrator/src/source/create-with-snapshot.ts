import { randomUUID } from 'node:crypto';
import { createFolder, customText } from './create-file.ts';
import type { NewFile, NewMigration } from './layout.ts';
import type { Listing } from './list-folder.ts';
import { type JsonRecord, readJson } from './read-json.ts';

const SNAPSHOT = 'snapshot.json';

/**
 * The file and its snapshot, as `drizzle-kit generate --custom` of 1.x writes them: one without changes that follows
 * each one nobody follows yet, since 1.x lets branches part and meet. Where no migration has a snapshot, none is made.
 * @throws MigratorError `journal_invalid`.
 */
export async function createWithSnapshot(request: NewMigration): Promise<readonly NewFile[]> {
  const [migration] = createFolder(request);
  const snapshots = await readSnapshots(request.listing);
  const newest = snapshots.at(-1);
  if (newest === undefined) return [migration];
  const followed = new Set(snapshots.flatMap(({ prevIds }) => (Array.isArray(prevIds) ? prevIds : [])));
  const prevIds = snapshots.map(({ id }) => id).filter((id) => !followed.has(id));
  const snapshot = unchangedAfter(newest, { id: randomUUID(), prevIds: prevIds.reverse() });
  return [
    { ...migration, text: customText(request) },
    { path: [...migration.path.slice(0, -1), SNAPSHOT], text: JSON.stringify(snapshot, null, 2) },
  ];
}

/** In the order of their folders, oldest first. */
async function readSnapshots(listing: Listing): Promise<readonly JsonRecord[]> {
  const folders = [...listing.folders].filter(([, below]) => below.includes(SNAPSHOT)).map(([name]) => name);
  return Promise.all(folders.sort().map((folder) => readJson(listing, [folder, SNAPSHOT])));
}

/** From the release candidates on a snapshot holds what changed; before, each held the whole schema. */
function unchangedAfter({ type, version, dialect, ddl }: JsonRecord, ids: JsonRecord): JsonRecord {
  return type === undefined
    ? { version, dialect, ...ids, ddl, renames: [] }
    : { type: 'diff', version, dialect, ...ids, footprints: [], deltas: [] };
}
