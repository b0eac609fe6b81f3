import type { Location } from '../model/location.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { locate } from './locate.ts';

/** Where a statement begins, as errors show it; without one, where the file's first does. */
export function locationOf(
  { shownPath, text, statements }: ParsedMigration,
  statement: Statement | undefined = statements[0],
): Location {
  return locate(shownPath, text, statement?.start ?? 0);
}
