import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { chown, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { choosePort, rememberPort } from './choose-port.ts';
import type { ServerFolder } from './describe-folder.ts';
import { endProcess } from './end-process.ts';
import type { Binaries } from './find-binaries.ts';
import { LocalPostgresError, useOwnDatabase } from './local-postgres-error.ts';
import { type Postmaster, readPostmaster, readPostmasterFile } from './read-postmaster.ts';
import { readProcessStart } from './read-process.ts';
import { serverEnvironment } from './server-environment.ts';
import { serverSettings } from './server-settings.ts';
import { type ServerUser, spawnAs } from './server-user.ts';
import { endOrphans } from './stop-postgres.ts';

/** Recovery after a kill reads back what was written since the last checkpoint. */
const readyWithinMs = 60_000;
const largestLog = 10_000_000;

/**
 * Starts the server on its data folder, detached, and waits until it takes connections. Another port is taken when
 * the remembered one is in use. Under the starter lock, and when no server runs there only.
 *
 * @throws LocalPostgresError local_postgres_start_failed with the last lines of the log.
 */
export async function startPostgres(
  folder: ServerFolder,
  user: ServerUser,
  binaries: Binaries,
): Promise<Postmaster> {
  await endOrphans(folder);
  // That process is not our server, but keeps postgres from starting. The file of one that is dead is left to
  // postgres: it leads to the shared memory it has to give back.
  const left = await readPostmasterFile(folder);
  if (left !== undefined && readProcessStart(left.pid) !== undefined) {
    await rm(join(folder.data, 'postmaster.pid'), { force: true });
  }
  for (let port = await choosePort(folder), tries = 0; ; tries += 1) {
    const logStart = openLog(folder);
    const child = spawnPostgres(folder, user, binaries, port);
    if (user.kind === 'other' && user.owner) await chown(folder.log, user.uid, user.gid);
    const started = await waitUntilReady(folder, child);
    if (typeof started === 'object') {
      await rememberPort(folder, port);
      return started;
    }
    const log = readFileSync(folder.log).subarray(logStart).toString('utf8').trim();
    // Taken between our look and its bind.
    if (tries < 20 && /could not (bind|create any TCP)/.test(log)) {
      port = await choosePort(folder, port);
      continue;
    }
    throw new LocalPostgresError(
      'local_postgres_start_failed',
      `The local Postgres did not start: ${started}.\n${log.split('\n').slice(-15).join('\n')}`,
      `Its log is ${folder.log}. ${useOwnDatabase}`,
    );
  }
}

/** Waits for a server that starts or recovers; a sentence when it ends, or takes too long and was ended. */
export async function waitUntilReady(
  folder: ServerFolder,
  child?: ChildProcess,
): Promise<Postmaster | string> {
  let end: string | undefined;
  child?.once('error', (error) => {
    end = error.message;
  });
  child?.once('exit', (code, signal) => {
    // On Windows the child is pg_ctl, which leaves at once.
    if (process.platform !== 'win32' || code !== 0) end = `it ended with ${signal ?? `exit code ${code}`}`;
  });
  let pid: number | undefined;
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await sleep(5)) {
    const found = await readPostmaster(folder);
    if (found?.ready) return found;
    pid = found?.pid ?? child?.pid;
    if (end !== undefined) return end;
    if (child === undefined && found === undefined) return 'it ended while it was starting';
  }
  if (pid !== undefined)
    await endProcess(pid, [
      ['SIGQUIT', 5_000],
      ['SIGKILL', 2_000],
    ]);
  return `it was not ready after ${readyWithinMs / 1000} s`;
}

function spawnPostgres(
  folder: ServerFolder,
  user: ServerUser,
  binaries: Binaries,
  port: number,
): ChildProcess {
  const settings = { cluster_name: folder.clusterName, port: String(port), ...serverSettings };
  const log = openSync(folder.log, 'a', 0o600);
  try {
    if (process.platform === 'win32') {
      // Postgres refuses an administrator there, pg_ctl gives the rights up first.
      const given = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
      const args = ['start', '-W', '-D', folder.data, '-l', folder.log, '-o', given.join(' ')];
      const child = spawn(binaries.pgCtl, args, {
        env: serverEnvironment(),
        stdio: 'ignore',
        windowsHide: true,
      });
      child.unref();
      return child;
    }
    const given = Object.entries({ ...settings, unix_socket_directories: '' });
    const { prefix, options } = spawnAs(user);
    const [command = '', ...args] = [
      ...prefix,
      binaries.postgres,
      '-D',
      folder.data,
      ...given.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ];
    const child = spawn(command, args, {
      ...options,
      cwd: folder.home,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Where this start's lines begin. A log that has grown large becomes `log.old`. */
function openLog(folder: ServerFolder): number {
  const size = statSync(folder.log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < largestLog) return size;
  renameSync(folder.log, `${folder.log}.old`);
  return 0;
}
