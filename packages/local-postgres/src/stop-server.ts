import { findBinaries } from './find-binaries.ts';
import { forgetKept } from './kept.ts';
import { findServerFolder, openServerFolder } from './open-server-folder.ts';
import { readPostmaster } from './read-postmaster.ts';
import { endOrphans, stopPostgres } from './stop-postgres.ts';
import { withStarterLock } from './with-starter-lock.ts';

/**
 * Stops the server of a folder whoever holds it, kept or not; nobody restarts it but the next `ensureServer`.
 *
 * @returns whether there was one.
 */
export async function stopServer(directory?: string): Promise<boolean> {
  const folder = await findServerFolder(directory);
  if (!folder) return false;
  return withStarterLock(folder.directory, async () => {
    await forgetKept(folder);
    const postmaster = await readPostmaster(folder);
    if (postmaster) {
      await stopPostgres(folder, postmaster, async () =>
        findBinaries(folder, (await openServerFolder(directory)).user),
      );
    }
    await endOrphans(folder);
    return postmaster !== undefined;
  });
}
