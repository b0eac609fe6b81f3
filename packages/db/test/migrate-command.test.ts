import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { listMigrations } from './apply-migrations.ts';
import { openMigratedDatabase } from './open-migrated-database.ts';
import { readCatalog } from './read-catalog.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

/** Runs what this package's `migrate` script runs, on `url`, whatever the developer's environment names. */
async function migrate(url: string): Promise<string> {
  const command = join(PACKAGE, 'node_modules', '@groundwork', 'migrator', 'bin', 'migrate.mjs');
  const { DIRECT_URL: _, ...environment } = process.env;
  const options = { cwd: PACKAGE, env: { ...environment, DATABASE_URL: url } };
  return (await promisify(execFile)(process.execPath, [command, '--dir', 'drizzle'], options)).stdout;
}

it('the migrate command applies every file, once, with the same outcome', async () => {
  // Over a plain connection: what the files say, whatever the migrator does.
  const reference = await openMigratedDatabase({ migrations: await listMigrations() });
  const database = await openMigratedDatabase({ migrations: [] });
  try {
    const first = await migrate(database.url);
    for (const name of await listMigrations()) expect(first).toContain(`✅ Completed: ${name}`);
    expect(await readCatalog(database.sql)).toEqual(await readCatalog(reference.sql));
    const second = await migrate(database.url);
    for (const name of await listMigrations())
      expect(second).toContain(`Skipping ${name} (already executed)`);
  } finally {
    await Promise.all([database.close(), reference.close()]);
  }
});
