import type { Migration } from '../model/migration.ts';

/** What another tool's row knows a migration by. */
interface ForeignKey {
  readonly hash?: string;
  readonly name?: string;
  readonly version?: string;
}

/** A migration with a row of another tool, and the rows no migration belongs to. Pure. */
export function matchForeign(
  migrations: readonly Migration[],
  rows: readonly ForeignKey[],
): { matched: Migration[]; unmatched: ForeignKey[] } {
  const taken = new Set<Migration>();
  const unmatched: ForeignKey[] = [];
  for (const row of rows) {
    const found = migrations.find((migration) => !taken.has(migration) && belongs(row, migration));
    if (found === undefined) unmatched.push(row);
    else taken.add(found);
  }
  return { matched: migrations.filter((migration) => taken.has(migration)), unmatched };
}

function belongs({ hash, name, version }: ForeignKey, migration: Migration): boolean {
  if (hash !== undefined && hash === migration.checksum) return true;
  if (name !== undefined && (name === migration.name || `${name}.sql` === migration.name)) return true;
  return version !== undefined && /^\d+$/.test(version) && BigInt(version) === migration.number;
}
