import { openTarget } from '../config/open-target.ts';
import { type Contact, contactText, readContact } from '../database/contact.ts';
import { giveBack, refuseTransactionMode } from '../database/pooler.ts';
import { openSession } from '../database/postgres.ts';
import { refuseOldServer } from '../database/refuse-server.ts';
import { openingText } from '../database/session-settings.ts';
import { stoppable } from '../database/stoppable-session.ts';
import type { Config } from '../model/config.ts';
import type { Emit } from '../model/event.ts';
import type { MigrationFolder } from '../model/migration.ts';
import type { Session } from '../model/ports.ts';
import type { Target } from '../model/target.ts';

export interface Database {
  readonly session: Session;
  readonly contact: Contact;
  readonly target: Target;
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
      return await work({ session, contact, target, watch });
    } finally {
      if (pooled && lock) await giveBack(bare);
      await session.close();
    }
  } finally {
    await release();
  }
}
