import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withSession } from './copy-database.ts';
import { openVerifiedWorld, type VerifiedWorld, type WorldChange } from './verified-world.ts';

let world: VerifiedWorld;
beforeAll(async () => {
  world = await openVerifiedWorld();
});
afterAll(async () => {
  const { adminUrl, drop } = await world.copy();
  await withSession(adminUrl, (session) => session.run(`DROP ROLE IF EXISTS ${OWNER}`));
  await drop();
  await world.close();
});

/** Roles belong to the server: one of our own, and for this run only. */
const OWNER = `test_owner_${randomBytes(4).toString('hex')}`;

/** The template's function, changed in one thing. */
function signUp({
  head = "SECURITY DEFINER SET search_path = ''",
  into = 'public.profiles (id, email)',
  values = 'new.id, left(new.email, 320)',
  before = '',
} = {}): string {
  return `CREATE OR REPLACE FUNCTION public.handle_new_user() RETURNS trigger LANGUAGE plpgsql ${head} AS $$
BEGIN
  ${before}
  INSERT INTO ${into} VALUES (${values}) ON CONFLICT DO NOTHING;
  RETURN new;
END $$;`;
}

const CREATED = 'CREATE OR REPLACE TRIGGER on_auth_user_created';
const EXECUTE = 'FOR EACH ROW EXECUTE FUNCTION public.handle_new_user()';
const CHANGED = 'CREATE OR REPLACE TRIGGER on_auth_user_email_changed AFTER UPDATE';
const CALL = 'EXECUTE FUNCTION public.handle_user_email_change()';

/** What is done to the database, the codes of all findings that must come, and what their text must say. */
type CaughtCase = readonly [title: string, change: WorldChange, codes: readonly string[], ...says: RegExp[]];

const CAUGHT: readonly CaughtCase[] = [
  [
    'a trigger that is missing',
    { admin: 'DROP TRIGGER on_auth_user_created ON auth.users' },
    ['trigger_missing', 'canary_promise_broken'],
    /Trigger on_auth_user_created on auth\.users is not there\./,
    /0001_auth_triggers\.sql:64:1/,
    /CREATE OR REPLACE TRIGGER on_auth_user_created\n/,
    /and 10 more cases\): nothing raised, and no row came of it/,
  ],
  [
    'a trigger that is disabled',
    { admin: 'ALTER TABLE auth.users DISABLE TRIGGER on_auth_user_created' },
    ['trigger_disabled', 'canary_promise_broken'],
    /does not fire: it is disabled/,
    // Not ALTER TABLE … ENABLE, which wants the owner of auth.users.
    /SQL that would mend it:\n\s+CREATE OR REPLACE TRIGGER on_auth_user_created/,
  ],
  [
    'a trigger of our own table that is disabled',
    { sql: 'ALTER TABLE public.notes DISABLE TRIGGER set_updated_at' },
    ['trigger_disabled'],
    /ALTER TABLE public\.notes ENABLE TRIGGER set_updated_at;/,
  ],
  [
    'a trigger for replicas only',
    { admin: 'ALTER TABLE auth.users ENABLE REPLICA TRIGGER on_auth_user_created' },
    ['trigger_disabled', 'canary_promise_broken'],
    /it is switched to replica/,
  ],
  [
    'a trigger on the wrong event',
    { sql: `${CREATED} AFTER UPDATE ON auth.users ${EXECUTE}` },
    ['trigger_differs', 'canary_promise_broken'],
    /not what its file says: events\./,
    /Expected: AFTER INSERT FOR EACH ROW → public\.handle_new_user\(\)/,
    /Found: AFTER UPDATE FOR EACH ROW/,
  ],
  [
    'a trigger at the wrong time',
    { sql: `${CREATED} BEFORE INSERT ON auth.users ${EXECUTE}` },
    ['trigger_differs', 'canary_failed'],
    /not what its file says: timing\./,
    /violates foreign key constraint/,
  ],
  [
    'a trigger for the statement, not the row',
    {
      sql: `${CREATED} AFTER INSERT ON auth.users FOR EACH STATEMENT EXECUTE FUNCTION public.handle_new_user()`,
    },
    ['trigger_differs', 'canary_failed'],
    /says: level\./,
  ],
  [
    'a wrong WHEN',
    { sql: `${CHANGED} OF email ON auth.users FOR EACH ROW WHEN (old.email IS NULL) ${CALL}` },
    ['trigger_differs', 'canary_promise_broken'],
    /says: WHEN\./,
    /the copy of the e-mail did not follow/,
  ],
  [
    'a WHEN that is gone',
    { sql: `${CHANGED} OF email ON auth.users FOR EACH ROW ${CALL}` },
    ['trigger_differs'],
    /says: WHEN\./,
  ],
  [
    'a WHEN where there was none',
    {
      sql: `${CREATED} AFTER INSERT ON auth.users FOR EACH ROW WHEN (new.email IS NOT NULL) EXECUTE FUNCTION public.handle_new_user()`,
    },
    ['trigger_differs', 'canary_promise_broken'],
    /Sign-up by phone, without an e-mail \(and 1 more case\)/,
  ],
  [
    'UPDATE OF the wrong column',
    {
      sql: `${CHANGED} OF phone ON auth.users FOR EACH ROW WHEN (old.email IS DISTINCT FROM new.email) ${CALL}`,
    },
    ['trigger_differs', 'canary_promise_broken'],
    /says: columns\./,
    /public\.profiles\.email/,
  ],
  [
    'a trigger that calls another function',
    {
      sql: `${CREATED} AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.handle_user_email_change()`,
    },
    ['trigger_differs', 'canary_promise_broken'],
    /says: function\./,
  ],
  [
    'a function without search_path',
    { sql: 'ALTER FUNCTION public.handle_new_user() RESET search_path' },
    ['trigger_function_search_path'],
    /does not pin its search_path/,
    /ALTER FUNCTION public\.handle_new_user\(\) SET search_path = '';/,
  ],
  [
    'a function that finds its table in development only: the Auth server has another search_path',
    { sql: signUp({ head: 'SECURITY DEFINER', into: 'profiles (id, email)' }) },
    ['trigger_function_differs', 'trigger_function_search_path', 'canary_failed'],
    /relation "profiles" does not exist.*SQLSTATE 42P01/,
  ],
  [
    'a function with another search_path',
    { sql: 'ALTER FUNCTION public.handle_new_user() SET search_path = public, pg_temp' },
    ['trigger_function_search_path'],
    /Found: search_path = public, pg_temp/,
  ],
  [
    'a function that is not SECURITY DEFINER',
    { sql: 'ALTER FUNCTION public.handle_new_user() SECURITY INVOKER' },
    ['trigger_function_security'],
    /is not SECURITY DEFINER/,
    /ALTER FUNCTION public\.handle_new_user\(\) SECURITY DEFINER;/,
  ],
  [
    'a function that became SECURITY DEFINER',
    { sql: 'ALTER FUNCTION public.set_updated_at() SECURITY DEFINER' },
    ['trigger_function_security'],
    /runs with the rights of postgres/,
  ],
  [
    'a function anon can execute',
    { sql: 'GRANT EXECUTE ON FUNCTION public.handle_new_user() TO anon' },
    ['trigger_function_executable'],
    /can be executed by anon, from whom its files revoke it/,
    /REVOKE EXECUTE ON FUNCTION public\.handle_new_user\(\) FROM anon;/,
  ],
  [
    'a function PUBLIC can execute',
    { sql: 'GRANT EXECUTE ON FUNCTION public.handle_new_user() TO PUBLIC' },
    ['trigger_function_executable'],
    /can be executed by PUBLIC/,
  ],
  [
    'a function that raises on null metadata',
    {
      sql: signUp({
        before: "IF new.raw_user_meta_data IS NULL THEN RAISE EXCEPTION 'no metadata'; END IF;",
      }),
    },
    ['trigger_function_differs', 'canary_failed'],
    /Sign-up with no metadata \(NULL\) fails: no metadata\. \[canary_failed, SQLSTATE P0001\]/,
    /public\.handle_new_user\(\) in the database:3:3\n\s+3 │ {3}IF new\.raw_user_meta_data/,
  ],
  [
    'a function that uses a dropped column',
    { sql: 'ALTER TABLE public.profiles DROP COLUMN full_name' },
    ['canary_failed'],
    /column "full_name" of relation "profiles" does not exist.*SQLSTATE 42703/,
    // Postgres's own place, in the file.
    /0001_auth_triggers\.sql:30:43\n\s+30 │ {3}INSERT INTO public\.profiles \(id, email, full_name, avatar_url\)\n\s+│ {43}\^/,
  ],
  [
    'a function that writes to the wrong table',
    {
      sql: `CREATE TABLE public.people (id uuid, email text); ${signUp({ into: 'public.people (id, email)' })}`,
    },
    ['trigger_function_differs', 'canary_promise_broken'],
    /somebody replaced it/,
    /Expected: a row in public\.profiles whose id is the user's id, by trigger on_auth_user_created/,
  ],
  [
    'a function that swallows its errors',
    {
      sql: `ALTER TABLE public.profiles ADD company text, ADD CHECK (company IS NOT NULL);
        CREATE OR REPLACE FUNCTION public.handle_new_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
        BEGIN INSERT INTO public.profiles (id) VALUES (new.id); RETURN new; EXCEPTION WHEN OTHERS THEN RETURN new; END $$`,
    },
    ['trigger_function_differs', 'canary_promise_broken'],
    /and 10 more cases\): nothing raised, and no row came of it/,
  ],
  [
    'a new NOT NULL column in profiles',
    {
      sql: 'ALTER TABLE public.profiles ADD company text NOT NULL DEFAULT 1; ALTER TABLE public.profiles ALTER company DROP DEFAULT',
    },
    ['canary_failed'],
    /\(and 12 more cases\) fails: null value in column "company" of relation "profiles"/,
    /0001_auth_triggers\.sql:30:3/,
    /Database error saving new user/,
  ],
  [
    'a table its owner may not write to',
    { sql: 'REVOKE INSERT ON public.profiles FROM postgres, service_role' },
    ['canary_failed'],
    /permission denied for table profiles.*SQLSTATE 42501/,
  ],
  [
    'row level security that holds for the owner of the function',
    {
      admin: `CREATE ROLE ${OWNER}; GRANT USAGE ON SCHEMA public TO ${OWNER}; GRANT ALL ON public.profiles TO ${OWNER};
        ALTER FUNCTION public.handle_new_user() OWNER TO ${OWNER};
        GRANT EXECUTE ON FUNCTION public.profile_full_name(jsonb), public.profile_avatar_url(jsonb) TO ${OWNER}`,
    },
    ['canary_failed'],
    /new row violates row-level security policy for table "profiles"/,
  ],
  [
    'a function that is dropped, and its trigger with it',
    { sql: 'DROP FUNCTION public.handle_new_user() CASCADE' },
    ['trigger_missing', 'trigger_function_missing', 'canary_promise_broken'],
    /Function public\.handle_new_user\(\) is not there/,
  ],
  [
    'an e-mail that must be there: a phone sign-up fails',
    { sql: 'ALTER TABLE public.profiles ALTER email SET NOT NULL' },
    ['canary_failed'],
    /Sign-up by phone, without an e-mail \(and 1 more case\) fails: null value in column "email"/,
  ],
  [
    'a helper function that fails on a number',
    {
      sql: `CREATE OR REPLACE FUNCTION public.profile_full_name(metadata jsonb) RETURNS text LANGUAGE plpgsql AS $$
        BEGIN IF jsonb_typeof(metadata -> 'full_name') = 'number' THEN RAISE EXCEPTION 'a number'; END IF; RETURN NULL; END $$`,
    },
    ['canary_failed'],
    /Sign-up with a number, an array and null for name and picture fails: a number\./,
  ],
  [
    'a name that is too long for its column',
    { sql: `ALTER TABLE public.profiles ADD CHECK (char_length(full_name) < 100)` },
    ['canary_failed'],
    /Sign-up with a name of 10 kB fails: new row for relation "profiles" violates check constraint/,
  ],
  [
    'a foreign key that no longer cascades',
    {
      sql: `ALTER TABLE public.profiles DROP CONSTRAINT profiles_id_users_id_fk,
        ADD CONSTRAINT profiles_id_users_id_fk FOREIGN KEY (id) REFERENCES auth.users (id)`,
    },
    ['canary_failed'],
    /Deleted user fails: update or delete on table "users" violates foreign key constraint/,
  ],
  [
    'a foreign key that is gone',
    { sql: 'ALTER TABLE public.profiles DROP CONSTRAINT profiles_id_users_id_fk' },
    ['canary_promise_broken'],
    /Deleted user: its row was left behind/,
    /by its foreign key, ON DELETE CASCADE/,
  ],
  [
    'a table that is gone',
    { sql: 'DROP TABLE public.profiles CASCADE' },
    ['trigger_missing', 'canary_failed'],
    /Trigger set_updated_at on public\.profiles is not there, nor is its table/,
    /relation "public\.profiles" does not exist/,
  ],
  [
    'a trigger by hand that a sign-up goes through, and its open function',
    {
      sql: `CREATE FUNCTION public.greet() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
        BEGIN RETURN new; END $$; CREATE TRIGGER greet BEFORE INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.greet()`,
    },
    ['trigger_unknown', 'trigger_function_executable'],
    /greet on auth\.users is in no file/,
    /SECURITY DEFINER and can be executed by anon and authenticated/,
  ],
  [
    'a sign-in that fails',
    {
      sql: `CREATE FUNCTION public.seen() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
        BEGIN UPDATE public.profiles SET last_seen = now() WHERE id = new.id; RETURN new; END $$;
        REVOKE EXECUTE ON FUNCTION public.seen() FROM PUBLIC, anon, authenticated;
        CREATE TRIGGER seen AFTER UPDATE OF last_sign_in_at ON auth.users FOR EACH ROW EXECUTE FUNCTION public.seen()`,
    },
    ['trigger_unknown', 'canary_failed'],
    /Sign-in fails: column "last_seen" of relation "profiles" does not exist/,
    /public\.seen\(\) in the database:2:42/,
  ],
  [
    'a deferred trigger that would raise at the commit',
    {
      sql: `CREATE FUNCTION public.late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'too late'; END $$;
        CREATE CONSTRAINT TRIGGER late AFTER INSERT ON public.profiles DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION public.late()`,
    },
    ['canary_failed'],
    /too late/,
  ],
];

describe('caught', () => {
  const cases = CAUGHT.map(([title, change, codes, ...says]) => ({ title, change, codes, says }));
  test.each(cases)('$title', async ({ change, codes, says }) => {
    const run = await world.verify(change);
    const text = [...run.stdout, ...run.stderr].join('\n');
    expect(run.exitCode, text).toBe(1);
    expect(codesOf(run.stderr), text).toEqual([...codes].sort());
    for (const each of says) expect(text).toMatch(each);
  });
});

/** The codes of all findings, each once. */
function codesOf(lines: readonly string[]): string[] {
  const codes = [...lines.join('\n').matchAll(/ \[((?:trigger|canary)_\w+)(?:, SQLSTATE \w+)?\]$/gm)];
  return [...new Set(codes.map(([, code = '']) => code))].sort();
}
