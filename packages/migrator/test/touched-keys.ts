import { touchedKeys as allTouchedKeys } from '../src/catalog/differing-keys.ts';

/** What a database's own statements changed: roles are the server's, and other tests make some meanwhile. */
export function touchedKeys(...states: Parameters<typeof allTouchedKeys>): ReturnType<typeof allTouchedKeys> {
  return new Set([...allTouchedKeys(...states)].filter((key) => !/^(role|membership):/.test(key)));
}
