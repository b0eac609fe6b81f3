import { type Contact, contactText, readContact } from '../database/contact.ts';
import { waitForLock } from '../database/lock.ts';
import type { Config } from '../model/config.ts';
import type { Emit } from '../model/event.ts';
import type { Database } from './with-database.ts';

/**
 * Waits until the runner's lock is held, where the first message did not get it.
 * @returns the database as it is then: whoever held the lock has most likely changed the history.
 * @throws {MigratorError} `lock_held`.
 */
export async function holdLock(
  { session, contact }: Pick<Database, 'session' | 'contact'>,
  { wait, signal }: Pick<Config, 'wait' | 'signal'>,
  emit: Emit,
): Promise<Contact> {
  if (contact.locked) return contact;
  await waitForLock(session, wait, (holder) => emit({ type: 'waiting', holder }), signal);
  const [rows] = await session.run(contactText({ lock: false }));
  return readContact(rows);
}
