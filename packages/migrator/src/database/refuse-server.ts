import { MigratorError } from '../model/errors.ts';
import type { Contact } from './contact.ts';

/** Older ones have had no fixes for years, and the SQL around each file is not tried there. */
const OLDEST_SERVER = 140_000;

/** @throws {MigratorError} `server_version`. */
export function refuseOldServer({ serverVersion }: Contact): void {
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
