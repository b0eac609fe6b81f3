import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseUrl } from '../src/config/parse-url.ts';
import type { Session } from '../src/model/ports.ts';
import type { Target } from '../src/model/target.ts';
import { connect } from '../src/shadow/connect.ts';
import { openTestShadow, parse, rowsOf, showTouches } from './open-shadow.ts';

const TABLE = 'CREATE TABLE notes (id int, owner uuid REFERENCES auth.users);';

/** A database of the embedded server, by which one reaches the server, and a session there as a superuser. */
async function openEmbedded() {
  const database = await openTestDatabase();
  const target = parseUrl(database.url, 'DATABASE_URL');
  const adminTarget = parseUrl(database.adminUrl, 'SHADOW_DATABASE_URL');
  const { session: admin } = await connect(adminTarget);
  const { session } = await connect(target);
  onTestFinished(async () => {
    await admin.close();
    await session.close();
    await database.drop();
  });
  return { target, adminTarget, admin, session };
}

async function shadowDatabases(admin: Session): Promise<string[]> {
  const [rows = []] = await admin.run(
    "SELECT datname::text AS name FROM pg_database WHERE datname LIKE 'groundwork\\_shadow\\_%'",
  );
  return rows.map(({ name }) => String(name));
}

const from = (target: Target) =>
  ({ kind: 'url', target: { ...target, origin: 'SHADOW_DATABASE_URL' } }) as const;

describe('a server named by URL', () => {
  test('as superuser: the same as the embedded shadow', async () => {
    const { adminTarget, admin } = await openEmbedded();
    const shadow = await openTestShadow({ source: from(adminTarget) });
    const database = await shadow.open();
    expect(database.logged).toBe(true);
    expect(
      showTouches(await database.replay(await parse('0001_a.sql', `${TABLE} SET search_path = '';`))),
    ).toEqual(['0 CREATE TABLE: table public.notes', '0 ALTER TABLE: table public.notes']);
    expect(
      await rowsOf(
        database,
        "SELECT current_user::text AS role, session_user::text AS login, current_setting('search_path') AS path, tableowner::text AS owner FROM pg_tables WHERE tablename = 'notes'",
      ),
    ).toEqual([
      { role: 'postgres', login: 'postgres', path: '"$user", public, extensions', owner: 'postgres' },
    ]);
    await expect(
      database.replay(await parse('0002_b.sql', 'RESET ROLE; ALTER TABLE auth.users ADD mine int;')),
    ).rejects.toMatchObject({ code: 'shadow_replay_failed', details: { sqlstate: '42501' } });
    const [name] = await rowsOf(database, 'SELECT current_database()::text AS name');
    expect(name).toEqual({ name: expect.stringMatching(/^groundwork_shadow_/) });
    expect(await shadowDatabases(admin)).toContain(Object(name).name);
    await shadow.close();
    expect(await shadowDatabases(admin)).not.toContain(Object(name).name);
  });

  test('as somebody else: without a log', async () => {
    const { target } = await openEmbedded();
    const database = await (await openTestShadow({ source: from(target) })).open();
    expect(database.logged).toBe(false);
    expect(await database.replay(await parse('0001_a.sql', TABLE))).toEqual([]);
    expect(await rowsOf(database, 'SELECT count(*)::int AS notes FROM notes')).toEqual([{ notes: 0 }]);
  });

  test('is never the target, by whatever name', async () => {
    const { target, adminTarget, session } = await openEmbedded();
    for (const other of [target, adminTarget, { ...target, host: 'localhost' }]) {
      await expect(openTestShadow({ source: from(other), target: session })).rejects.toMatchObject({
        code: 'shadow_is_target',
        exitCode: 2,
        message: 'SHADOW_DATABASE_URL leads to the target itself.',
      });
    }
  });

  test("that is the target's server refuses what acts on all of it; another server does not", async () => {
    const { adminTarget, session } = await openEmbedded();
    const elsewhere = { ...adminTarget, database: 'postgres' };
    const shared = await (await openTestShadow({ source: from(elsewhere), target: session })).open();
    const file = await parse('0001_a.sql', `${TABLE}\nCREATE ROLE shadow_test_role;`);
    await expect(shared.replay(file)).rejects.toMatchObject({
      code: 'shadow_cluster_statement',
      exitCode: 3,
      details: { at: { line: 2 } },
    });
    expect(await rowsOf(shared, "SELECT to_regclass('notes') AS notes")).toEqual([{ notes: null }]);
    expect(await rowsOf(shared, "SELECT 1 FROM pg_roles WHERE rolname = 'shadow_test_role'")).toEqual([]);
  });

  test('gets rid of what killed runs left, not of what runs', async () => {
    const { adminTarget, admin } = await openEmbedded();
    const seconds = Math.floor(Date.now() / 1000);
    const old = `groundwork_shadow_${seconds - 3600}_0123456789ab`;
    const young = `groundwork_shadow_${seconds}_0123456789ab`;
    const used = `groundwork_shadow_${seconds - 3600}_ba9876543210`;
    const foreign = `groundwork_shadow_mine_${seconds}`;
    for (const name of [old, young, used, foreign]) {
      await admin.run(`CREATE DATABASE ${name} TEMPLATE template0 STRATEGY FILE_COPY`);
    }
    const { session } = await connect({ ...adminTarget, database: used });
    await openTestShadow({ source: from(adminTarget) });
    const left = await shadowDatabases(admin);
    await session.close();
    for (const name of [young, used, foreign]) await admin.run(`DROP DATABASE ${name} WITH (FORCE)`);
    expect([old, young, used, foreign].map((name) => left.includes(name))).toEqual([false, true, true, true]);
  });

  test('that does not answer is named', async () => {
    const target = parseUrl('postgresql://nobody@127.0.0.1:1/postgres', 'SHADOW_DATABASE_URL');
    await expect(openTestShadow({ source: from(target) })).rejects.toMatchObject({
      code: 'connection_refused',
      details: { hint: expect.stringContaining('SHADOW_DATABASE_URL') },
    });
  });
});

describe("a shadow on the target's own server", () => {
  test('replays, refuses what acts on the server, and is gone afterwards', async () => {
    const { target, admin, session } = await openEmbedded();
    const shadow = await openTestShadow({ source: { kind: 'target', target }, target: session });
    const database = await shadow.open();
    await database.replay(await parse('0001_a.sql', TABLE));
    expect(await rowsOf(database, 'SELECT count(*)::int AS notes FROM notes')).toEqual([{ notes: 0 }]);
    expect((await session.run("SELECT to_regclass('notes') AS notes"))[0]?.[0]?.notes).toBeNull();
    for (const text of ['GRANT anon TO authenticator', "DO $$ BEGIN EXECUTE 'DROP ROLE nobody'; END $$"]) {
      await expect(database.replay(await parse('0002_b.sql', text))).rejects.toMatchObject({
        code: 'shadow_cluster_statement',
      });
    }
    const [name] = await rowsOf(database, 'SELECT current_database()::text AS name');
    await shadow.close();
    expect(await shadowDatabases(admin)).not.toContain(Object(name).name);
  });

  test('runs files as who runs them on the target', async () => {
    const { adminTarget, admin } = await openEmbedded();
    const shadow = await openTestShadow({ source: { kind: 'target', target: adminTarget }, target: admin });
    const database = await shadow.open();
    expect(database.logged).toBe(true);
    expect(await rowsOf(database, 'SELECT session_user::text AS login')).toEqual([
      { login: 'supabase_admin' },
    ]);
  });
});
