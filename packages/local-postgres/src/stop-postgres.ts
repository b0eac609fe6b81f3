import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { nameCluster, type ServerFolder } from './describe-folder.ts';
import { endProcess } from './end-process.ts';
import type { Binaries } from './find-binaries.ts';
import { LocalPostgresError } from './local-postgres-error.ts';
import { type Postmaster, readPostmasterFile } from './read-postmaster.ts';
import { readCommandLines, worksIn } from './read-process.ts';

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
 * Ends what a server left behind that is not one any more, and would keep a new one from the data or the port: the
 * backends of a postmaster that was killed (one in the middle of a long query does not notice), a server whose data
 * was deleted or moved under it (it notices within a minute, or never). Under the starter lock, and when no server
 * runs there only.
 */
export async function endOrphans(folder: ServerFolder): Promise<void> {
  const served = new Set([folder.data, (await readPostmasterFile(folder))?.data ?? folder.data]);
  const orphans = [...readCommandLines()].filter(([pid, line]) =>
    [...served].some((data) => isOfServer(line, data) && isOurs(pid, data, folder)),
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

/** Whether it is the command line of a server started on `data`, or the title of one of its backends. */
function isOfServer(line: string, data: string): boolean {
  const name = nameCluster(data);
  if (line.startsWith(`postgres: ${name}:`)) return true;
  const [program = '', rest] = line.split(` -D ${data} -c cluster_name=${name} `);
  return rest !== undefined && isAbsolute(program) && basename(program) === 'postgres';
}

/**
 * The same path can be another folder: in a container, whose processes are seen from outside. Servers work in their
 * data folder; where that may not be seen, a path that leads nowhere is taken for what was moved here.
 */
function isOurs(pid: number, data: string, folder: ServerFolder): boolean {
  return worksIn(pid, folder.data) ?? (data === folder.data || !existsSync(data));
}
