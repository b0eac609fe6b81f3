import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { LocalPostgresError, useOwnDatabase } from './local-postgres-error.ts';

/**
 * Who runs the server. Postgres refuses to run as root.
 * - `self`: we are an ordinary user (or on Windows).
 * - `other`: we are root, the server becomes another user; `owner` when that is the owner of the checkout, to whom
 *   the files beside the data are handed over too.
 * - `namespace`: root that may not change its user, or a uid that no passwd entry knows: a user namespace maps it
 *   to `nobody`; outside of it the files stay ours.
 */
export type ServerUser =
  | { readonly kind: 'self' }
  | { readonly kind: 'other'; readonly uid: number; readonly gid: number; readonly owner: boolean }
  | { readonly kind: 'namespace'; readonly uid: number; readonly gid: number };

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Decides who runs the server of `directory`, whose data folder (if there is one) belongs to `dataOwner`.
 *
 * @throws LocalPostgresError local_postgres_no_server_user when this machine leaves no way.
 */
export function chooseServerUser(directory: string, dataOwner: number | undefined): ServerUser {
  if (process.platform === 'win32' || !process.getuid) return { kind: 'self' };
  if (process.getuid() !== 0) return hasPasswdEntry() ? { kind: 'self' } : mapToNobody();
  const wanted = dataOwner ?? ownerOf(directory);
  const owner = wanted === 0 ? undefined : findAccount(wanted);
  const user = owner ?? findAccount('nobody');
  if (dataOwner !== 0 && user !== undefined && mayBecome(user)) {
    return { kind: 'other', ...user, owner: ownerOf(directory) === user.uid };
  }
  return mapToNobody();
}

/** How to start a program as that user: what stands before it, and the options for spawn. */
export function spawnAs(user: ServerUser): {
  prefix: readonly string[];
  options: { uid?: number; gid?: number };
} {
  if (user.kind === 'self') return { prefix: [], options: {} };
  if (user.kind === 'other') return { prefix: [], options: { uid: user.uid, gid: user.gid } };
  return {
    prefix: ['unshare', '--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`, '--'],
    options: {},
  };
}

function mapToNobody(): ServerUser {
  const nobody = findAccount('nobody');
  if (nobody) {
    const user: ServerUser = { kind: 'namespace', ...nobody };
    const [command = '', ...args] = [...spawnAs(user).prefix, '/bin/sh', '-c', 'exit 0'];
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return user;
  }
  throw new LocalPostgresError(
    'local_postgres_no_server_user',
    process.getuid?.() === 0
      ? 'Postgres refuses to run as root, and here root can neither become another user nor open a user namespace.'
      : `The user id ${process.getuid?.()} has no passwd entry, and no user namespace can be opened to give it one.`,
    `Run this as an ordinary user. ${useOwnDatabase}`,
  );
}

/** Asked by trying: capabilities, id maps and seccomp filters all have a say. */
function mayBecome(account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'exit 0'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function hasPasswdEntry(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

function ownerOf(path: string): number {
  for (let folder = path; ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found) return found.uid;
  }
}

/** An account by uid or name: most stand in /etc/passwd, those of a directory service (all of macOS's) do not. */
function findAccount(wanted: number | 'nobody'): Account | undefined {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (wanted === (wanted === 'nobody' ? name : Number(uid))) return toAccount(uid, gid);
  }
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    spawnSync('id', [flag, String(wanted)], { encoding: 'utf8' }),
  );
  return uid?.status === 0 && gid?.status === 0 ? toAccount(uid.stdout, gid.stdout) : undefined;
}

/** macOS writes nobody's as -2. */
function toAccount(uid = '', gid = ''): Account {
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
}
