import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { describeFolder } from '../../src/describe-folder.ts';
import { findBinaries } from '../../src/find-binaries.ts';
import { hashPath } from '../../src/hash-path.ts';
import { ensureServer, keepServer, readServer } from '../../src/index.ts';
import { readOrigin } from '../../src/origin.ts';
import { readProcessStart } from '../../src/read-process.ts';
import { sweepPlaces } from '../../src/sweep-places.ts';
import {
  ask,
  holdElsewhere,
  isThere,
  makeClosedCluster,
  makeServerFolder,
  serverPid,
} from '../server-folder.ts';

const rows = 'CREATE TABLE rows AS SELECT 1 AS a';

function placeOf(directory: string): string {
  return readFileSync(join(directory, 'location'), 'utf8').trim();
}

/** Every place in /var/tmp that was made for that path. */
function placesOf(directory: string): string[] {
  return readdirSync('/var/tmp').filter((name) => name.startsWith(`groundwork-${hashPath(directory)}`));
}

// An ordinary user's server enters what he enters.
describe.runIf(process.getuid?.() === 0)('the place in /var/tmp', () => {
  test('is one for all who start at once', async () => {
    const directory = await makeServerFolder();
    chmodSync(dirname(directory), 0o700);
    const holders = await Promise.all(Array.from({ length: 4 }, () => holdElsewhere(directory)));
    expect(holders.filter((holder) => holder.started)).toHaveLength(1);
    expect(new Set(holders.map((holder) => holder.data))).toEqual(
      new Set([join(placeOf(directory), 'data')]),
    );
    expect(placesOf(directory)).toHaveLength(1);
    await Promise.all(holders.map((holder) => holder.say('release')));
  });

  test('is a new one where the checkout was deleted and cloned again; the old one goes, with its server', async () => {
    const directory = await makeClosedCluster();
    const kept = await keepServer(directory);
    await kept.release();
    const [pid, place] = [await serverPid(directory), placeOf(directory)];
    await rm(directory, { recursive: true, maxRetries: 5 });
    const server = await ensureServer({ directory });
    expect(server.started).toBe(true);
    expect(placeOf(directory)).not.toBe(place);
    expect(await ask(server, 'SELECT count(*)::int AS n FROM auth.users')).toEqual([{ n: 0 }]);
    expect(readProcessStart(pid)).toBeUndefined();
    expect(placesOf(directory)).toHaveLength(1);
    await server.release();
  });

  test('is a new one where it was removed from /var/tmp', async () => {
    const directory = await makeClosedCluster();
    const place = placeOf(directory);
    await rm(place, { recursive: true });
    const server = await ensureServer({ directory });
    expect(placeOf(directory)).not.toBe(place);
    expect(await ask(server, 'SELECT 1 AS a')).toEqual([{ a: 1 }]);
    await server.release();
  });

  test('stays with the original of a copied checkout', async () => {
    const [directory, copy] = [await makeClosedCluster(), await makeServerFolder()];
    chmodSync(dirname(copy), 0o700);
    const original = await ensureServer({ directory });
    await ask(original, rows);
    spawnSync('cp', ['-a', directory, copy]);
    expect(placeOf(copy)).toBe(placeOf(directory));
    const server = await ensureServer({ directory: copy });
    expect(placeOf(copy)).not.toBe(placeOf(directory));
    await expect(ask(server, 'SELECT FROM rows')).rejects.toMatchObject({ code: '42P01' });
    expect(await ask(original, 'SELECT a FROM rows')).toEqual([{ a: 1 }]);
    await Promise.all([server.release(), original.release()]);
  });

  test('goes along with a checkout that was moved, running or not, even to where nobody needs one', async () => {
    const [directory, moved, open] = [
      await makeClosedCluster(),
      await makeServerFolder(),
      await makeServerFolder(),
    ];
    chmodSync(dirname(moved), 0o700);
    const kept = await keepServer(directory);
    await ask(kept, rows);
    await kept.release();
    const place = placeOf(directory);
    const pid = await serverPid(directory);
    await rename(directory, moved);
    const server = await ensureServer({ directory: moved });
    expect([server.started, await serverPid(moved), placeOf(moved)]).toEqual([false, pid, place]);
    expect((await readOrigin(place))?.path).toBe(moved);
    await rm(join(moved, 'kept'));
    await server.release();

    await rename(moved, open);
    const again = await ensureServer({ directory: open });
    expect(again.started).toBe(true);
    expect(await ask(again, 'SELECT a FROM rows')).toEqual([{ a: 1 }]);
    expect((await readServer(open)).data).toBe(join(place, 'data'));
    await again.release();
  });

  test.each([
    ['a folder of somebody else', (place: string) => mkdirSync(place)],
    ['a link', (place: string) => symlinkSync('/etc', place)],
  ])('is never %s, whatever location says', async (_, make) => {
    const directory = await makeServerFolder();
    chmodSync(dirname(directory), 0o700);
    const foreign = `/var/tmp/groundwork-${hashPath(directory)}-0123456789abcdef`;
    make(foreign);
    onTestFinished(() => rm(foreign, { recursive: true, force: true }));
    if (lstatSync(foreign).isDirectory()) {
      await writeFile(join(foreign, 'origin'), JSON.stringify({ path: directory, device: 0 }));
      chownSync(foreign, 65_534, 65_534);
    }
    mkdirSync(directory);
    await writeFile(join(directory, 'location'), `${foreign}\n`);
    const server = await ensureServer({ directory });
    expect(placeOf(directory)).not.toBe(foreign);
    expect(isThere(join(foreign, 'data'))).toBe(false);
    await server.release();
  });

  test('of a folder that is gone is swept when nobody has opened it for an hour, with the server on it', async () => {
    const directory = await makeClosedCluster();
    const place = placeOf(directory);
    const kept = await keepServer(directory);
    const pid = await serverPid(directory);
    await rm(directory, { recursive: true, maxRetries: 5 });
    await sweepPlaces('/');
    expect(readProcessStart(pid)).toBeDefined();
    utimesSync(join(place, 'origin'), 0, 0);
    await sweepPlaces('/');
    expect([readProcessStart(pid), isThere(place)]).toEqual([undefined, false]);
    await kept.release();
  });

  test('is left alone while the file system of its checkout is not mounted', async (context) => {
    const top = dirname(await makeServerFolder());
    const disk = join(top, 'disk');
    mkdirSync(disk, { mode: 0o700 });
    const mount = () => spawnSync('mount', ['-t', 'tmpfs', '-o', 'mode=700', 'none', disk]).status === 0;
    if (!mount()) context.skip('root may not mount here');
    onTestFinished(() => void spawnSync('umount', [disk]));
    const directory = join(disk, 'postgres');
    await (await ensureServer({ directory })).release();
    const place = placeOf(directory);
    onTestFinished(() => rm(place, { recursive: true, force: true }));
    spawnSync('umount', [disk]);
    expect(isThere(directory)).toBe(false);
    utimesSync(join(place, 'origin'), 0, 0);
    await sweepPlaces('/');
    expect(isThere(join(place, 'data', 'PG_VERSION'))).toBe(true);
  });
});

describe.runIf(process.getuid?.() === 0)('copied binaries', () => {
  test('serve every user, and go with the package they were copied from unless a process still runs from them', async () => {
    const directory = await makeServerFolder();
    const top = dirname(directory);
    spawnSync('cp', ['-al', inject('run').package, join(top, 'package')]);
    chmodSync(top, 0o700);
    const native = join(top, 'package', 'native');
    const nobody = { kind: 'other', uid: 65_534, gid: 65_534, owner: false } as const;
    const umask = process.umask(0o077);
    const { initdb } = await findBinaries(describeFolder(directory, directory), nobody, native);
    process.umask(umask);
    const { stdout } = spawnSync(initdb, ['--version'], { encoding: 'utf8', uid: 1, gid: 1, cwd: '/' });
    expect(stdout).toContain('17.');
    const place = `/var/tmp/groundwork-binaries-${hashPath(native)}`;
    onTestFinished(() => rm(place, { recursive: true, force: true }));
    expect(initdb.startsWith(`${place}/`)).toBe(true);
    await sweepPlaces('/');
    expect(isThere(initdb)).toBe(true);

    const user = await startFrom(dirname(initdb));
    await rm(join(top, 'package'), { recursive: true });
    await sweepPlaces('/');
    expect(isThere(initdb)).toBe(true);
    user.kill('SIGKILL');
    await new Promise((resolve) => user.once('exit', resolve));
    await sweepPlaces('/');
    expect(readdirSync('/var/tmp').filter((name) => name.includes(hashPath(native)))).toEqual([]);
  });
});

/** Something long that runs from that folder. */
async function startFrom(folder: string): Promise<ChildProcess> {
  const program = join(folder, 'node');
  await copyFile(process.execPath, program);
  const child = spawn(program, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('spawn', resolve));
  return child;
}
