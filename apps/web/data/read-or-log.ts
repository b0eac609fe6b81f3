import { log } from '../server/log.ts';
import { postgresError } from './postgres-error.ts';

/** An answer of the database. `undefined` when there is none: the page says so, the log says why. */
export async function readOrLog<T>(reading: Promise<T>): Promise<{ readonly value: T } | undefined> {
  try {
    return { value: await reading };
  } catch (error) {
    const { code, message } = postgresError(error);
    log(`A query failed: ${code} ${message}`);
    return undefined;
  }
}
