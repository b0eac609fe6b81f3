import type { Location } from '../model/location.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { locate } from './locate.ts';

/** Where a statement begins, as errors show it. */
export function locationOf(shownPath: string, { text }: ParsedMigration, { start }: Statement): Location {
  return locate(shownPath, text, start);
}
