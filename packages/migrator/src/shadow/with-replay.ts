import type { Shadow, ShadowDatabase } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';

/** A database of a shadow in which some files have run, dropped after `work`. */
export async function withReplay<T>(
  shadow: Shadow,
  past: readonly ParsedMigration[],
  work: (database: ShadowDatabase) => Promise<T>,
): Promise<T> {
  const database = await shadow.open();
  try {
    for (const migration of past) await database.replay(migration);
    return await work(database);
  } finally {
    await database.close();
  }
}
