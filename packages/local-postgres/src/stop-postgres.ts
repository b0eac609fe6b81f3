import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endProcess } from './end-process.ts';
import type { Binaries } from './find-binaries.ts';
import { LocalPostgresError } from './local-postgres-error.ts';
import type { ServerFolder } from './open-server-folder.ts';
import type { Postmaster } from './read-postmaster.ts';
import { readCommandLines } from './read-process.ts';

/**
 * Stops a server: fast, then at once, then by force. Under the starter lock only.
 *
 * @throws LocalPostgresError local_postgres_stop_failed when it outlives all of them, or is another user's.
 */
export async function stopPostgres(
  folder: ServerFolder,
  postmaster: Postmaster,
  binaries: () => Promise<Binaries>,
): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no signals to send; pg_ctl speaks to the server's own pipe.
    const { pgCtl } = await binaries();
    await once(spawn(pgCtl, ['stop', '-D', folder.data, '-m', 'fast', '-w'], { windowsHide: true }), 'exit');
  }
  const gone = await endProcess(postmaster.pid, [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ]);
  if (gone) return;
  throw new LocalPostgresError(
    'local_postgres_stop_failed',
    `The local Postgres (process ${postmaster.pid}) in ${folder.directory} does not stop.`,
    `End process ${postmaster.pid} as the user who started it.`,
  );
}

/**
 * Ends the backends of a postmaster that was killed: one in the middle of a long query does not notice, and
 * while it lives no new server may use the data.
 */
export async function endOrphans(folder: ServerFolder): Promise<void> {
  const orphans = [...readCommandLines()].filter(([, line]) =>
    line.startsWith(`postgres: ${folder.clusterName}:`),
  );
  await Promise.all(
    orphans.map(([pid]) =>
      endProcess(pid, [
        ['SIGQUIT', 1_000],
        ['SIGKILL', 5_000],
      ]),
    ),
  );
}
