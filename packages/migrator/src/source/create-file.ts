import type { NewFile, NewMigration } from './layout.ts';
import { nextNumber } from './next-number.ts';
import { MIGRATION_FILE } from './numbered-names.ts';

/** Before any UTC timestamp. */
export const FIRST_TIMESTAMP = '00000000000000';

/** What drizzle-kit puts into a file of `generate --custom`. */
const CUSTOM_TEXT = '-- Custom SQL migration file, put your code below! --\n';

/** A file of its own: `0006_add_phone.sql`. @param first the number in an empty folder. */
export function createFile(request: NewMigration, first: string): readonly NewFile[] {
  const { names, slug, now } = request;
  return [{ path: [`${nextNumber(names, now, first)}_${slug}.sql`], text: textOf(request) }];
}

/** A folder of its own: `20260101120000_add_phone/migration.sql`. */
export function createFolder(request: NewMigration): readonly [NewFile] {
  const { names, slug, now } = request;
  const folder = `${nextNumber(names, now, FIRST_TIMESTAMP)}_${slug}`;
  return [{ path: [folder, MIGRATION_FILE], text: textOf(request) }];
}

function textOf({ title, body }: NewMigration): string {
  return `-- ${title}\n${body}`;
}

/** What drizzle-kit would write, unless there is SQL to begin with. */
export function customText(request: NewMigration): string {
  return request.body === '' ? CUSTOM_TEXT : textOf(request);
}
