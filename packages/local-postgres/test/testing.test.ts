import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { expect, inject, onTestFinished, test } from 'vitest';
import { readServer } from '../src/index.ts';
import { heldTestServer, testDirectory } from '../src/testing/hold-test-server.ts';
import setup from '../src/testing/setup.ts';
import { isLeftover, nameTestDatabase } from '../src/testing/test-database-name.ts';
import { heldTestFolder } from '../src/testing/test-folder.ts';
import { openTestDatabase } from '../src/testing.ts';
import { ask, makeCluster } from './server-folder.ts';

const databases = async (sql: postgres.Sql) =>
  (await sql<{ name: string }[]>`SELECT datname AS name FROM pg_database`).map((row) => row.name);

test('each test gets a database of its own, and gives it back with connections still open', async () => {
  const [one, two] = await Promise.all([
    openTestDatabase(),
    openTestDatabase({ defaultPrivileges: 'strict' }),
  ]);
  expect(one.name).not.toBe(two.name);
  const admin = postgres(two.adminUrl, { max: 1 });
  expect(await databases(admin)).toEqual(expect.arrayContaining([one.name, two.name]));
  const busy = postgres(one.url, { max: 1, onnotice: () => undefined });
  await busy`CREATE TABLE mine (a int)`;
  await Promise.all([one.drop(), one.drop()]);
  expect(await databases(admin)).not.toContain(one.name);
  await Promise.all([busy.end({ timeout: 1 }), admin.end()]);
  await two.drop();
});

test('workers use the server their run holds, without a lease of their own', async () => {
  expect(process.env[heldTestServer]).toContain(testDirectory());
  const before = await readServer(testDirectory());
  const database = await openTestDatabase();
  expect(database.server.port).toBe(before.port);
  expect((await readServer(testDirectory())).holders).toBe(before.holders);
  await database.drop();
});

test('without a run the server is held while any database is open', async () => {
  await outsideOfRun(await makeCluster('.local/test-postgres'), async (directory) => {
    const [one, two] = await Promise.all([openTestDatabase(), openTestDatabase()]);
    expect(one.server.directory).toBe(directory);
    await one.drop();
    expect(await ask(two.server, 'SELECT 1 AS a', two.name)).toEqual([{ a: 1 }]);
    await two.drop();
    expect((await readServer(directory)).running).toBe(false);
  });
});

test('a run drops what killed runs left, and nothing else', async () => {
  await outsideOfRun(await makeCluster('.local/test-postgres'), async (directory) => {
    const killed = spawn(process.execPath, [join(inject('run').programs, 'database-holder.mjs')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [left] = await once(createInterface({ input: killed.stdout }), 'line');
    const mine = await openTestDatabase();
    await mine.server.createDatabase('test_of_mine');
    killed.kill('SIGKILL');
    await once(killed, 'exit');

    const admin = postgres(mine.adminUrl, { max: 1 });
    expect(await databases(admin)).toContain(left);
    const teardown = await setup();
    expect(await databases(admin)).not.toContain(left);
    expect(await databases(admin)).toEqual(expect.arrayContaining([mine.name, 'test_of_mine']));
    await admin.end();
    await teardown();
    expect(process.env[heldTestServer]).toBeUndefined();
    await mine.drop();
    expect((await readServer(directory)).running).toBe(false);
  });
});

test('a name tells whose database it is', () => {
  const mine = nameTestDatabase();
  expect(isLeftover(mine)).toBe(false);
  expect(isLeftover(mine.replace(/_[0-9a-f]{8}_/, '_00000000_'))).toBe(true);
  expect(isLeftover('test_1_of_somebody')).toBe(false);
  expect(isLeftover('postgres')).toBe(false);
});

/** As in a process no globalSetup prepared, in the workspace that the folder is in. */
async function outsideOfRun(directory: string, task: (directory: string) => Promise<void>): Promise<void> {
  const held = {
    [heldTestServer]: process.env[heldTestServer],
    [heldTestFolder]: process.env[heldTestFolder],
  };
  const before = process.cwd();
  const workspace = directory.replace('/.local/test-postgres', '');
  onTestFinished(() => {
    Object.assign(process.env, held);
    process.chdir(before);
  });
  delete process.env[heldTestServer];
  process.env[heldTestFolder] = dirname(directory);
  process.chdir(workspace);
  await task(directory);
}
