import { randomUUID } from 'node:crypto';
import { customText } from './create-file.ts';
import type { NewFile, NewMigration } from './layout.ts';
import { nextNumber } from './next-number.ts';
import { JOURNAL, readJournal } from './read-journal.ts';
import { isRecord, type JsonRecord, readJson } from './read-json.ts';
import { readSnapshot } from './read-snapshot.ts';
import { reverseSchema } from './reverse-schema.ts';

/**
 * The file, its snapshot and its journal entry, as `drizzle-kit generate --custom` writes them, so that the next
 * `drizzle-kit generate` goes on from here.
 * @throws MigratorError `journal_invalid`: a snapshot is missing or cannot be understood.
 */
export async function createInJournal(request: NewMigration): Promise<readonly NewFile[]> {
  const { listing, names, slug, now } = request;
  const tags = await readJournal(listing);
  const journal = await readJson(listing, JOURNAL);
  const entries: readonly unknown[] = Array.isArray(journal.entries) ? journal.entries : [];
  const known = entries.filter(isRecord);
  const prefix = nextNumber([...names, ...tags], now, '0000');
  const tag = `${prefix}_${slug}`;
  const previous = await readSnapshot(listing, tags.at(-1));
  const reversal =
    request.reverses === undefined ? undefined : await reverseSchema(listing, tags, request.reverses);
  const schema = reversal?.kind === 'reversed' ? reversal.snapshot : previous;
  const last = known.at(-1);
  const entry = {
    // drizzle-kit numbers the next file by this, and would give it the number of one that is there.
    idx: prefix.length >= 10 ? numberIn(last, 'idx', -1) + 1 : Number(prefix),
    version: previous.version,
    // drizzle-orm's own migrator skips an entry whose time is not after the newest one applied.
    when: Math.max(now.getTime(), ...known.map((one) => numberIn(one, 'when', 0) + 1)),
    tag,
    breakpoints: last?.breakpoints ?? true,
  };
  return [
    { path: [`${tag}.sql`], text: customText(request) },
    {
      path: [JOURNAL[0], `${prefix}_snapshot.json`],
      text: JSON.stringify({ ...schema, id: randomUUID(), prevId: previous.id }, null, 2),
    },
    {
      path: JOURNAL,
      text: JSON.stringify({ ...journal, entries: [...entries, entry] }, null, 2),
      replaces: true,
    },
  ];
}

function numberIn(record: JsonRecord | undefined, key: string, missing: number): number {
  const value = record?.[key];
  return typeof value === 'number' ? value : missing;
}
