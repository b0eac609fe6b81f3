import type { NewFile, NewMigration } from './layout.ts';
import { nextNumber } from './next-number.ts';
import { MIGRATION_FILE } from './numbered-names.ts';

/** Before any UTC timestamp. */
export const FIRST_TIMESTAMP = '00000000000000';

/** What drizzle-kit puts into a file of `generate --custom`. */
export const CUSTOM_TEXT = '-- Custom SQL migration file, put your code below! --\n';

/** A file of its own: `0006_add_phone.sql`. @param first the number in an empty folder. */
export function createFile({ names, slug, title, now }: NewMigration, first: string): readonly NewFile[] {
  return [{ path: [`${nextNumber(names, now, first)}_${slug}.sql`], text: commentOf(title) }];
}

/** A folder of its own: `20260101120000_add_phone/migration.sql`. */
export function createFolder({ names, slug, title, now }: NewMigration): readonly [NewFile] {
  const folder = `${nextNumber(names, now, FIRST_TIMESTAMP)}_${slug}`;
  return [{ path: [folder, MIGRATION_FILE], text: commentOf(title) }];
}

function commentOf(title: string): string {
  return `-- ${title}\n`;
}
