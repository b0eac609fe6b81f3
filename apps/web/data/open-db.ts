import { createDb, type Db } from '@groundwork/db';
import { currentEnvironment } from '../environment/current-environment.ts';

declare global {
  var groundworkDb: Db | undefined;
}

/** The pool of this process. On globalThis, because the dev server loads this file again after each edit. */
export function openDb(): Db {
  globalThis.groundworkDb ??= createDb(currentEnvironment().DATABASE_URL, { max: 5 });
  return globalThis.groundworkDb;
}
