import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerFolder } from './describe-folder.ts';
import { type Binaries, postgresMajor } from './find-binaries.ts';
import { LocalPostgresError, useOwnDatabase } from './local-postgres-error.ts';
import { hasCode, readText } from './read-text.ts';
import { serverEnvironment } from './server-environment.ts';
import { type ServerUser, spawnAs } from './server-user.ts';
import { spreadFolders } from './spread-folders.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Makes the data folder when there is none: built beside and renamed, so that it is whole or not there. One that
 * lacks what initdb writes last is kept aside as `data.broken-…`, never removed. Under the starter lock only.
 *
 * @throws LocalPostgresError local_postgres_data_version, local_postgres_initdb_failed.
 */
export async function createCluster(
  folder: ServerFolder,
  user: ServerUser,
  binaries: Binaries,
): Promise<void> {
  await sweep(folder.home);
  const version = (await readText(join(folder.data, 'PG_VERSION')))?.trim();
  if (version !== undefined && version !== postgresMajor) {
    throw new LocalPostgresError(
      'local_postgres_data_version',
      `The data in ${folder.data} is of Postgres ${version}; the embedded Postgres is ${postgresMajor}.`,
      `Take what you need out of it with a Postgres ${version}, then move the folder away. ${useOwnDatabase}`,
    );
  }
  if (version !== undefined && existsSync(join(folder.data, 'global', 'pg_control'))) return;
  if (existsSync(folder.data)) {
    const moment = new Date().toISOString().replaceAll(/[:.]/g, '-');
    await rename(folder.data, `${folder.data}.broken-${moment}`);
  }
  const beside = join(folder.home, `data.new-${randomUUID()}`);
  const passwordFile = join(folder.home, `password.new-${randomUUID()}`);
  try {
    spreadFolders(folder.home);
    await mkdir(beside, { mode: 0o700 });
    await writeFile(passwordFile, await ensurePassword(folder, user), { mode: 0o600 });
    if (user.kind === 'other') {
      await Promise.all([beside, passwordFile].map((path) => chown(path, user.uid, user.gid)));
    }
    await runInitdb(folder, user, binaries, beside, passwordFile);
    spreadFolders(join(beside, 'base'));
    await rename(beside, folder.data);
  } finally {
    await Promise.all([beside, passwordFile].map((path) => rm(path, { recursive: true, force: true })));
  }
}

/** The password of every login role, made once; undefined when there is none yet. */
export async function readPassword(folder: ServerFolder): Promise<string | undefined> {
  return (await readText(join(folder.directory, 'password')))?.trim() || undefined;
}

/** Stands before the data does: data without a password would be closed to everybody. */
async function ensurePassword(folder: ServerFolder, user: ServerUser): Promise<string> {
  const known = await readPassword(folder);
  if (known !== undefined) return known;
  const password = randomBytes(24).toString('hex');
  const path = join(folder.directory, 'password');
  await writeWhole(path, `${password}\n`, 0o600);
  if (user.kind === 'other' && user.owner) await chown(path, user.uid, user.gid);
  return password;
}

/** C.UTF-8 of the builtin provider: the same on every machine, whatever locales it has. */
async function runInitdb(
  folder: ServerFolder,
  user: ServerUser,
  binaries: Binaries,
  data: string,
  passwordFile: string,
): Promise<void> {
  const { prefix, options } = spawnAs(user);
  const [command = '', ...args] = [
    ...prefix,
    binaries.initdb,
    `--pgdata=${data}`,
    '--username=supabase_admin',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
  ];
  const child = spawn(command, args, {
    ...options,
    cwd: folder.home,
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const failure = await new Promise<string | undefined>((resolve, reject) => {
    // The file is there, so what is not found is the loader of glibc, which the packages are built against.
    child.once('error', (error) => {
      if (hasCode(error, 'ENOENT') && existsSync(binaries.initdb)) reject(unsupported(error));
      else resolve(error.message);
    });
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : `exit ${code ?? signal}`));
  });
  if (failure === undefined) return;
  throw new LocalPostgresError(
    'local_postgres_initdb_failed',
    `The local Postgres could not be set up (${failure}).\n${output.trim().split('\n').slice(-15).join('\n')}`,
    `The folder is ${folder.home}. ${useOwnDatabase}`,
  );
}

function unsupported(cause: Error): LocalPostgresError {
  return new LocalPostgresError(
    'local_postgres_unsupported_platform',
    'The embedded Postgres does not run on this machine: it needs glibc (Alpine, for one, has musl).',
    useOwnDatabase,
    cause,
  );
}

/** What killed attempts left. One whose initdb still writes stays for the next sweep. */
async function sweep(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!/^(data|binaries|password)\.new-/.test(name)) continue;
    await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
