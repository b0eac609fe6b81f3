import { openTarget } from '../config/open-target.ts';
import { type Contact, contactText, readContact } from '../database/contact.ts';
import { readHistory } from '../database/history.ts';
import { giveBack, refuseTransactionMode } from '../database/pooler.ts';
import { openSession } from '../database/postgres.ts';
import { openingText } from '../database/session-settings.ts';
import { stoppable } from '../database/stoppable-session.ts';
import { readOldHistory } from '../database/take-over-history.ts';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import type { HistoryRow } from '../model/history.ts';
import type { Migration, MigrationFolder } from '../model/migration.ts';
import type { Session } from '../model/ports.ts';
import type { Target } from '../model/target.ts';

export interface Database {
  readonly session: Session;
  readonly contact: Contact;
  readonly target: Target;
  /** For people's eyes: host, port and database. */
  readonly label: string;
  /** A second connection, to look from outside at what the first one does. */
  readonly watch: () => Promise<Session>;
}

/** Opens target and session for `work`, and closes both whatever happens. */
export async function withDatabase<T>(
  config: Config,
  { lock, folder, emit }: { lock: boolean; folder: MigrationFolder; emit: Emit },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { target, release } = await openTarget(config);
  try {
    const files = folder.migrations.length;
    emit({ type: 'found', files, directory: config.directory, target: target.label });
    const {
      session: bare,
      opening,
      toldPid,
    } = await openSession(target, `${openingText(config)} ${contactText({ lock })}`);
    const session = stoppable(bare, config.signal);
    let pooled = false;
    try {
      const contact = readContact(opening.at(-1));
      refuseOldServer(contact);
      pooled = toldPid !== undefined && toldPid !== contact.pid;
      if (pooled) await refuseTransactionMode(target, session, contact.pid);
      const watch = async () => (await openSession(target, 'SELECT 1')).session;
      return await work({ session, contact, target, label: target.label, watch });
    } finally {
      if (pooled && lock) await giveBack(bare);
      await session.close();
    }
  } finally {
    await release();
  }
}

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

/** Older ones have had no fixes for years, and the SQL around each file is not tried there. */
const OLDEST_SERVER = 140_000;

function refuseOldServer({ serverVersion }: Contact): void {
  if (serverVersion >= OLDEST_SERVER) return;
  throw new MigratorError('server_version', `The server is Postgres ${Math.floor(serverVersion / 10_000)}.`, {
    hint: `Postgres ${OLDEST_SERVER / 10_000} or newer is needed; Supabase runs 15 and 17.`,
  });
}

/** @throws {MigratorError} `server_read_only`. */
export function refuseReadOnly({ readOnly }: Contact): void {
  if (!readOnly) return;
  throw new MigratorError(
    'server_read_only',
    'The database is read-only: a replica, or a project in read-only mode.',
    { hint: 'Point the URL to the primary.' },
  );
}
