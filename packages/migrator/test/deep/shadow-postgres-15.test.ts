import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { supabaseBaselineSql } from '@groundwork/local-postgres';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parseUrl } from '../../src/config/parse-url.ts';
import type { Session } from '../../src/model/ports.ts';
import type { ShadowDatabase } from '../../src/model/shadow.ts';
import { connect } from '../../src/shadow/connect.ts';
import { HAS_POSTGRES_15, openPostgres15, type Postgres15 } from '../open-postgres-15.ts';
import { openTestShadow, parse, replayAll, rowsOf } from '../open-shadow.ts';

const TEMPLATE = join(import.meta.dirname, '../../../db/drizzle');
const FILES = Object.fromEntries(
  readdirSync(TEMPLATE)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => [name, readFileSync(join(TEMPLATE, name), 'utf8')]),
);

describe.skipIf(!HAS_POSTGRES_15)('a plain Postgres 15 named by URL', () => {
  let server: Postgres15;
  let admin: Session;

  beforeAll(async () => {
    server = await openPostgres15();
    admin = (await connect(targetAs('supabase_admin', 'postgres'))).session;
  });

  afterAll(async () => {
    await admin?.close();
    await server?.stop();
  });

  function targetAs(user: string, database: string) {
    return parseUrl(server.url(user, database), 'SHADOW_DATABASE_URL');
  }

  async function openAs(user: string, database: string): Promise<ShadowDatabase> {
    return (await openTestShadow({ source: { kind: 'url', target: targetAs(user, database) } })).open();
  }

  async function names(query: string): Promise<string[]> {
    const [rows = []] = await admin.run(query);
    return rows.map((row) => String(Object.values(row)[0]));
  }

  const databases = () => names("SELECT datname FROM pg_database WHERE datname LIKE 'groundwork%'");
  const rolesLike = (name: string) => names(`SELECT rolname FROM pg_roles WHERE rolname LIKE '${name}'`);

  // The first test: it makes the roles the others use.
  test('as superuser: Supabase is put in, the files replay and are logged, nothing is left', async () => {
    const database = await openAs('supabase_admin', 'postgres');
    const touches = await replayAll(database, FILES);
    expect(database.logged).toBe(true);
    expect(touches.flat().map(({ identity }) => identity)).toContain('public.profiles');
    await expect(database.replay(await parse('9_a.sql', 'DROP TABLE auth.users;'))).rejects.toMatchObject({
      details: { sqlstate: '42501' },
    });
    await database.close();
    expect(await databases()).toEqual([]);
  });

  test('as hosted postgres, no superuser: the files replay without a log', async () => {
    const database = await openAs('postgres', 'postgres');
    expect((await replayAll(database, FILES)).flat()).toEqual([]);
    expect(database.logged).toBe(false);
    expect(await rowsOf(database, 'SELECT count(*)::int AS users FROM auth.users')).toEqual([{ users: 0 }]);
    expect(await rowsOf(database, 'SELECT count(*)::int AS plans FROM subscription_plans')).toEqual([
      { plans: 2 },
    ]);
    await database.close();
    expect(await databases()).toEqual([]);
  });

  test('a missing extension is named, also where Postgres says it in other words', async () => {
    for (const text of ['CREATE EXTENSION vector;', 'DO $$ BEGIN CREATE EXTENSION vector; END $$;']) {
      const database = await openAs('supabase_admin', 'postgres');
      await expect(database.replay(await parse('1_a.sql', text))).rejects.toMatchObject({
        code: 'shadow_extension_missing',
        message: 'The shadow has no extension "vector", which 1_a.sql creates.',
      });
    }
  });

  test('roles that files make are there once, gone afterwards, and found where somebody made them before', async () => {
    await admin.run('CREATE ROLE there_before');
    const file = {
      '1_a.sql': 'CREATE ROLE there_before; CREATE ROLE made_by_file; CREATE TABLE a (id int);',
    };
    for (let round = 0; round < 2; round += 1) {
      const database = await openAs('supabase_admin', 'postgres');
      const [touches = []] = await replayAll(database, file);
      expect(touches.map(({ tag }) => tag)).toEqual(['CREATE TABLE', 'ROLE']);
      await database.close();
    }
    expect(await rolesLike('there_before')).toEqual(['there_before']);
    expect(await rolesLike('made_by_file')).toEqual([]);
  });

  test('the empty database of a Supabase stack is the shadow itself, for what no baseline of ours brings', async () => {
    await admin.run('CREATE DATABASE stack OWNER postgres');
    const { session } = await connect(targetAs('supabase_admin', 'stack'));
    onTestFinished(() => session.close());
    await session.run(await supabaseBaselineSql({ part: 'database' }));
    await session.run(
      'CREATE SCHEMA storage; CREATE TABLE storage.buckets (id text PRIMARY KEY); GRANT USAGE ON SCHEMA storage TO postgres; GRANT ALL ON storage.buckets TO postgres;',
    );
    const file = `CREATE TABLE a (id int); CREATE POLICY p ON a USING (EXISTS (SELECT FROM storage.buckets));
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE TRIGGER t AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f();`;
    for (let round = 0; round < 2; round += 1) {
      const database = await openAs('supabase_admin', 'stack');
      const touches = await database.replay(await parse('1_a.sql', file));
      expect(touches.map(({ identity }) => identity)).toEqual([
        'public.a',
        'p on public.a',
        'public.f()',
        't on auth.users',
      ]);
      expect(
        await rowsOf(database, 'SELECT current_database()::text AS name, session_user::text AS login'),
      ).toEqual([{ name: 'stack', login: 'postgres' }]);
      await database.close();
      expect((await session.query("SELECT to_regclass('a') AS a, to_regproc('f') AS f"))[0]).toEqual({
        a: null,
        f: null,
      });
      expect(
        await session.query(
          "SELECT 1 FROM pg_event_trigger UNION SELECT 1 FROM pg_namespace WHERE nspname = 'migrator'",
        ),
      ).toEqual([]);
    }
    await session.run("INSERT INTO storage.buckets VALUES ('mine')");
    await expect(openAs('supabase_admin', 'stack')).rejects.toMatchObject({
      code: 'shadow_unavailable',
      message: expect.stringContaining('rows of storage.buckets'),
    });
  });

  describe('as a role that may not create databases', () => {
    beforeAll(async () => {
      await admin.run('CREATE ROLE small LOGIN');
    });

    /** A database of that role. */
    async function openOwn(name: string): Promise<Session> {
      await admin.run(`CREATE DATABASE ${name} OWNER small`);
      const { session } = await connect(targetAs('small', name));
      onTestFinished(() => session.close());
      return session;
    }

    const EVERYTHING = `SELECT string_agg(i.type || ' ' || i.identity, E'\\n' ORDER BY i.type, i.identity) AS all
FROM (SELECT classid, objid FROM pg_depend UNION SELECT 'pg_namespace'::regclass, oid FROM pg_namespace
  UNION SELECT 'pg_class'::regclass, oid FROM pg_class UNION SELECT 'pg_default_acl'::regclass, oid FROM pg_default_acl) o,
  pg_identify_object(o.classid, o.objid, 0) i WHERE o.objid >= 16384`;

    test('the database itself is the shadow, and is what it was afterwards', async () => {
      const session = await openOwn('whole');
      await session.run('ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO anon');
      const before = await session.query(EVERYTHING);
      for (let round = 0; round < 2; round += 1) {
        const database = await openAs('small', 'whole');
        await replayAll(database, {
          ...FILES,
          '9_more.sql': `CREATE SCHEMA "App"; CREATE TYPE "App".t AS (a int); CREATE DOMAIN d AS int;
CREATE FUNCTION public.g(int, VARIADIC text[]) RETURNS int LANGUAGE sql AS 'select 1';
CREATE MATERIALIZED VIEW mv AS SELECT 1 AS a; CREATE SEQUENCE s; CREATE PUBLICATION p FOR TABLE profiles;
CREATE EXTENSION citext; CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq);
CREATE STATISTICS st ON id, email FROM profiles; ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM anon;
CREATE AGGREGATE agg (int) (sfunc = int4pl, stype = int); CREATE CAST (d AS text) WITH INOUT;`,
        });
        await database.close();
        expect(await session.query(EVERYTHING)).toEqual(before);
      }
    });

    test('what a killed run left in it is told and left alone, and two at once are refused', async () => {
      const session = await openOwn('killed');
      const first = await openAs('small', 'killed');
      await first.replay(await parse('1_a.sql', 'CREATE TABLE a (id int); CREATE SCHEMA app;'));
      await expect(openAs('small', 'killed')).rejects.toMatchObject({ code: 'shadow_unavailable' });
      expect((await session.run("SELECT to_regclass('public.a') AS a"))[0]?.[0]?.a).toBe('a');
      await admin.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'small' AND pid <> ALL (ARRAY[" +
          `${String((await session.query('SELECT pg_backend_pid() AS pid'))[0]?.pid)}])`,
      );
      await first.close().catch(() => undefined);
      await expect(openAs('small', 'killed')).rejects.toMatchObject({
        code: 'shadow_unavailable',
        message: expect.stringMatching(/schema app.*table public\.a/),
        details: { hint: expect.stringContaining('killed') },
      });
      await session.run(
        'DROP SCHEMA public, app, auth, extensions CASCADE; CREATE SCHEMA public; DROP PUBLICATION supabase_realtime',
      );
      const second = await openAs('small', 'killed');
      await second.replay(await parse('1_a.sql', 'CREATE TABLE a (id int); CREATE SCHEMA app;'));
    });

    test('a database that holds anything is left alone', async () => {
      const session = await openOwn('used');
      await session.run('CREATE TABLE mine (id int); CREATE SCHEMA other;');
      await expect(openAs('small', 'used')).rejects.toMatchObject({
        code: 'shadow_unavailable',
        exitCode: 2,
        message: expect.stringContaining('schema other, table public.mine'),
      });
      expect((await session.run('SELECT count(*)::int AS rows FROM mine'))[0]?.[0]?.rows).toBe(0);
    });

    test('none can be made on the server it has as target', async () => {
      const session = await openOwn('mine');
      const source = { kind: 'target', target: targetAs('small', 'mine') } as const;
      await expect(openTestShadow({ source, target: session })).rejects.toMatchObject({
        code: 'shadow_unavailable',
        message: expect.stringContaining('Role "small" may not create databases'),
      });
    });
  });
});
