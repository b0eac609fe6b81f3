import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { inject, onTestFinished } from 'vitest';
import { type LocalServer, readServer, stopServer } from '../src/index.ts';
import { findServerFolder, openServerFolder } from '../src/open-server-folder.ts';
import { spreadFolders } from '../src/spread-folders.ts';

/** A path for one test's server, open to every user; the server is stopped and all of it removed after the test. */
export async function makeServerFolder(name = 'postgres'): Promise<string> {
  const top = mkdtempSync(join(inject('run').tests, 'test-'));
  await chmod(top, 0o755);
  // A checkout of its own, or the folder of whoever runs the tests could decide who owns it.
  mkdirSync(join(top, '.git'));
  const directory = join(top, name);
  onTestFinished(async () => {
    await stopServer(directory);
    await removeServerFolder(directory);
    await rm(top, { recursive: true, force: true, maxRetries: 5 });
  });
  return directory;
}

/** The same, with a server's data in it that was set up before. */
export async function makeCluster(name?: string): Promise<string> {
  const directory = await makeServerFolder(name);
  mkdirSync(directory, { recursive: true });
  copyCluster(directory, directory);
  return directory;
}

/** The same, where only root may enter, so that its data is in /var/tmp. As root only. */
export async function makeClosedCluster(): Promise<string> {
  const directory = await makeServerFolder();
  chmodSync(dirname(directory), 0o700);
  const { folder } = await openServerFolder(directory);
  copyCluster(directory, folder.home);
  return directory;
}

function copyCluster(directory: string, home: string): void {
  const { cluster } = inject('run');
  mkdirSync(join(home, 'data', 'base'), { recursive: true });
  for (const folder of ['data', 'data/base']) spreadFolders(join(home, folder));
  for (const [name, to] of Object.entries({ data: home, password: directory })) {
    const copied = spawnSync('cp', ['-a', join(cluster, name), to], { encoding: 'utf8' });
    if (copied.status !== 0) throw new Error(copied.stderr);
  }
}

/** Also what is kept below /var/tmp. The server is stopped already. */
export async function removeServerFolder(directory: string): Promise<void> {
  const folder = await findServerFolder(directory);
  if (folder) await rm(folder.home, { recursive: true, force: true, maxRetries: 5 });
}

/** Asks one question as the superuser. */
export async function ask(
  server: Pick<LocalServer, 'url'>,
  question: string,
  database = 'postgres',
): Promise<readonly postgres.Row[]> {
  const url = server.url({ role: 'supabase_admin' });
  const sql = postgres(url, { max: 1, database, onnotice: () => undefined });
  try {
    return await sql.unsafe(question);
  } finally {
    await sql.end();
  }
}

/** The pid of the server that runs there. */
export async function serverPid(directory: string): Promise<number> {
  const { pid } = await readServer(directory);
  if (pid === undefined) throw new Error(`no server runs in ${directory}`);
  return pid;
}

/** What is written in postmaster.pid, line by line. */
export async function postmasterLines(directory: string): Promise<string[]> {
  const folder = await findServerFolder(directory);
  return readFileSync(join(folder?.data ?? '', 'postmaster.pid'), 'utf8').split('\n');
}

export interface Holder {
  readonly process: ChildProcess;
  readonly port: number;
  readonly started: boolean;
  readonly data: string;
  /** Says a word to it and waits for its answer. */
  say(word: 'release' | 'query'): Promise<string>;
  /** kill -9, and wait until it is gone. */
  kill(): Promise<void>;
}

export interface HolderOptions {
  readonly uid?: number;
  readonly gid?: number;
  /** Stands before node, as `setpriv …`. */
  readonly prefix?: readonly string[];
  readonly cwd?: string;
}

/** Starts a process that calls ensureServer, without waiting for it. */
export function spawnHolder(directory: string, options: HolderOptions = {}): ChildProcess {
  const { prefix = [], ...rest } = options;
  const [command = '', ...args] = [
    ...prefix,
    process.execPath,
    join(inject('run').programs, 'holder.mjs'),
    directory,
  ];
  const child = spawn(command, args, {
    cwd: '/',
    ...rest,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Starts a process that holds the server of the folder until it is told otherwise. */
export async function holdElsewhere(directory: string, options: HolderOptions = {}): Promise<Holder> {
  const child = spawnHolder(directory, options);
  const answers = child.stdout ? createInterface({ input: child.stdout })[Symbol.asyncIterator]() : undefined;
  const next = async () => String((await answers?.next())?.value);
  const first: { error?: string; port: number; started: boolean; data: string } = JSON.parse(await next());
  if (first.error) throw new Error(first.error);
  return {
    process: child,
    ...first,
    say: (word) => {
      child.stdin?.write(`${word}\n`);
      return next();
    },
    kill: () => {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGKILL');
      return gone;
    },
  };
}

/** Waits until something is so. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** True while the path is there. */
export const isThere = existsSync;
