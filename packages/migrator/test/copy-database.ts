import { randomBytes } from 'node:crypto';
import type { TestDatabase } from '@groundwork/local-postgres/testing';
import type { Session } from '../src/model/ports.ts';
import { openUrl } from './catalog-sessions.ts';

/** A copy of a test database that nobody is connected to. */
export async function copyDatabase({ name, server }: TestDatabase) {
  // The last part of a test database's name is any number; the others say whose it is.
  const database = `${name.slice(0, -12)}${randomBytes(6).toString('hex')}`;
  await withSession(server.url({ role: 'supabase_admin' }), (admin) =>
    admin.run(`CREATE DATABASE ${database} TEMPLATE ${name} STRATEGY FILE_COPY OWNER postgres`),
  );
  return {
    url: server.url({ database }),
    adminUrl: server.url({ database, role: 'supabase_admin' }),
    drop: () => server.dropDatabase(database),
  };
}

export async function withSession<T>(url: string, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openUrl(url);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
