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
  const folders = snapshotFolders(request.listing);
  const snapshots = await Promise.all(folders.map((folder) => readJson(request.listing, [folder, SNAPSHOT])));
  const newest = snapshots.at(-1);
  if (newest === undefined) return [migration];
  const reversesLast = request.reverses !== undefined && request.reverses === folders.at(-1);
  const ddl = reversesLast ? (snapshots.at(-2)?.ddl ?? []) : newest.ddl;
  const followed = new Set(snapshots.flatMap(({ prevIds }) => (Array.isArray(prevIds) ? prevIds : [])));
  const prevIds = snapshots.map(({ id }) => id).filter((id) => !followed.has(id));
  const snapshot = unchangedAfter({ ...newest, ddl }, { id: randomUUID(), prevIds: prevIds.reverse() });
  return [
    { ...migration, text: customText(request) },
    { path: [...migration.path.slice(0, -1), SNAPSHOT], text: JSON.stringify(snapshot, null, 2) },
  ];
}

/** The folders with a snapshot, oldest first. */
function snapshotFolders({ folders }: Listing): readonly string[] {
  return [...folders]
    .filter(([, below]) => below.includes(SNAPSHOT))
    .map(([name]) => name)
    .sort();
}

/** From the release candidates on a snapshot holds what changed; before, each held the whole schema. */
function unchangedAfter({ type, version, dialect, ddl }: JsonRecord, ids: JsonRecord): JsonRecord {
  return type === undefined
    ? { version, dialect, ...ids, ddl, renames: [] }
    : { type: 'diff', version, dialect, ...ids, footprints: [], deltas: [] };
}
