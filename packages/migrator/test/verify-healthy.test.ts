import { readdirSync, writeFileSync } from 'node:fs';
import { openTestDatabase } from '@groundwork/local-postgres/testing';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { withSession } from './copy-database.ts';
import { cli, stable, writeFolder } from './folder.ts';
import { withPort } from './open-database.ts';
import { hasOlderPostgres, openOlderPostgres } from './open-older-postgres.ts';
import { openProxy } from './open-proxy.ts';
import { openRole } from './open-role.ts';
import { TEMPLATE, TEMPLATE_FOLDER } from './push-template.ts';
import { readRows } from './read-rows.ts';
import { openVerifiedWorld, type VerifiedWorld, verifyTemplate } from './verified-world.ts';

let world: VerifiedWorld;
beforeAll(async () => {
  world = await openVerifiedWorld();
});
afterAll(() => world.close());

/** Tables with every kind of sequence, which a sign-up advances, and a function that tells others. */
const SIDE_EFFECTS = `
CREATE SEQUENCE public.tickets INCREMENT 5 CACHE 3;
CREATE TABLE public.log (id bigserial PRIMARY KEY, number int GENERATED ALWAYS AS IDENTITY, ticket int DEFAULT nextval('public.tickets'), who uuid);
INSERT INTO public.log (who) VALUES (gen_random_uuid());
CREATE FUNCTION public.log_profile() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.log (who) VALUES (new.id);
  PERFORM pg_catalog.nextval('public.direct'), pg_catalog.pg_notify('canary', new.id::text);
  RETURN new;
END $$;
REVOKE EXECUTE ON FUNCTION public.log_profile() FROM PUBLIC;
CREATE SEQUENCE public.direct;
CREATE TRIGGER log_profile AFTER INSERT ON public.profiles FOR EACH ROW EXECUTE FUNCTION public.log_profile();`;

const USERS = `INSERT INTO auth.users (id, email) VALUES (gen_random_uuid(), 'real@example.test');
  INSERT INTO public.notes (owner, title) SELECT id, 'kept' FROM auth.users;`;

test('a healthy database: a line a trigger, a line a case, exit 0', async () => {
  const { exitCode, stdout, stderr } = await world.verify({});
  expect(stderr).toEqual([]);
  expect(exitCode).toBe(0);
  expect(stable(stdout)).toMatchInlineSnapshot(`
    [
      "📁 Found 7 migration files in drizzle for HOST/DATABASE",
      "✅ on_auth_user_created on auth.users → public.handle_new_user() (drizzle/0001_auth_triggers.sql:64)",
      "✅ on_auth_user_email_changed on auth.users → public.handle_user_email_change() (drizzle/0001_auth_triggers.sql:68)",
      "✅ set_updated_at on public.profiles → public.set_updated_at() (drizzle/0001_auth_triggers.sql:72)",
      "✅ set_updated_at on public.notes → public.set_updated_at() (drizzle/0001_auth_triggers.sql:76)",
      "🐤 Canary, as postgres, rolled back:",
      "✅ sign-up with no metadata (NULL) → row in public.profiles",
      "✅ sign-up with empty metadata {} → row in public.profiles",
      "✅ sign-up with the name O'Brien → row in public.profiles",
      "✅ sign-up with a name of 10 kB → row in public.profiles",
      "✅ sign-up with emoji and umlauts in the name → row in public.profiles",
      "✅ sign-up with Google (name, picture) → row in public.profiles",
      "✅ sign-up with GitHub (user_name, avatar_url, no full_name) → row in public.profiles",
      "✅ sign-up with a number, an array and null for name and picture → row in public.profiles",
      "✅ sign-up by phone, without an e-mail → row in public.profiles",
      "✅ anonymous sign-in, without e-mail and phone → row in public.profiles",
      "✅ changed e-mail → public.profiles.email follows",
      "✅ sign-in → row in public.profiles",
      "✅ deleted user → row of public.profiles gone",
      "   Note: role postgres may not become supabase_auth_admin, as which real sign-ups run: what that role may not do was not tried",
      "✅ 4 triggers are as the files say; 13 canary checks passed, nothing was left behind (HOST/DATABASE)",
    ]
  `);
});

describe('nothing is left behind', () => {
  async function unchanged(
    change: { sql?: string; admin?: string },
    as: 'url' | 'adminUrl',
    exitCode: number,
  ) {
    const copy = await world.copy({ ...change, sql: `${SIDE_EFFECTS} ${USERS} ${change.sql ?? ''}` });
    onTestFinished(() => copy.drop());
    const admin = postgres(copy.adminUrl, { max: 2, onnotice: () => {} });
    onTestFinished(() => admin.end());
    const heard: string[] = [];
    await admin.listen('canary', (payload) => heard.push(payload));
    const calls = () =>
      admin`SELECT relname, last_value, log_cnt, is_called FROM (
        SELECT 'tickets' AS relname, * FROM public.tickets UNION ALL SELECT 'direct', * FROM public.direct
        UNION ALL SELECT 'serial', * FROM public.log_id_seq UNION ALL SELECT 'identity', * FROM public.log_number_seq) s
        ORDER BY 1`;
    const [rows, sequences] = [await readRows(admin), await calls()];
    expect(rows.tables.get('auth.users')).toHaveLength(1);
    const run = await verifyTemplate(copy[as]);
    expect(run.exitCode, [...run.stdout, ...run.stderr].join('\n')).toBe(exitCode);
    expect(await readRows(admin)).toEqual(rows);
    expect([...(await calls())]).toEqual([...sequences]);
    // A notification of ours comes after all that might have been sent before it.
    await admin.notify('canary', 'end');
    await expect.poll(() => heard).toEqual(['end']);
    return run;
  }

  test('by a canary that flies', async () => {
    const { stdout } = await unchanged({}, 'url', 0);
    expect(stdout.join('\n')).toContain('🐤 Canary, as postgres, rolled back:');
  });

  test('as supabase_auth_admin, where the role may become it', async () => {
    const { stdout } = await unchanged({}, 'adminUrl', 0);
    expect(stdout.join('\n')).toContain('🐤 Canary, as supabase_auth_admin, rolled back:');
    expect(stdout.join('\n')).not.toContain('Note:');
  });

  test('by one that falls', async () => {
    await unchanged({ sql: 'ALTER TABLE public.profiles ALTER email SET NOT NULL' }, 'url', 1);
  });

  test('but numbers of a sequence that belongs to somebody else: that is said', async () => {
    const copy = await world.copy({
      sql: SIDE_EFFECTS,
      admin: 'ALTER SEQUENCE public.direct OWNER TO supabase_admin',
    });
    onTestFinished(() => copy.drop());
    const { exitCode, stdout } = await verifyTemplate(copy.url);
    expect(exitCode).toBe(0);
    expect(stdout.join('\n')).toContain(
      'sequences that may have lost some numbers, being of other owners, in use, or too many: public.direct',
    );
    expect(stdout.join('\n')).not.toContain('nothing was left behind');
  });
});

test('a sequence somebody is using: nobody waits for it, and that is said', async () => {
  const copy = await world.copy({ sql: SIDE_EFFECTS });
  onTestFinished(() => copy.drop());
  await withSession(copy.url, async (other) => {
    await other.run("BEGIN; SELECT nextval('public.tickets')");
    const { exitCode, stdout } = await verifyTemplate(copy.url);
    expect(exitCode).toBe(0);
    expect(stdout.join('\n')).toMatch(/in use, or too many: public\.tickets$/m);
    expect(stdout.join('\n')).not.toContain('nothing was left behind');
    await other.run('ROLLBACK');
  });
});

test('as supabase_auth_admin a function without SECURITY DEFINER fails as in production', async () => {
  const copy = await world.copy({ sql: 'ALTER FUNCTION public.handle_new_user() SECURITY INVOKER' });
  onTestFinished(() => copy.drop());
  const { stderr } = await verifyTemplate(copy.adminUrl);
  expect(stderr.join('\n')).toMatch(
    /permission denied for (table profiles|function profile_full_name|schema public)/,
  );
});

test('strict default privileges', async () => {
  const strict = await openVerifiedWorld('strict');
  onTestFinished(() => strict.close());
  expect((await strict.verify({})).exitCode).toBe(0);
});

test.runIf(hasOlderPostgres)('Postgres 15', async () => {
  const urlOf = await openOlderPostgres();
  for (const role of ['postgres', 'supabase_admin']) {
    const url = urlOf(role);
    await cli(['--dir', TEMPLATE_FOLDER], { url: urlOf('postgres'), cwd: TEMPLATE });
    const { exitCode, stdout, stderr } = await verifyTemplate(url);
    expect(exitCode, [...stdout, ...stderr].join('\n')).toBe(0);
    expect(stdout.join('\n')).toContain(
      `as ${role === 'postgres' ? role : 'supabase_auth_admin'}, rolled back`,
    );
  }
});

test('a role that may not write to auth.users: compared, and said', async () => {
  const { url, admin, role, database } = await openRole();
  const target = { url: database.url, cwd: TEMPLATE };
  expect((await cli(['--dir', TEMPLATE_FOLDER], target)).exitCode).toBe(0);
  await admin.unsafe(
    `GRANT USAGE ON SCHEMA migrator TO ${role}; GRANT SELECT ON migrator.__manual_migrations TO ${role}`,
  );
  const { exitCode, stdout, stderr } = await verifyTemplate(url);
  const text = [...stdout, ...stderr].join('\n');
  expect(exitCode, text).toBe(0);
  expect(text).toContain('✅ on_auth_user_created on auth.users');
  expect(text).toContain(
    `No canary: role ${role} may neither write to auth.users nor become supabase_auth_admin`,
  );
});

test('files without a trigger', async () => {
  const database = await openTestDatabase();
  onTestFinished(() => database.drop());
  const cwd = writeFolder({ '0001_t.sql': 'CREATE TABLE t (id int);' });
  const run = await cli(['verify-triggers', '--dir', '.'], { url: database.url, cwd });
  expect(run).toMatchObject({ exitCode: 0, stderr: [] });
  expect(stable(run.stdout)).toEqual([
    '📁 Found 1 migration file in FOLDER for HOST/DATABASE',
    '   The 1 file looked at makes no trigger',
    '   No canary: there is no trigger on auth.users',
    '✅ No trigger to verify (HOST/DATABASE)',
  ]);
});

test('no auth schema: triggers are compared, and no canary flies', async () => {
  const database = await openTestDatabase();
  onTestFinished(() => database.drop());
  await withSession(database.adminUrl, (admin) => admin.run('DROP SCHEMA auth CASCADE'));
  const cwd = writeFolder({
    '0001_t.sql': `CREATE TABLE t (id int);
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
      CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();`,
  });
  const target = { url: database.url, cwd };
  expect((await cli(['--dir', '.'], target)).exitCode).toBe(0);
  const run = await cli(['verify-triggers', '--dir', '.'], target);
  expect(run).toMatchObject({ exitCode: 0, stderr: [] });
  expect(stable(run.stdout).slice(1)).toEqual([
    '✅ a on public.t → public.f() (0001_t.sql:3)',
    '   No canary: this database has no auth.users',
    '✅ 1 trigger is as the files say (HOST/DATABASE)',
  ]);
  await withSession(database.url, (session) => session.run('DROP TRIGGER a ON t'));
  expect((await cli(['verify-triggers', '--dir', '.'], target)).exitCode).toBe(1);
});

test('--no-canary compares, and tries nothing', async () => {
  const { exitCode, stdout } = await world.verify(
    { sql: 'ALTER TABLE public.profiles ALTER email SET NOT NULL' },
    ['--no-canary'],
  );
  expect(exitCode).toBe(0);
  expect(stdout.join('\n')).toContain('No canary: --no-canary was given');
});

test('--json has the same facts', async () => {
  const { exitCode, stdout, stderr } = await world.verify(
    { sql: 'ALTER TABLE public.profiles ALTER email SET NOT NULL' },
    ['--json'],
  );
  expect(exitCode).toBe(1);
  expect(stderr).toEqual([]);
  const result = JSON.parse(stdout.at(-1) ?? '');
  expect(result).toMatchObject({
    type: 'result',
    command: 'verify-triggers',
    clean: false,
    files: readdirSync(TEMPLATE_FOLDER).filter((name) => name.endsWith('.sql')).length,
    pending: 0,
    canary: { ran: true, role: 'postgres' },
    findings: [{ code: 'canary_failed', sqlstate: '23502', at: { line: 30, column: 3 } }],
  });
  expect(result.triggers).toHaveLength(4);
  expect(result.canary.checks.filter(({ ok }: { ok: boolean }) => !ok)).toHaveLength(2);
});

test('only recorded files say what should be there; the others are named', async () => {
  const database = await openTestDatabase();
  onTestFinished(() => database.drop());
  const trigger = (name: string) =>
    `CREATE TRIGGER ${name} BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();`;
  const cwd = writeFolder({
    '0001_t.sql': `CREATE TABLE t (id int);\n${trigger('a').replace('INSERT', 'UPDATE')}`,
  });
  const target = { url: database.url, cwd };
  expect((await cli(['--dir', '.'], target)).exitCode).toBe(0);
  writeFileSync(`${cwd}/0002_later.sql`, trigger('b'));
  const run = await cli(['verify-triggers', '--dir', '.'], target);
  expect(run.exitCode, run.stderr.join('\n')).toBe(0);
  expect(run.stdout.join('\n')).toContain('1 file is pending and not looked at');
  expect(run.stdout.join('\n')).toContain('✅ a on public.t');
});

test('rows of other people are in no output', async () => {
  const run = await world.verify(
    {
      sql: `${USERS} CREATE OR REPLACE FUNCTION public.handle_new_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
        DECLARE somebody text := (SELECT email FROM public.profiles LIMIT 1);
        BEGIN
          IF new.email IS NULL THEN RAISE EXCEPTION 'taken by "%"', somebody USING DETAIL = 'Key (email)=(' || somebody || ') exists.'; END IF;
          EXECUTE format('SELECT %L::int', somebody); RETURN new;
        END $$`,
    },
    ['--json'],
  );
  expect(run.exitCode).toBe(1);
  expect(run.stdout.join('\n')).not.toContain('real@example.test');
  expect(run.stdout.join('\n')).toContain('taken by \\"…\\"');
});

describe('nobody waits long', () => {
  test('a table somebody locks: given up, said, exit 1', async () => {
    const copy = await world.copy();
    onTestFinished(() => copy.drop());
    await withSession(copy.url, async (other) => {
      await other.run('BEGIN; LOCK TABLE public.profiles IN SHARE MODE');
      const { exitCode, stdout, stderr } = await verifyTemplate(copy.url, ['--lock-timeout', '100ms']);
      expect(exitCode).toBe(1);
      expect(stderr.join('\n')).toMatch(
        /could not be tried to its end: canceling statement due to lock timeout.*55P03/,
      );
      // One case waited, and no other after it.
      expect(stdout.filter((line) => /^. sign-up/u.test(line))).toEqual([
        '❌ sign-up with no metadata (NULL)',
      ]);
      await other.run('ROLLBACK');
    });
  });

  test('a function that takes its time', async () => {
    const { exitCode, stderr } = await world.verify(
      {
        sql: `CREATE OR REPLACE FUNCTION public.profile_full_name(metadata jsonb) RETURNS text LANGUAGE sql AS 'SELECT pg_sleep(600)::text'`,
      },
      ['--statement-timeout', '200ms'],
    );
    expect(exitCode).toBe(1);
    expect(stderr.join('\n')).toContain('57014');
  });
});

test('round trips are few, and do not grow with triggers', async () => {
  const roundTrips = async (triggers: number) => {
    const database = await openTestDatabase();
    onTestFinished(() => database.drop());
    const proxy = await openProxy(Number(new URL(database.url).port), { delay: 25 });
    onTestFinished(() => proxy.close());
    const one = (index: number) => `CREATE TABLE t${index} (id uuid, v text);
      CREATE FUNCTION f${index}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN INSERT INTO public.t${index} (id) VALUES (new.id); RETURN new; END $$;
      REVOKE EXECUTE ON FUNCTION f${index}() FROM PUBLIC, anon, authenticated;
      CREATE TRIGGER a${index} AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f${index}();
      CREATE TRIGGER b${index} BEFORE UPDATE ON t${index} FOR EACH ROW WHEN (new.v IN ('a', 'b')) EXECUTE FUNCTION f${index}();`;
    const cwd = writeFolder({
      '0001_t.sql': Array.from({ length: triggers }, (_, index) => one(index)).join('\n'),
    });
    expect((await cli(['--dir', '.'], { url: database.url, cwd })).exitCode).toBe(0);
    const before = proxy.bursts();
    const run = await cli(['verify-triggers', '--dir', '.'], {
      url: withPort(database.url, proxy.port),
      cwd,
    });
    expect(run.exitCode, [...run.stdout, ...run.stderr].join('\n')).toBe(0);
    // Without the three of connecting; the last of them hangs up.
    return proxy.bursts() - before - 3;
  };
  expect([await roundTrips(1), await roundTrips(40)]).toEqual([7, 7]);
});

test('a function that is invoker by its file: warned of where the rights of the Auth server cannot be tried', async () => {
  const database = await openTestDatabase();
  onTestFinished(() => database.drop());
  const cwd = writeFolder({
    '0001_f.sql': `CREATE TABLE t (id uuid);
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.t VALUES (new.id); RETURN new; END $$;
      CREATE TRIGGER a AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f();`,
  });
  const verify = (url: string) => cli(['verify-triggers', '--dir', '.'], { url, cwd });
  expect((await cli(['--dir', '.'], { url: database.url, cwd })).exitCode).toBe(0);
  const guessed = await verify(database.url);
  expect(guessed.exitCode).toBe(0);
  expect(guessed.stderr.join('\n')).toMatch(
    /^⚠️ {2}Function public\.f\(\) is not SECURITY DEFINER, and a sign-up runs as/,
  );
  const tried = await verify(database.adminUrl);
  expect(tried.exitCode).toBe(1);
  expect(tried.stderr.join('\n')).toMatch(/permission denied for table t/);
  await withSession(database.url, (session) => session.run('GRANT INSERT ON t TO supabase_auth_admin'));
  expect(await verify(database.adminUrl)).toMatchObject({ exitCode: 0, stderr: [] });
});

test('an auth.users with fewer columns than ours', async () => {
  const { exitCode, stdout, stderr } = await world.verify({
    admin: `ALTER TABLE auth.users DROP COLUMN confirmed_at, DROP COLUMN phone CASCADE, DROP COLUMN is_anonymous, DROP COLUMN is_sso_user,
      DROP COLUMN last_sign_in_at, DROP COLUMN created_at`,
  });
  expect(exitCode, stderr.join('\n')).toBe(0);
  // Without a column for it there is no sign-in to try.
  expect(stdout.join('\n')).toContain('12 canary checks passed');
});

test('a file that was edited after it ran: said', async () => {
  const database = await openTestDatabase();
  onTestFinished(() => database.drop());
  const text = (events: string) => `CREATE TABLE t (id int);
    CREATE TRIGGER a BEFORE ${events} ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();`;
  const cwd = writeFolder({ '0001_t.sql': text('UPDATE') });
  const target = { url: database.url, cwd };
  expect((await cli(['--dir', '.'], target)).exitCode).toBe(0);
  writeFileSync(`${cwd}/0001_t.sql`, text('INSERT OR UPDATE'));
  const run = await cli(['verify-triggers', '--dir', '.'], target);
  expect(run.exitCode).toBe(1);
  expect(run.stderr.join('\n')).toMatch(/0001_t\.sql was edited after it ran/);
  expect(run.stderr.join('\n')).toMatch(/not what its file says: events/);
});

test('catalogs that are locked: an error with a next step', async () => {
  const copy = await world.copy();
  onTestFinished(() => copy.drop());
  await withSession(copy.adminUrl, async (other) => {
    await other.run('BEGIN; LOCK TABLE pg_catalog.pg_trigger');
    const { exitCode, stderr } = await verifyTemplate(copy.url, ['--lock-timeout', '100ms']);
    expect(exitCode).toBe(3);
    expect(stderr[0]).toMatch(
      /The triggers could not be looked at: canceling statement due to lock timeout\..*55P03/,
    );
    await other.run('ROLLBACK');
  });
});

describe('a WHEN that cannot be made here: said, and no false alarm', () => {
  test('where the role may make no temporary table', async () => {
    const run = await world.verify({
      admin: `DO $$ BEGIN EXECUTE format('REVOKE TEMP ON DATABASE %I FROM PUBLIC, postgres', current_database()); END $$`,
    });
    expect(run.exitCode, run.stderr.join('\n')).toBe(0);
    expect(run.stderr.join('\n').match(/trigger_not_compared/g)).toHaveLength(1);
    expect(run.stderr.join('\n')).toContain(
      'Found: WHEN ((old.email)::text IS DISTINCT FROM (new.email)::text)',
    );
  });

  test('in a database that is read-only, where no canary flies either', async () => {
    const run = await world.verify({
      admin: `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$`,
    });
    expect(run.exitCode, run.stderr.join('\n')).toBe(0);
    expect(run.stderr.join('\n').match(/trigger_not_compared/g)).toHaveLength(1);
    expect(run.stdout.join('\n')).toContain('No canary: the database is read-only');
  });
});
