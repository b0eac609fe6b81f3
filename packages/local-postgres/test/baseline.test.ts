import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../src/testing.ts';

let database: TestDatabase;
let admin: postgres.Sql;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await openTestDatabase();
  const options = { max: 1, onnotice: () => undefined };
  admin = postgres(database.adminUrl, options);
  owner = postgres(database.url, options);
});

afterAll(async () => {
  await Promise.all([admin?.end(), owner?.end()]);
  await database?.drop();
});

describe('roles', () => {
  test('have the attributes of a hosted project', async () => {
    const roles = await admin`
      SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
        coalesce(array_to_string(rolconfig, '; '), '') AS config
      FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1`;
    const shown = roles.map((role) => {
      const flags = Object.entries(role).flatMap(([name, value]) => (value === true ? name.slice(3) : []));
      return `${role.rolname}: ${flags.join(' ')} | ${role.config}`;
    });
    expect(shown).toMatchInlineSnapshot(`
      [
        "anon: inherit | statement_timeout=3s",
        "authenticated: inherit | statement_timeout=8s",
        "authenticator: canlogin | statement_timeout=8s; lock_timeout=8s",
        "postgres: inherit createrole createdb canlogin replication bypassrls | search_path="$user", public, extensions",
        "service_role: inherit bypassrls | ",
        "supabase_admin: super inherit createrole createdb canlogin replication bypassrls | search_path="$user", public, auth, extensions",
        "supabase_auth_admin: canlogin | search_path=auth",
      ]
    `);
  });

  test('are members of each other as there', async () => {
    const members = await admin`
      SELECT format('%s in %s%s%s%s', m.rolname, r.rolname, CASE WHEN a.admin_option THEN ' admin' END,
        CASE WHEN a.inherit_option THEN ' inherit' END, CASE WHEN a.set_option THEN ' set' END) AS line
      FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid
      WHERE m.rolname !~ '^pg_' ORDER BY 1`;
    expect(members.map((row) => row.line)).toMatchInlineSnapshot(`
      [
        "authenticator in anon set",
        "authenticator in authenticated set",
        "authenticator in service_role set",
        "postgres in anon admin inherit set",
        "postgres in authenticated admin inherit set",
        "postgres in authenticator inherit set",
        "postgres in pg_monitor inherit set",
        "postgres in pg_read_all_data inherit set",
        "postgres in pg_signal_backend inherit set",
        "postgres in service_role admin inherit set",
        "supabase_auth_admin in anon set",
        "supabase_auth_admin in authenticated set",
        "supabase_auth_admin in service_role set",
      ]
    `);
  });

  test('start with their own limits and search path', async () => {
    expect(await owner`SHOW search_path`).toEqual([{ search_path: '"$user", public, extensions' }]);
    const auth = postgres(database.urlAs('supabase_auth_admin'), { max: 1 });
    expect(await auth`SHOW search_path`).toEqual([{ search_path: 'auth' }]);
    await auth.end();
    const api = postgres(database.urlAs('authenticator'), { max: 1 });
    expect(await api`SHOW statement_timeout`).toEqual([{ statement_timeout: '8s' }]);
    await expect(api`CREATE TABLE public.mine (a int)`).rejects.toMatchObject({ code: '42501' });
    await api.end();
  });
});

describe('databases', () => {
  test('come from a template nobody can connect to', async () => {
    const rows = await admin`
      SELECT datname, datistemplate, datallowconn, pg_get_userbyid(datdba) AS owner, pg_encoding_to_char(encoding) AS encoding
      FROM pg_database WHERE datname IN ('supabase_template', 'postgres') OR datname = ${database.name} ORDER BY datistemplate, 1`;
    const open = { datistemplate: false, datallowconn: true, owner: 'postgres', encoding: 'UTF8' };
    expect(rows).toEqual([
      { ...open, datname: 'postgres' },
      { ...open, datname: database.name },
      { ...open, datname: 'supabase_template', datistemplate: true, datallowconn: false },
    ]);
    const leftovers =
      await admin`SELECT datname FROM pg_database WHERE datname = 'supabase_template_building'`;
    expect(leftovers).toEqual([]);
  });

  test('know letters beyond ASCII without any locale of the machine', async () => {
    expect(await owner`SELECT upper('žluťoučký') AS text`).toEqual([{ text: 'ŽLUŤOUČKÝ' }]);
  });

  test('have their extensions in extensions, found by postgres', async () => {
    expect(
      await admin`SELECT extname, extnamespace::regnamespace::text AS schema FROM pg_extension ORDER BY 1`,
    ).toEqual([
      { extname: 'pgcrypto', schema: 'extensions' },
      { extname: 'plpgsql', schema: 'pg_catalog' },
      { extname: 'uuid-ossp', schema: 'extensions' },
    ]);
    const [row] =
      await owner`SELECT crypt('a', gen_salt('bf')) <> '' AS works, uuid_generate_v4() IS NOT NULL AS too`;
    expect(row).toEqual({ works: true, too: true });
  });

  test('let postgres create what is its own, a trusted extension, a role and a database, not a superuser', async () => {
    await owner`CREATE SCHEMA mine`;
    await owner`CREATE EXTENSION citext WITH SCHEMA extensions`;
    const role = `role_${database.name}`;
    await owner.unsafe(`CREATE ROLE ${role}; GRANT authenticated TO ${role}; DROP ROLE ${role}`);
    await expect(owner.unsafe(`CREATE ROLE ${role} SUPERUSER`)).rejects.toMatchObject({ code: '42501' });
    await owner.unsafe(`CREATE DATABASE copy_${database.name} TEMPLATE supabase_template STRATEGY FILE_COPY`);
    await owner.unsafe(`DROP DATABASE copy_${database.name}`);
  });
});

describe('auth', () => {
  test('belongs to supabase_auth_admin throughout, without RLS', async () => {
    const objects = await admin`
      SELECT 'schema' AS kind, nspowner::regrole::text AS owner, false AS rls FROM pg_namespace WHERE nspname = 'auth'
      UNION SELECT 'relation', relowner::regrole::text, relrowsecurity FROM pg_class WHERE relnamespace = 'auth'::regnamespace
      UNION SELECT 'function', proowner::regrole::text, false FROM pg_proc WHERE pronamespace = 'auth'::regnamespace
      ORDER BY 1`;
    const expected = { owner: 'supabase_auth_admin', rls: false };
    expect(objects).toEqual([
      { kind: 'function', ...expected },
      { kind: 'relation', ...expected },
      { kind: 'schema', ...expected },
    ]);
  });

  test('is closed to postgres but for rows, references and triggers', async () => {
    await owner`CREATE TABLE public.profiles (id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE)`;
    await owner`CREATE FUNCTION public.on_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
      AS 'BEGIN INSERT INTO public.profiles VALUES (new.id); RETURN new; END'`;
    const trigger = 'TRIGGER made AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.on_user()';
    await owner.unsafe(`CREATE ${trigger}`);
    await owner.unsafe(`CREATE OR REPLACE ${trigger}`);
    await expect(owner`DROP TRIGGER made ON auth.users`).rejects.toThrow('must be owner of relation users');
    await expect(owner`ALTER TABLE auth.users ADD COLUMN mine int`).rejects.toThrow('must be owner');
    await expect(owner`CREATE TABLE auth.mine (a int)`).rejects.toMatchObject({ code: '42501' });
    await expect(owner`CREATE INDEX ON auth.users (aud)`).rejects.toThrow('must be owner');
    await expect(owner`SET ROLE supabase_auth_admin`).rejects.toMatchObject({ code: '42501' });

    const auth = postgres(database.urlAs('supabase_auth_admin'), { max: 1 });
    await auth`INSERT INTO users (id, email) VALUES (gen_random_uuid(), 'a@example.com')`;
    await auth.end();
    expect(await owner`SELECT u.email FROM auth.users u JOIN public.profiles USING (id)`).toEqual([
      { email: 'a@example.com' },
    ]);
    await owner`DELETE FROM auth.users`;
    expect(await owner`SELECT FROM public.profiles`).toHaveLength(0);
  });

  test.each([
    [
      'the claims',
      {
        'request.jwt.claims':
          '{"sub":"5e0c1d3a-0b7e-4f46-9d0c-0a3b6f1f7f11","role":"authenticated","email":"o\'brien@example.com"}',
      },
    ],
    [
      'the claims one by one',
      {
        'request.jwt.claim.sub': '5e0c1d3a-0b7e-4f46-9d0c-0a3b6f1f7f11',
        'request.jwt.claim.role': 'authenticated',
        'request.jwt.claim.email': "o'brien@example.com",
      },
    ],
  ])('tells an API role who asks, from %s', async (_, settings) => {
    await owner.begin(async (sql) => {
      for (const [name, value] of Object.entries(settings))
        await sql`SELECT set_config(${name}, ${value}, true)`;
      await sql`SET LOCAL ROLE authenticated`;
      expect(await sql`SELECT auth.uid(), auth.role(), auth.email()`).toEqual([
        { uid: '5e0c1d3a-0b7e-4f46-9d0c-0a3b6f1f7f11', role: 'authenticated', email: "o'brien@example.com" },
      ]);
    });
  });

  test('knows nobody without claims', async () => {
    await owner.begin(async (sql) => {
      await sql`SET LOCAL ROLE anon`;
      expect(await sql`SELECT auth.uid(), auth.role(), auth.email(), auth.jwt()`).toEqual([
        { uid: null, role: null, email: null, jwt: null },
      ]);
      await expect(sql.savepoint((inner) => inner`SELECT FROM auth.users`)).rejects.toMatchObject({
        code: '42501',
      });
    });
  });

  test("lets its own connection become the caller's role, and gives it none of the role's rights before", async () => {
    await owner`CREATE TABLE public.seen (a int)`;
    const auth = postgres(database.urlAs('supabase_auth_admin'), { max: 1 });
    await expect(auth`SELECT FROM public.seen`).rejects.toMatchObject({ code: '42501' });
    await auth.begin(async (sql) => {
      await sql`SET LOCAL ROLE authenticated`;
      expect(await sql`SELECT FROM public.seen`).toHaveLength(0);
    });
    await auth.end();
  });
});

describe('default privileges', () => {
  const apiRights = (sql: postgres.Sql) => sql`
    SELECT has_table_privilege(role, 'public.opened', 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') AS any_right, role
    FROM unnest(ARRAY['anon', 'authenticated', 'service_role']) AS role`;

  test('open new tables to the API roles', async () => {
    await owner`CREATE TABLE public.opened (id int GENERATED ALWAYS AS IDENTITY)`;
    expect((await apiRights(owner)).map((row) => row.any_right)).toEqual([true, true, true]);
  });

  test('open nothing when strict', async () => {
    const strict = await openTestDatabase({ defaultPrivileges: 'strict' });
    const sql = postgres(strict.url, { max: 1 });
    await sql`CREATE TABLE public.opened (id int GENERATED ALWAYS AS IDENTITY)`;
    expect((await apiRights(sql)).map((row) => row.any_right)).toEqual([false, false, false]);
    expect(await sql`SELECT has_schema_privilege('anon', 'public', 'USAGE') AS usage`).toEqual([
      { usage: true },
    ]);
    await sql.end();
    await strict.drop();
  });
});
