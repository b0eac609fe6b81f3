import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashPath } from '../src/hash-path.ts';
import { ensureServer, readServer, stopServer } from '../src/index.ts';
import {
  ask,
  holdElsewhere,
  makeClosedCluster,
  makeCluster,
  makeServerFolder,
  removeServerFolder,
  serverPid,
} from './server-folder.ts';

const isRoot = process.getuid?.() === 0;
const accounts = readFileSync('/etc/passwd', 'utf8')
  .split('\n')
  .map((line) => line.split(':'));
const nobody =
  accounts
    .find(([name]) => name === 'nobody')
    ?.slice(2, 4)
    .map(Number) ?? [];
const daemon =
  accounts
    .find(([name]) => name === 'daemon')
    ?.slice(2, 4)
    .map(Number) ?? [];
const mayUnshare =
  isRoot && spawnSync('setpriv', [...withoutSetuid().slice(1), 'unshare', '--user', 'true']).status === 0;

/** Root as some containers have it. */
function withoutSetuid(): string[] {
  return ['setpriv', '--bounding-set=-setuid,-setgid', '--inh-caps=-setuid,-setgid'];
}

/** Who a process runs as, seen from outside. */
function uidOf(pid: number): number {
  return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

// Only root can become other users; an ordinary user's way is what all other files here test.
describe.runIf(isRoot)('run by root', () => {
  test('in a checkout of root, the server is nobody and its data is below the checkout', async () => {
    const directory = await makeServerFolder();
    const server = await ensureServer({ directory });
    expect(uidOf(await serverPid(directory))).toBe(nobody[0]);
    const { data = '' } = await readServer(directory);
    expect(data).toBe(join(directory, 'data'));
    expect([statSync(data).uid, statSync(data).mode & 0o777]).toEqual([nobody[0], 0o700]);
    await server.release();
  });

  test('in the checkout of somebody, the server is that user, who can go on without root', async () => {
    const directory = await makeServerFolder('.local/postgres');
    const checkout = dirname(dirname(directory));
    const [uid = 0, gid = 0] = daemon;
    for (const path of [checkout, join(checkout, '.git')]) chownSync(path, uid, gid);
    // Files only root could read would be in his way.
    const umask = process.umask(0o077);
    const byRoot = await ensureServer({ directory });
    process.umask(umask);
    expect(uidOf(await serverPid(directory))).toBe(uid);
    expect([statSync(dirname(directory)).uid, statSync(directory).uid]).toEqual([uid, uid]);
    const byOwner = await holdElsewhere(directory, { uid, gid });
    expect([byOwner.started, await byOwner.say('query')]).toEqual([false, 'postgres']);
    await byRoot.release();
    await byOwner.say('release');
    expect((await readServer(directory)).running).toBe(false);
    const alone = await holdElsewhere(directory, { uid, gid });
    expect(alone.started).toBe(true);
    const rootAgain = await ensureServer({ directory });
    await alone.say('release');
    await rootAgain.release();
    expect((await readServer(directory)).running).toBe(false);
  });

  test('below a folder with mode 700, data and binaries are in /var/tmp, where nobody else gets at them', async () => {
    const directory = await makeServerFolder();
    chmodSync(dirname(directory), 0o700);
    const [server, same] = await Promise.all([ensureServer({ directory }), ensureServer({ directory })]);
    expect(server.port).toBe(same.port);
    await same.release();
    const { data = '' } = await readServer(directory);
    const home = dirname(data);
    expect(home).toMatch(new RegExp(`^/var/tmp/groundwork-${hashPath(directory)}-[0-9a-f]{16}$`));
    expect(readFileSync(join(directory, 'location'), 'utf8').trim()).toBe(home);
    expect([lstatSync(home).uid, lstatSync(home).mode & 0o777]).toEqual([0, 0o710]);
    expect([lstatSync(data).uid, lstatSync(data).mode & 0o777]).toEqual([nobody[0], 0o700]);
    await ask(server, 'CREATE TABLE rows AS SELECT 1 AS a');
    await server.release();
    const again = await ensureServer({ directory });
    expect(await ask(again, 'SELECT a FROM rows')).toEqual([{ a: 1 }]);
    await again.release();

    // Where the folder is opened up later, the data stays where it is.
    chmodSync(dirname(directory), 0o755);
    const opened = await ensureServer({ directory });
    expect(await ask(opened, 'SELECT a FROM rows')).toEqual([{ a: 1 }]);
    await opened.release();
  });

  test('a checkout copied from below a mode-700 folder gets data of its own', async () => {
    const directory = await makeClosedCluster();
    const copy = await makeServerFolder();
    const original = await ensureServer({ directory });
    await ask(original, 'CREATE TABLE mine (a int)');
    spawnSync('cp', ['-a', directory, copy]);
    const server = await ensureServer({ directory: copy });
    expect([server.started, (await readServer(copy)).data]).toEqual([true, join(copy, 'data')]);
    await expect(ask(server, 'SELECT FROM mine')).rejects.toMatchObject({ code: '42P01' });
    await Promise.all([server.release(), original.release()]);
  });

  test('data the server may no longer reach is named, and found again', async () => {
    const directory = await makeCluster();
    await (await ensureServer({ directory })).release();
    chmodSync(dirname(directory), 0o700);
    await expect(ensureServer({ directory })).rejects.toMatchObject({
      code: 'local_postgres_data_unreachable',
    });
    chmodSync(dirname(directory), 0o755);
    await (await ensureServer({ directory })).release();
  });

  // Needs setpriv and user namespaces, which some containers forbid.
  test.runIf(mayUnshare)('where it may not change its user, a user namespace makes it one', async () => {
    const directory = await makeServerFolder();
    chmodSync(dirname(directory), 0o700);
    const holder = await holdElsewhere(directory, { prefix: withoutSetuid() });
    expect([holder.started, await holder.say('query')]).toEqual([true, 'postgres']);
    expect(await readFileSync(`/proc/${await serverPid(directory)}/uid_map`, 'utf8').trim()).toMatch(
      new RegExp(`^${nobody[0]}\\s+0\\s+1$`),
    );
    expect(statSync(holder.data).uid).toBe(0);
    await holder.say('release');
    expect((await readServer(directory)).running).toBe(false);
    // The data is root's own then: whoever finds it later takes the same way.
    const later = await ensureServer({ directory });
    expect(await ask(later, 'SELECT 1 AS a')).toEqual([{ a: 1 }]);
    await later.release();
  });

  test('where there is neither, a sentence says so', async () => {
    const directory = await makeServerFolder();
    const nothing = ['setpriv', '--bounding-set=-all', '--inh-caps=-all'];
    await expect(holdElsewhere(directory, { prefix: [...nothing, 'env', 'PATH=/nowhere'] })).rejects.toThrow(
      /local_postgres_no_server_user .*root/,
    );
  });

  test('an ordinary user needs none of it', async () => {
    const directory = await makeServerFolder();
    const [uid = 0, gid = 0] = nobody;
    chownSync(dirname(directory), uid, gid);
    chmodSync(dirname(directory), 0o700);
    const holder = await holdElsewhere(directory, { uid, gid });
    expect([holder.started, holder.data, await holder.say('query')]).toEqual([
      true,
      join(directory, 'data'),
      'postgres',
    ]);
    expect(uidOf(await serverPid(directory))).toBe(uid);
    await holder.say('release');
  });

  test.runIf(mayUnshare)('a user id that has no passwd entry gets a namespace', async () => {
    const directory = await makeServerFolder();
    const [uid, gid] = [54_321, 54_321];
    chownSync(dirname(directory), uid, gid);
    const holder = await holdElsewhere(directory, { uid, gid });
    expect([holder.started, await holder.say('query')]).toEqual([true, 'postgres']);
    await holder.say('release');
  });
});

test('a folder that was moved takes its data along', async () => {
  const directory = await makeCluster();
  const server = await ensureServer({ directory });
  await ask(server, 'CREATE TABLE rows AS SELECT 1 AS a');
  await server.release();
  const moved = `${directory}-moved`;
  await rename(directory, moved);
  const again = await ensureServer({ directory: moved });
  expect(await ask(again, 'SELECT a FROM rows')).toEqual([{ a: 1 }]);
  await again.release();
  await stopServer(moved);
  await removeServerFolder(moved);
});
