import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';

export const MIGRATIONS = fileURLToPath(new URL('../drizzle', import.meta.url));

/** The names of the migration files, in order. */
export async function listMigrations(): Promise<string[]> {
  return (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
}

export function readMigration(name: string): Promise<string> {
  return readFile(join(MIGRATIONS, name), 'utf8');
}

/** Runs the named files, all by default, each in a transaction of its own where it can be in one. */
export async function applyMigrations(sql: Sql, names?: readonly string[]): Promise<void> {
  for (const name of names ?? (await listMigrations())) {
    const text = await readMigration(name);
    if (text.includes('CONCURRENTLY')) await sql.unsafe(text);
    else await sql.begin((tx) => tx.unsafe(text));
  }
}
