import { openTestDatabase, type TestDatabaseOptions } from '@groundwork/local-postgres/testing';
import { onTestFinished } from 'vitest';
import { parseUrl } from '../src/config/parse-url.ts';
import { openSession } from '../src/database/postgres.ts';
import type { Session } from '../src/model/ports.ts';

/** A database of its own for the running test, with a session as postgres and one as a superuser. */
export async function openSessions(
  setup = '',
  options: TestDatabaseOptions = {},
): Promise<{ session: Session; admin: Session }> {
  const database = await openTestDatabase(options);
  const session = await openUrl(database.url);
  const admin = await openUrl(database.adminUrl);
  onTestFinished(async () => {
    await Promise.all([session.close(), admin.close()]);
    await database.drop();
  });
  if (setup !== '') await session.run(setup);
  return { session, admin };
}

/** A session that whoever opened it closes. */
export async function openUrl(url: string): Promise<Session> {
  const { session } = await openSession(parseUrl(url, 'the test'), 'SET client_min_messages = warning');
  return session;
}
