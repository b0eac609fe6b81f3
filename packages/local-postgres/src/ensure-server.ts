import { existsSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildTemplate, readTemplateVersion } from './baseline/build-template.ts';
import { baselineVersion, loadAuthSchema } from './baseline/supabase-baseline-sql.ts';
import { type ConnectionTarget, withServerAdmin } from './connect.ts';
import { createCluster, readPassword } from './create-cluster.ts';
import type { ServerFolder } from './describe-folder.ts';
import { findBinaries } from './find-binaries.ts';
import { isKept } from './kept.ts';
import { countHolders, returnLease, sweepLeases, takeLease } from './lease.ts';
import { LocalPostgresError } from './local-postgres-error.ts';
import { describeServer, type LocalServer } from './local-server.ts';
import { openServerFolder } from './open-server-folder.ts';
import { type Postmaster, readPostmaster } from './read-postmaster.ts';
import type { ServerUser } from './server-user.ts';
import { startPostgres, waitUntilReady } from './start-postgres.ts';
import { endOrphans, stopPostgres } from './stop-postgres.ts';
import { withStarterLock } from './with-starter-lock.ts';

export interface EnsureOptions {
  /**
   * Folder that holds data, log, password, port and leases; made when missing. Default: `.local/postgres` of the
   * workspace root (nearest pnpm-workspace.yaml or .git at or above the working directory, else that one itself).
   */
  readonly directory?: string;
}

interface StartedTarget extends ConnectionTarget {
  readonly started: boolean;
}

/**
 * Makes sure that the embedded Postgres of a folder runs and holds it until `release()`: found running it is shared,
 * else it is started, and set up at first. A holder that dies without releasing is noticed by the next one.
 *
 * @throws LocalPostgresError when it cannot run here; its message says why, its hint what to do.
 */
export async function ensureServer(options: EnsureOptions = {}): Promise<LocalServer> {
  const { folder, user } = await openServerFolder(options.directory);
  // Whoever stops the server counts the leases under the same lock: from here on it does not stop.
  const lease = await withStarterLock(folder.directory, () => takeLease(folder.directory));
  try {
    const target =
      (await findServer(folder)) ??
      (await withStarterLock(folder.directory, () => startServer(folder, user)));
    return describeServer(folder.directory, target, target.started, async () => {
      // Deleted with all that is in it: nobody finds this server any more.
      if (!existsSync(folder.directory)) return endOrphans(folder);
      await withStarterLock(folder.directory, async () => {
        await returnLease(lease);
        await stopUnheld(folder, user);
      });
    });
  } catch (error) {
    await returnLease(lease);
    throw error;
  }
}

/** Stops the server when nobody holds it and nobody asked to keep it. Under the starter lock only. */
async function stopUnheld(folder: ServerFolder, user: ServerUser): Promise<void> {
  if (await isKept(folder)) return;
  await sweepLeases(folder.directory);
  if ((await countHolders(folder.directory)) > 0) return;
  const postmaster = await readPostmaster(folder);
  if (postmaster) await stopPostgres(folder, postmaster, () => findBinaries(folder, user));
}

/** The running server, when all about it is as it should be. Takes one connection. */
async function findServer(folder: ServerFolder): Promise<StartedTarget | undefined> {
  const password = await readPassword(folder);
  const postmaster = await readPostmaster(folder);
  if (password === undefined || !postmaster?.ready) return undefined;
  const target = { port: postmaster.port, password, started: false };
  try {
    return (await readState(folder, target)) === baselineVersion() ? target : undefined;
  } catch {
    // Started, stopped or killed under our eyes; under the lock it is looked at again.
    return undefined;
  }
}

/** Under the starter lock: what was missing a moment ago may be there by now. */
async function startServer(folder: ServerFolder, user: ServerUser): Promise<StartedTarget> {
  let started = false;
  for (const deadline = Date.now() + 5_000; ; await sleep(50)) {
    const running = await settle(folder);
    const postmaster = running ?? (await bringUp(folder, user));
    started ||= running === undefined;
    const password = await readPassword(folder);
    if (password === undefined) throw passwordMissing(folder);
    const target = { port: postmaster.port, password, started };
    try {
      if ((await readState(folder, target)) !== baselineVersion()) await buildTemplate(target);
      return target;
    } catch (error) {
      if (error instanceof LocalPostgresError) throw error;
      // One that was killed a moment ago is still listed for a moment.
      if (Date.now() > deadline) throw notAnswering(folder, postmaster, error);
    }
  }
}

function passwordMissing(folder: ServerFolder): LocalPostgresError {
  return new LocalPostgresError(
    'local_postgres_password_missing',
    `The password of the local Postgres is gone from ${folder.directory}, its data is still there.`,
    `Put the file \`password\` back, or remove ${folder.data} to start anew.`,
  );
}

function notAnswering(folder: ServerFolder, { pid, port }: Postmaster, cause: unknown): LocalPostgresError {
  return new LocalPostgresError(
    'local_postgres_not_answering',
    `The local Postgres (process ${pid}, port ${port}) does not answer as ours: ${cause instanceof Error ? cause.message : cause}`,
    `Its log is ${folder.log}; end process ${pid} and try again.`,
    cause,
  );
}

/** A server that still starts or stops is waited for. */
async function settle(folder: ServerFolder): Promise<Postmaster | undefined> {
  const found = await readPostmaster(folder);
  if (!found || found.ready) return found;
  const settled = await waitUntilReady(folder);
  return typeof settled === 'object' ? settled : undefined;
}

async function bringUp(folder: ServerFolder, user: ServerUser): Promise<Postmaster> {
  const binaries = await findBinaries(folder, user);
  if (!existsSync(folder.data)) void loadAuthSchema();
  await createCluster(folder, user, binaries);
  return startPostgres(folder, user, binaries);
}

/** Asks the server who it is. @returns the version of its baseline. @throws when it serves other data. */
async function readState(folder: ServerFolder, target: ConnectionTarget): Promise<string | undefined> {
  return withServerAdmin(target, async (sql) => {
    const [row] = await sql<{ data: string }[]>`SELECT pg_catalog.current_setting('data_directory') AS data`;
    if (row === undefined || realpathSync(row.data) !== realpathSync(folder.data)) {
      throw new Error(`it serves ${row?.data}, not ${folder.data}`);
    }
    return readTemplateVersion(sql);
  });
}
