import type { HistoryRow } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import type { Session } from '../model/ports.ts';
import type { Contact } from './contact.ts';
import { readHistory } from './history.ts';
import { readOldHistory } from './take-over-history.ts';

/** The history; where there is none yet, what the next `up` will take over from the runner before this one. */
export async function historyOf(
  session: Session,
  contact: Contact,
  migrations: readonly Migration[],
  options: { readonly withEvidence?: boolean } = {},
): Promise<readonly HistoryRow[]> {
  if (contact.historyVersion > 0) return readHistory(session, contact.user, options);
  if (contact.oldHistory === 'none' || contact.oldHistory === 'unknown') return [];
  const { rows } = await readOldHistory(session, migrations, contact.user);
  return rows.map(({ row }) => row);
}
